import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
// Otherwise the first test would wait for its code.
import '../../../../widget/portal/door/sessions-view.ts'
import { violations } from '../../axe.ts'
import { ok, problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import { leaveAll, PortalServer, Visitor } from '../portal.ts'

const one = (n: number, device: string, isThis = false) => ({
	...{ id: `01900000-0000-7000-8000-00000000090${n}`, device, isThis, address: '198.51.100.7' },
	...{ beganAt: '2026-11-02T08:00:00.000Z', lastUsedAt: '2026-11-03T08:40:00.000Z' },
})

describe('where an owner is signed in', () => {
	let server: PortalServer
	let sam: Visitor
	let sessions: ReturnType<typeof one>[]

	beforeEach(async () => {
		await setViewport({ width: 360, height: 740 })
		server = new PortalServer()
		sessions = [one(0, 'Firefox on Windows', true), one(1, 'Safari on iPhone')]
		server.on('GET /api/customer/me/sessions', () => ok({ sessions }))
		sam = new Visitor(server, { history: 'on' })
	})
	afterEach(leaveAll)

	const clean = async () => assert.equal(await violations(sam.element), [])

	it('lists devices with when and from where they were used', async () => {
		await sam.opened('#vetslot/sessions')
		await sam.sees('Firefox on Windows')
		await sam.sees('Last used Tue 3 Nov, 08:40, from 198.51.100.7')
		await sam.sees('This one')
		assert.is(sam.all('[aria-label^="Sign out on"]').length, 1, 'this one is left by the menu')
		await clean()
	})

	it('ends one, says so, and reads the list anew', async () => {
		server.on(`DELETE /api/customer/me/sessions/${sessions[1]?.id}`, () => {
			sessions = sessions.slice(0, 1)
			return { status: 204 }
		})
		await sam.opened('#vetslot/sessions')
		await sam.press('Sign out on Safari on iPhone')
		await sam.sees('Signed out on Safari on iPhone')
		await until('the list', () => !sam.find('Sign out on Safari on iPhone'))
		await until('the title', () => sam.focused?.id === 'title')
	})

	it('signs out everywhere after asking, and then here', async () => {
		server.on('DELETE /api/customer/me/sessions', () => ok({ ended: 2 }))
		await sam.opened('#vetslot/sessions')
		await sam.press('Sign out everywhere')
		await sam.sees('Sign out on every device, this one too?')
		await clean()
		await sam.press('Stay signed in')
		assert.is(server.calls('DELETE /api/customer/me/sessions').length, 0)
		await sam.press('Sign out everywhere')
		const yes = await until('the question', () =>
			sam.all('dialog[open] .button').find((one) => one.textContent?.includes('everywhere')),
		)
		yes.click()
		await until('the door', () => sam.title === 'Sign in')
		assert.is(server.calls('DELETE /api/customer/me/sessions').length, 1)
		assert.is(server.calls(`DELETE /api/customer/sessions/${server.clinic.id}`).length, 1)
	})

	it('says what went wrong, with another try', async () => {
		server.on('GET /api/customer/me/sessions', () => problem(503, 'unavailable'))
		await sam.opened('#vetslot/sessions')
		await until('trouble', () => sam.all('.note.danger').length > 0)
		await clean()
		server.on('GET /api/customer/me/sessions', () => ok({ sessions }))
		await sam.press('Try again')
		await sam.sees('Firefox on Windows')
	})
})
