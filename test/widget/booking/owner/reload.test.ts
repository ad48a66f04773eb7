import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { problem, types } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until, Visitor } from '../harness.ts'
import {
	biscuit,
	CODE,
	change,
	email,
	Household,
	leave,
	ownerAt,
	pets,
	pip,
	sees,
} from './household.ts'

let visitor: Visitor

/** Of Pip nobody knows the age: it is typed. */
function household(): Household {
	const server = new Household()
	server.pets = [biscuit, pip]
	change(server, types.puppy, { asks: ['age'] })
	return server
}

/** Picks a visit for Pip, as far as a time that is held. */
async function toHeld(server: Household): Promise<void> {
	visitor = await ownerAt(server)
	await visitor.press('Pip')
	await visitor.press(/^Puppy/)
	await visitor.at('A little more about the visit')
	await visitor.type('age-count', '3')
	await visitor.press('Years')
	await visitor.press('Continue')
	await visitor.at('When suits you?')
	await until('times', () => visitor.root.querySelector('.time'))
	await visitor.press(/First available/)
	await until('a hold', () => server.hold)
	await until('the next step', () => visitor.title !== 'When suits you?')
}

/** What a reload does: the element goes, and what the tab keeps stays. */
async function reload(server: Household): Promise<Visitor> {
	visitor.element.remove()
	visitor = await new Visitor(server).arrive()
	return visitor
}

const ageBooked = (server: Household) =>
	(server.calls('/book')[0]?.body.visit as { ageMonths?: number } | undefined)?.ageMonths

describe('a page that is loaded again while an owner books', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => leave(visitor))

	it('keeps what was typed of a pet', async () => {
		const server = household()
		await toHeld(server)
		const v = await reload(server)
		await v.press('Review your visit')
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		assert.is(ageBooked(server), 36)
	})

	it('asks for what is typed anew once it is for another pet', async () => {
		const server = household()
		server.pets = [{ ...biscuit, bornOn: null }, pip]
		await toHeld(server)
		const v = await reload(server)
		await v.press('Review your visit')
		await v.at('Does this look right?')
		await v.press('Edit Pip')
		await v.press('Pip')
		await v.press('Biscuit')
		await v.press(/^Puppy/)
		await v.at('A little more about the visit')
		assert.is(v.root.querySelector<HTMLInputElement>('#age-count')?.value, '')
	})

	it('asks anew what was typed of another pet than the page names', async () => {
		const server = household()
		server.pets = [{ ...biscuit, bornOn: null }, pip]
		await toHeld(server)
		visitor.element.remove()
		visitor = new Visitor(server)
		visitor.element.preset = { petId: pets.biscuit, appointmentTypeId: types.puppy }
		// Without the hold the page begins with the pets.
		server.on(`GET /api/customer/holds/${server.hold?.id}`, () => problem(404, 'hold_not_found'))
		const kept = JSON.parse(sessionStorage.getItem('vetslot:pk_test')!)
		sessionStorage.setItem('vetslot:pk_test', JSON.stringify({ ...kept, hold: undefined }))
		await visitor.arrive()
		await visitor.at('A little more about the visit')
		assert.is(visitor.root.querySelector<HTMLInputElement>('#age-count')?.value, '')
		assert.match(visitor.text('.body'), 'How old is Biscuit?')
	})

	it('keeps what was typed of the pet that the page names', async () => {
		const server = household()
		await toHeld(server)
		visitor.element.remove()
		visitor = new Visitor(server)
		visitor.element.preset = { petId: pets.pip, appointmentTypeId: types.puppy }
		const kept = JSON.parse(sessionStorage.getItem('vetslot:pk_test')!)
		sessionStorage.setItem('vetslot:pk_test', JSON.stringify({ ...kept, hold: undefined }))
		await visitor.arrive()
		await visitor.at('A little more about the visit')
		assert.is(visitor.root.querySelector<HTMLInputElement>('#age-count')?.value, '3')
	})

	it('is a guest’s own where no pet on record was chosen, and asks nobody who they are', async () => {
		const server = household()
		visitor = await ownerAt(server)
		await sees(visitor, 'Biscuit')
		server.signedIn = false
		const v = await reload(server)
		assert.ok(await sees(v, 'Dog'))
		assert.is(v.title, 'Who is the visit for?')
	})

	it('asks who they are where the browser kept no sign-in, and goes on with all of it', async () => {
		const server = household()
		await toHeld(server)
		server.signedIn = false
		const v = await reload(server)
		await v.at('Been here before?')
		assert.is(server.calls('/refresh').length, 2)
		await v.type('sign-in-email', email)
		await v.press('Email me a code')
		await v.at('Check your email')
		await v.type('sign-in-code', CODE)
		await v.press('Sign in')
		await v.press('Review your visit')
		await v.at('Does this look right?')
		assert.match(v.text('.review'), 'Pip')
	})

	it('lets them go on as a guest instead', async () => {
		const server = household()
		await toHeld(server)
		server.signedIn = false
		const v = await reload(server)
		await v.at('Been here before?')
		await v.press('Go on without signing in')
		await v.at('Tell us about you and your pet')
	})

	it('keeps what was typed of a pet when the session ends', async () => {
		const server = household()
		await toHeld(server)
		server.over = true
		server.signedIn = false
		await visitor.press('Book this visit')
		await sees(visitor, 'Review your visit')
		await visitor.press('Review your visit')
		await visitor.press('Book this visit')
		await visitor.at('You’re booked, Sam')
		const bodies = server.calls('/book').map(({ body }) => body.visit as { ageMonths?: number })
		assert.is(bodies.at(-1)?.ageMonths, 36)
	})
})
