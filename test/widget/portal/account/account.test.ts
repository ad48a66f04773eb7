import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
// Otherwise the first test would wait for its code.
import '../../../../widget/portal/account/account-view.ts'
import { violations } from '../../axe.ts'
import { ok, problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import { leaveAll, PortalServer, Visitor } from '../portal.ts'

const account = {
	...{ name: 'Sam Rivera', email: 'sam@example.com', newEmail: null as string | null },
	...{ phone: '+447700900142' as string | null, isPhoneVerified: false },
	...{
		newPhone: null as string | null,
		locale: null as string | null,
		hasPassword: true,
		isFresh: false,
	},
	...{ canText: true, passkeys: 1 },
}
const passkey = {
	...{ id: '01900000-0000-7000-8000-000000000950', name: 'Safari on iPhone', isBackedUp: true },
	...{ addedAt: '2026-11-02T08:00:00.000Z', lastUsedAt: null },
}

/** What stands on each line of an element. */
function linesOf(element: HTMLElement): string[] {
	const lines = new Map<number, string>()
	const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
	while (walker.nextNode()) {
		const node = walker.currentNode as Text
		for (const [i, letter] of [...node.data].entries()) {
			const range = document.createRange()
			range.setStart(node, i)
			range.setEnd(node, i + 1)
			const { top } = range.getBoundingClientRect()
			lines.set(top, (lines.get(top) ?? '') + letter)
		}
	}
	return [...lines.values()]
}

describe('an owner’s own account', () => {
	let server: PortalServer
	let sam: Visitor
	let now: typeof account

	beforeEach(async () => {
		await setViewport({ width: 320, height: 740 })
		server = new PortalServer()
		now = { ...account }
		server.on('GET /api/customer/me/account', () => ok(now))
		server.on('GET /api/customer/me/passkeys', () => ok({ passkeys: [passkey] }))
		server.on('GET /api/customer/me', () => ok(server.session))
		sam = new Visitor(server, { history: 'on' })
	})
	afterEach(leaveAll)

	const clean = async () => assert.equal(await violations(sam.element), [])

	it('shows what is known and what waits', async () => {
		now.newEmail = 'new@example.com'
		await sam.opened('#vetslot/account')
		await sam.sees('Changes to new@example.com once both addresses have confirmed')
		await sam.sees('Not confirmed')
		await sam.sees('1 passkey')
		await clean()
	})

	it('breaks a long email before its @, not in the middle of a word', async () => {
		Object.assign(now, { email: 'robin.fenwick@fenwick.example' })
		await sam.opened('#vetslot/account')
		await sam.sees('robin.fenwick@fenwick.example')
		const email = sam.all('b').find((each) => each.textContent?.includes('@'))!
		assert.equal(linesOf(email), ['robin.fenwick', '@fenwick.example'])
	})

	it('asks for the password where somebody signed in a while ago, and mails both links', async () => {
		server.on('POST /api/customer/me/email-changes', () => ({ status: 202 }))
		await sam.opened('#vetslot/account')
		await sam.press('Change: Email')
		await sam.fill('New email', 'new@example.com')
		await sam.fill('Your password', 'seven quiet otters')
		await clean()
		await sam.press('Mail both links')
		await sam.sees('Look for our mail at both addresses')
		const body = server.calls('POST /api/customer/me/email-changes')[0]?.body
		assert.equal(body, { email: 'new@example.com', password: 'seven quiet otters' })
	})

	it('sends a code to a phone and takes it', async () => {
		server.on('POST /api/customer/phone-codes', () => {
			now.newPhone = '+447700900143'
			return { status: 202 }
		})
		server.on('POST /api/customer/phone-confirmations', () => {
			now = { ...now, phone: now.newPhone, newPhone: null, isPhoneVerified: true }
			return ok(now)
		})
		await sam.opened('#vetslot/account/phone')
		await sam.fill('Phone', '07700 900143')
		await sam.fill('Your password', 'seven quiet otters')
		await sam.press('Send a code')
		await sam.sees('A code went to 07700 900143')
		const sent = server.calls('POST /api/customer/phone-codes')[0]?.body
		assert.equal(sent, { phone: '07700 900143', password: 'seven quiet otters' })
		await until('the code has the focus', () => sam.focused?.id === 'field-code')
		await clean()
		await sam.fill('Code from the text message', '123 456')
		await sam.press('Confirm the number')
		await sam.sees('Your number is confirmed')
		await sam.sees('Confirmed')
	})

	it('says so where no text can be sent', async () => {
		now.canText = false
		await sam.opened('#vetslot/account/phone')
		await sam.sees('Text messages can’t be sent at the moment')
		await clean()
	})

	it('says at the field what is wrong with a new password', async () => {
		server.on('PUT /api/customer/me/password', () => problem(429, 'account_locked'))
		await sam.opened('#vetslot/account/password')
		await sam.fill('Your password', 'guess')
		await sam.fill('New password', 'seven quiet otters in a row')
		await sam.press('Save')
		await until('an alert', () => sam.all('[role="alert"]').length > 0)
		await clean()
	})

	it('changes the name, and asks before one that was typed is lost', async () => {
		server.on('PATCH /api/customer/me/account', ({ body }) => {
			now = { ...now, ...(body as object) }
			return ok(now)
		})
		await sam.opened('#vetslot/account/name')
		await until('what it is', () => sam.find('Name', 'input') !== undefined)
		assert.is((sam.find('Name', 'input') as HTMLInputElement).value, 'Sam Rivera')
		assert.is(sam.element.view?.dirty, false)
		await sam.fill('Name', 'Samira Rivera')
		assert.is(sam.element.view?.dirty, true)
		await clean()
		await sam.press('Save')
		await sam.sees('Samira Rivera')
		assert.equal(server.calls('PATCH /api/customer/me/account')[0]?.body, { name: 'Samira Rivera' })
		assert.is(sam.element.view?.dirty, false)
	})

	it('shows how a language writes before it is chosen, and follows it at once', async () => {
		server.on('PATCH /api/customer/me/account', ({ body }) => {
			now = { ...now, ...(body as object) }
			server.session = { ...server.session, owner: { ...server.session.owner, locale: now.locale } }
			return ok(now)
		})
		await sam.opened('#vetslot/account')
		await sam.sees('As the clinic does')
		await sam.press('Change: Language')
		await sam.fill('Language', 'en-US')
		await sam.sees(/Like this: .*[AP]M/)
		await clean()
		await sam.press('Save')
		await sam.sees('American English')
		assert.equal(server.calls('PATCH /api/customer/me/account')[0]?.body, { locale: 'en-US' })
		await until('the new one', () => sam.element.inside?.words.locale === 'en-US')
		await sam.sees(/^\w{3} \w{3} \d+, \d+:\d\d\s[AP]M$/)
		await sam.press('Change: Language')
		await sam.fill('Language', 'clinic')
		await sam.press('Save')
		await sam.sees('As the clinic does')
		assert.equal(server.calls('PATCH /api/customer/me/account')[1]?.body, { locale: null })
		await until('the clinic’s', () => sam.element.inside?.words.locale === 'en-GB')
	})

	it('keeps a language that was chosen elsewhere among what can be chosen', async () => {
		now.locale = 'en-SG'
		await sam.opened('#vetslot/account/language')
		await until('the field', () => sam.find('Language', 'select'))
		assert.is((sam.find('Language', 'select') as HTMLSelectElement).value, 'en-SG')
		assert.is(sam.element.view?.dirty, false)
	})

	it('gives a passkey another name, and says at the field what is wrong with one', async () => {
		const path = `PATCH /api/customer/me/passkeys/${passkey.id}`
		const mend = server.on(path, () =>
			problem(400, 'invalid_request', {
				issues: [{ path: 'name', code: 'too_long', message: 'At most 60 characters' }],
			}),
		)
		await sam.opened('#vetslot/account/passkeys')
		await sam.sees('Added 2 Nov 2026, not used yet')
		await sam.press('Rename Safari on iPhone')
		await sam.fill('Name', 'My phone')
		await sam.press('Save')
		await sam.sees('At most 60 characters')
		await clean()
		mend()
		server.on(path, () => ok({ ...passkey, name: 'My phone' }))
		server.on('GET /api/customer/me/passkeys', () =>
			ok({ passkeys: [{ ...passkey, name: 'My phone', lastUsedAt: '2026-11-04T08:00:00.000Z' }] }),
		)
		await sam.press('Save')
		await sam.sees('Added 2 Nov 2026, last used 4 Nov 2026')
		assert.is(server.calls(path).at(-1)?.body?.name, 'My phone')
	})

	it('lists passkeys and removes one after asking; adding is for the portal’s own page', async () => {
		const path = `DELETE /api/customer/me/passkeys/${passkey.id}`
		server.on(path, () => ({ status: 204 }))
		await sam.opened('#vetslot/account/passkeys')
		await sam.sees('Safari on iPhone')
		await sam.sees('Passkeys work on')
		assert.not.ok(sam.find('Add a passkey'))
		await clean()
		await sam.press('Remove Safari on iPhone')
		await sam.sees('It no longer signs you in')
		await sam.press('Remove')
		await until('it is gone', () => server.calls(path).length === 1)
	})
})
