import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
// Otherwise the first test would wait for its code.
import '../../widget/portal/door/sign-in-view.ts'
import { Visitor as Booker, until } from './booking/harness.ts'
import { CODE, email, Household } from './booking/owner/household.ts'
import { ok, problem } from './fixture.ts'
import { afterEach, beforeEach, describe, it } from './mocha.ts'
import { leaveAll, PortalServer, Visitor } from './portal/portal.ts'
import { refuseStorage } from './refused-storage.ts'

describe('a browser that lets pages keep nothing', () => {
	let allow: () => void
	beforeEach(async () => {
		await setViewport({ width: 375, height: 800 })
		allow = refuseStorage()
	})
	afterEach(() => {
		allow()
		leaveAll()
		sessionStorage.clear()
		document.body.replaceChildren()
	})

	it('books for a guest, and holds one time at a time', async () => {
		const visitor = await new Booker().arrive()
		await visitor.toBooked()
		const sessions = visitor.server
			.calls('POST /api/customer/holds')
			.map(({ headers }) => headers.get('vetslot-session'))
		assert.match(sessions[0] ?? '', /^[0-9a-f]{32}$/)
		assert.is(new Set(sessions).size, 1)
	})

	it('books for somebody who signs in on the way, and lets them sign out', async () => {
		const server = new Household()
		server.signedIn = false
		const visitor = await new Booker(server).arrive()
		await visitor.press(/^Been here before/)
		await visitor.type('sign-in-email', email)
		await visitor.press('Email me a code')
		await visitor.at('Check your email')
		await visitor.type('sign-in-code', CODE)
		await visitor.press('Sign in')
		await until('the pets', () => visitor.find('Biscuit'))
		await visitor.press('Not you? Sign out')
		await until('the animals', () => visitor.find('Dog'))
	})

	it('lets somebody in at the portal and out again, and keeps no visits', async () => {
		const server = new PortalServer()
		server.hasCookie = false
		server.on(`POST /api/customer/sessions/${server.clinic.id}`, () => ({
			...ok(server.session),
			status: 201,
		}))
		server.on('GET /api/customer/appointments', () => ok({ appointments: [], nextCursor: null }))
		server.on('GET /api/customer/pets', () => ok({ pets: [], nextCursor: null }))
		const sam = await new Visitor(server, { offline: 'on', history: 'on' }).opened()
		await sam.fill('Email', 'sam@example.com')
		await sam.fill('Password', 'correct horse battery')
		await sam.press('Sign in')
		await sam.press('Stay on this page')
		await sam.sees('Hello, Sam')
		await sam.press('Menu')
		await sam.press('Sign out')
		await until('the door', () => sam.title === 'Sign in')
		assert.is(server.calls(`DELETE /api/customer/sessions/${server.clinic.id}`).length, 1)
	})

	it('still says that the clinic can’t be reached', async () => {
		const server = new PortalServer()
		server.on('/refresh', () => problem(503, 'unavailable'))
		const sam = await new Visitor(server, { offline: 'on' }).arrive()
		await sam.sees('Try again')
	})
})
