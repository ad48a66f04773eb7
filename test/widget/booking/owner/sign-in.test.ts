import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { problem, type Request, types } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until, Visitor } from '../harness.ts'
import { CODE, change, email, HINT, Household, leave, ownerAt, pets, sees } from './household.ts'

let visitor: Visitor
const namesIn = (call: Request | undefined) =>
	(call?.body.pets as { name: string }[] | undefined)?.map(({ name }) => name)
async function guest(server = new Household()): Promise<Visitor> {
	server.signedIn = false
	visitor = await new Visitor(server).arrive()
	return visitor
}
async function toCode(v: Visitor): Promise<void> {
	await v.press(/^Been here before/)
	await v.at('Been here before?')
	await v.type('sign-in-email', email)
	await v.press('Email me a code')
	await v.at('Check your email')
}
const signIn = async (v: Visitor) => {
	await toCode(v)
	await v.type('sign-in-code', CODE)
	await v.press('Sign in')
}

describe('somebody who has been here before', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => leave(visitor))

	it('signs in where they are, with a code, and goes on with their pets', async () => {
		const v = await guest()
		await signIn(v)
		await sees(v, 'Biscuit')
		assert.is(v.title, 'Who is the visit for?')
		await until('focus on the heading', () => v.focused?.id === 'title')
		assert.is(v.server.calls('/sign-in-codes')[0]?.body.email, email)
		assert.is(localStorage.getItem(HINT), v.server.clinic.id)
	})

	it('hears the same of an address that nobody has', async () => {
		const v = await guest()
		await v.press(/^Been here before/)
		await v.type('sign-in-email', 'nobody@example.com')
		await v.press('Email me a code')
		await v.at('Check your email')
		assert.match(v.text('.lead'), 'If nobody@example.com has an account here, a code')
	})

	it('is told what is wrong with an address before anything is sent', async () => {
		const v = await guest()
		await v.press(/^Been here before/)
		await v.type('sign-in-email', 'sam@')
		await v.press('Email me a code')
		await v.hears('Add the part after the @, like example.com', true)
		assert.match(v.text('#sign-in-email-error'), 'Add the part after the @')
		assert.is(v.server.calls('/sign-in-codes').length, 0)
	})

	it('can try again after a wrong code, and after too many go on as a guest', async () => {
		const v = await guest()
		await toCode(v)
		await v.type('sign-in-code', '12')
		await v.press('Sign in')
		await v.hears('Enter all 6 digits of the code', true)
		await v.type('sign-in-code', '111 111')
		await v.press('Sign in')
		await v.hears(/That code doesn’t work/, true)
		v.server.on('POST', () => undefined)
		v.server.on(v.server.clinic.id, () => problem(429, 'rate_limited'))
		await v.type('sign-in-code', '222222')
		await v.press('Sign in')
		await v.hears(/Try again in a minute/, true)
		await v.press('Go on without signing in')
		await v.at('Who is the visit for?')
		assert.ok(await sees(v, 'Dog'))
	})

	it('goes back to the address for another code', async () => {
		const v = await guest()
		await toCode(v)
		await v.press('Send another code')
		await v.at('Been here before?')
		assert.is(v.root.querySelector<HTMLInputElement>('#sign-in-email')?.value, email)
	})

	it('needs no code while the browser still has a session', async () => {
		const server = new Household()
		visitor = await new Visitor(server).arrive()
		await visitor.press(/^Been here before/)
		await sees(visitor, 'Biscuit')
		assert.is(server.calls('/sign-in-codes').length, 0)
	})
})

const toReview = async (v: Visitor, visit = /^Booster/) => {
	await v.press('Biscuit')
	await v.press(visit)
	await until('times', () => v.root.querySelector('.time'))
	await v.press(/First available/)
}

describe('a session that ends in the middle', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => leave(visitor))

	it('leaves everything as it was, and a form with what is known', async () => {
		const server = new Household()
		visitor = await ownerAt(server)
		await toReview(visitor)
		await visitor.at('Does this look right?')
		server.over = true
		server.signedIn = false
		await visitor.press('Book this visit')
		await visitor.at('Tell us about you and your pet')
		await visitor.hears(/You’ve been signed out. Nothing is lost/, true)
		assert.is(visitor.root.querySelector<HTMLInputElement>('#email')?.value, email)
		assert.match(visitor.text('.hold'), 'Tue 3 Nov, 16:20')
		await visitor.press('Review your visit')
		await visitor.press('Book this visit')
		await visitor.at('You’re booked, Sam')
		const [, call] = server.calls('/book')
		assert.is(call?.headers.get('authorization'), null)
		assert.equal(namesIn(call), ['Biscuit'])
	})

	it('holds a time as a guest does', async () => {
		const server = new Household()
		visitor = await ownerAt(server)
		await visitor.press('Biscuit')
		await visitor.press(/^Booster/)
		await until('times', () => visitor.root.querySelector('.time'))
		server.over = true
		server.signedIn = false
		await visitor.press(/First available/)
		await visitor.at('Does this look right?')
		assert.match(visitor.text('.hold'), 'Tue 3 Nov, 16:20')
		assert.match(visitor.text('.review'), email)
		await visitor.press('Book this visit')
		await visitor.at('You’re booked, Sam')
		assert.is(server.calls('/book')[0]?.headers.get('authorization'), null)
	})

	it('can begin again in place, with nothing typed lost', async () => {
		const server = new Household()
		change(server, types.chip, { triage: 'none' })
		visitor = await ownerAt(server)
		await toReview(visitor, /^Microchip/)
		await visitor.at('Anything else we should know?')
		await visitor.type('f-days', '12')
		server.over = true
		server.signedIn = false
		server.on(`GET /api/customer/holds/${server.hold?.id}`, () => problem(401, 'session_ended'))
		dispatchEvent(new Event('focus'))
		await visitor.at('Tell us about you and your pet')
		server.over = false
		await visitor.press('Sign in again')
		await visitor.at('Been here before?')
		await visitor.type('sign-in-email', email)
		await visitor.press('Email me a code')
		await visitor.type('sign-in-code', CODE)
		await visitor.press('Sign in')
		await visitor.at('Anything else we should know?')
		assert.is(visitor.root.querySelector<HTMLInputElement>('#f-days')?.value, '12')
	})

	it('forgets whoever has signed out in another tab, and lets the time go', async () => {
		const server = new Household()
		visitor = await ownerAt(server)
		await toReview(visitor)
		await visitor.at('Does this look right?')
		const { hold } = server
		// As another tab's sign-out is heard here.
		localStorage.removeItem(HINT)
		dispatchEvent(new StorageEvent('storage', { key: HINT, newValue: null }))
		await visitor.at('Who is the visit for?')
		assert.ok(await sees(visitor, 'Dog'))
		await visitor.hears(/You’ve signed out/, true)
		await until('the release', () => server.calls(`DELETE /api/customer/holds/${hold?.id}`).length)
		assert.not.match(visitor.root.textContent ?? '', /Sam|Biscuit/)
		assert.not.match(JSON.stringify({ ...sessionStorage }), pets.biscuit)
	})

	it('is ended by whoever says that they are somebody else', async () => {
		const server = new Household()
		visitor = await ownerAt(server)
		await visitor.press('Not you? Sign out')
		await sees(visitor, 'Dog')
		assert.is(server.calls(`DELETE /api/customer/sessions/${server.clinic.id}`).length, 1)
		assert.is(localStorage.getItem(HINT), null)
	})
})
