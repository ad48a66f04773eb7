import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
// Otherwise the first test would wait for its code.
import '../../../../widget/portal/join/link-view.ts'
import '../../../../widget/portal/join/register-view.ts'
import { violations } from '../../axe.ts'
import { ok, problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { appointment } from '../../visit/clinic.ts'
import { until } from '../../visit/owner.ts'
import { leaveAll, PortalServer, Visitor } from '../portal.ts'

const TOKEN = `${'A'.repeat(44)}.${'b'.repeat(43)}`
const verify = {
	...{ purpose: 'verify', name: 'Sam Rivera', email: 'sam@example.com', hasPassword: true },
	phoneEnding: '142' as string | null,
	...{ askedAt: '2026-11-03T08:40:00.000Z', expiresAt: '2026-11-04T08:40:00.000Z' },
	device: 'Firefox on Windows',
}
const change = {
	...{ purpose: 'old_email', oldEmail: 'sam@example.com', newEmail: 'new@example.com' },
	...{ isConfirmed: false, askedAt: verify.askedAt, expiresAt: verify.expiresAt },
}

describe('getting an account in the portal', () => {
	let server: PortalServer
	let sam: Visitor

	beforeEach(async () => {
		await setViewport({ width: 320, height: 740 })
		server = new PortalServer()
		server.hasCookie = false
		sam = new Visitor(server, { history: 'on' })
	})
	afterEach(leaveAll)

	const clean = async () => assert.equal(await violations(sam.element), [])
	const EMAIL_WAY = () => `POST /api/customer/sessions/${server.clinic.id}/email`

	it('brings a guest’s visit along: the form knows who has booked, and the address bar does not', async () => {
		const start = '2026-11-05T10:40:00+00:00'
		const accountUrl = `https://api.example/portal/harbour-lane#keep=${TOKEN}`
		server.on('GET /api/customer/visit', () => ok(appointment({ start, accountUrl })))
		server.on('POST /api/customer/accounts', () => ({ status: 202 }))
		await sam.opened(`#keep=${TOKEN}`)
		await sam.sees('Your visit on Thursday 5 November at 10:40 for Biscuit and Mo comes along.')
		assert.not.match(location.href, TOKEN)
		assert.not.match(location.href, 'example.com')
		await clean()
		await sam.press('Create an account')
		await sam.sees('A mail is on its way to sam@example.com')
		const body = server.calls('POST /api/customer/accounts')[0]?.body as Record<string, string>
		assert.equal([body.name, body.email], ['Sam Rivera', 'sam@example.com'])
	})

	it('is a form like any other where the link of a visit is over', async () => {
		server.on('GET /api/customer/visit', () => problem(401, 'manage_token_expired'))
		await sam.opened(`#keep=${TOKEN}`)
		await until('the call', () => server.calls('GET /api/customer/visit').length)
		await sam.sees('Your name')
		await sam.press('Create an account')
		await sam.sees('Add your name')
	})

	it('leads to the sign-in where the visit is in an account already', async () => {
		server.on('GET /api/customer/visit', () => problem(410, 'visit_in_account'))
		await sam.opened(`#keep=${TOKEN}`)
		await until('the answer', () => sam.title === 'Is this visit in your account?')
		await sam.sees('If you have made no account, call us on')
		await clean()
		await sam.press('Sign in')
		await sam.sees('Forgotten your password?')
	})

	it('is reached from the sign-in, and asks to look into the mail', async () => {
		server.on('POST /api/customer/accounts', () => ({ status: 202 }))
		await sam.opened()
		await sam.press('Create an account')
		await until('the form', () => sam.title === 'Create an account')
		await clean()
		await sam.press('Create an account')
		await sam.sees('Add your name')
		assert.is(server.calls('POST /api/customer/accounts').length, 0)
		await sam.fill('Your name', 'Sam Rivera')
		await sam.fill('Email', 'sam@example.com')
		await sam.press('Create an account')
		await sam.sees('A mail is on its way to sam@example.com')
		assert.is(sam.title, 'Check your mail')
		const body = server.calls('POST /api/customer/accounts')[0]?.body
		assert.equal(
			Object.keys(body ?? {})
				.sort()
				.includes('password'),
			false,
		)
		await clean()
	})

	it('shows what a link is about before anything is pressed, and asks for the password', async () => {
		server.on('POST /api/customer/email-links', () => ok(verify))
		server.on(EMAIL_WAY(), () => ok(server.session))
		await sam.opened(`#verify=${TOKEN}`)
		await sam.sees('Firefox on Windows')
		assert.is(sam.title, 'Is this you?')
		assert.not.ok(location.href.includes(TOKEN), 'the token is out of the address')
		assert.is(server.calls(EMAIL_WAY()).length, 0)
		await clean()
		await sam.fill('The password you chose', 'seven quiet otters')
		await sam.press('Confirm')
		await until('the portal', () => server.calls(EMAIL_WAY()).length === 1)
		const body = server.calls(EMAIL_WAY())[0]?.body
		assert.equal(body, { token: TOKEN, password: 'seven quiet otters' })
	})

	it('goes on without a password that somebody else may have chosen', async () => {
		server.on('POST /api/customer/email-links', () => ok(verify))
		server.on(EMAIL_WAY(), () => ok(server.session))
		await sam.opened(`#verify=${TOKEN}`)
		await sam.press('Go on without a password')
		await until('the portal', () => server.calls(EMAIL_WAY()).length === 1)
		const body = server.calls(EMAIL_WAY())[0]?.body
		assert.equal(body, { token: TOKEN })
	})

	it('says that a link is over, and where to go from there', async () => {
		server.on('POST /api/customer/email-links', () => problem(410, 'link_ended'))
		await sam.opened(`#verify=${TOKEN}`)
		await sam.sees('If you have an account, sign in')
		assert.is(sam.title, 'This link has been used or is over')
		await clean()
		await sam.press('Create an account')
		await until('the form', () => sam.title === 'Create an account')
	})

	it('lets both answers be given to another email', async () => {
		server.on('POST /api/customer/email-links', () => ok(change))
		server.on('POST /api/customer/email-confirmations', () => ok({ isDone: false, isTaken: false }))
		server.on('POST /api/customer/email-refusals', () => ({ status: 204 }))
		await sam.opened(`#email=${TOKEN}`)
		await sam.sees('new@example.com')
		await clean()
		await sam.press('Yes, change it')
		await sam.sees('once the other address has confirmed, too')
		await leaveAll()
		sam = new Visitor(server, { history: 'on' })
		await sam.opened(`#email=${TOKEN}`)
		await sam.press('It was not me')
		await sam.sees('The address stays as it was')
		assert.is(server.calls('POST /api/customer/email-refusals').length, 1)
		await clean()
	})

	it('says that the new address got another account meanwhile', async () => {
		const taken = () => ok({ isDone: false, isTaken: true })
		server.on('POST /api/customer/email-links', () => ok(change))
		server.on('POST /api/customer/email-confirmations', taken)
		await sam.opened(`#email=${TOKEN}`)
		await sam.press('Yes, change it')
		await sam.sees('Another account has the new address by now')
		assert.is(sam.title, 'This address is no longer free')
		await clean()
	})
})
