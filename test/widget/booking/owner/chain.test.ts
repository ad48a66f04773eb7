import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { problem, types } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import type { Visitor } from '../harness.ts'
import { change, leave, pets } from './household.ts'
import { at, both, toChainReview, toChainTimes } from './pair.ts'

let visitor: Visitor
async function toTimes(server = both()): Promise<Visitor> {
	visitor = await toChainTimes(server)
	return visitor
}
async function toReview(server = both()): Promise<Visitor> {
	visitor = await toChainReview(server)
	return visitor
}

describe('two pets one after another', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => leave(visitor))

	it('each have a visit of their own, and are booked together', async () => {
		const v = await toReview()
		const asked = JSON.parse(v.server.calls('/several')[0]?.query.get('visits') ?? '[]')
		assert.equal(
			asked.map((one: { appointmentTypeId: string }) => one.appointmentTypeId),
			[types.booster, types.weight],
		)
		assert.is(asked[1].visit.species, 'cat')
		assert.match(v.text('.review'), '10:40 for Biscuit')
		assert.match(v.text('.review'), '11:00 for Mo')
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		const [call] = v.server.calls('/book-several')
		const visits = call?.body.visits as {
			start: string
			pets: object[]
			appointmentTypeId: string
		}[]
		assert.equal(
			visits.map(({ start }) => start),
			[at('10:40'), at('11:00')],
		)
		assert.equal(
			visits.map((one) => one.pets),
			[[{ id: pets.biscuit }], [{ id: pets.mo }]],
		)
		assert.is(call?.body.owner, undefined)
		assert.match(v.text('.body'), /10:40 for Biscuit.*11:00 for Mo/)
	})

	it('are told which of them was lost, and what is near', async () => {
		const server = both()
		const issues = [{ path: 'visits.1.start', in: 'body', code: 'slot_taken', message: 'Taken' }]
		const stop = server.on('/book-several', () => problem(409, 'slot_taken', { issues }))
		const v = await toReview(server)
		await v.press('Book this visit')
		await v.at('Sorry, 11:00 for Mo has just gone')
		assert.match(v.text('.body'), 'none is booked yet')
		stop()
		await v.press(/14:00 for Biscuit, 14:20 for Mo/)
		await v.at('Does this look right?')
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
	})

	it('answer for each what its visit asks, and agree once', async () => {
		const server = both()
		const asks = server.clinic.appointmentTypes.find(({ id }) => id === types.chip)!.formFields
		const formFields = asks.filter(({ id }) => id === 'well' || id === 'agree')
		change(server, types.booster, { formFields })
		change(server, types.weight, { formFields })
		const v = await toTimes(server)
		await v.press(/^10:40/)
		await v.press('Continue')
		await v.at('Anything else we should know?')
		assert.match(v.text('.form'), 'Biscuit: Has your pet been well')
		assert.match(v.text('.form'), 'Mo: Has your pet been well')
		assert.is(v.root.querySelectorAll('.form input[type=checkbox]').length, 1)
		for (const yes of v.root.querySelectorAll<HTMLElement>('.form [role=radio]:first-child'))
			yes.click()
		await v.press('I have read the instructions')
		await v.press('Review your visit')
		await v.at('Does this look right?')
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		const visits = server.calls('/book-several')[0]?.body.visits as {
			answers: { fieldId: string; value: unknown }[]
		}[]
		for (const { answers } of visits) {
			const said = Object.fromEntries(answers.map(({ fieldId, value }) => [fieldId, value]))
			assert.equal(said, { well: true, agree: true })
		}
	})

	it('go back to the second one’s visit, and then to the first’s', async () => {
		const v = await toTimes()
		await v.press('Back')
		await v.at('What does Mo need?')
		await v.press('Change')
		await v.at('What does Biscuit need?')
		await v.press('Together')
		await v.at('There’s no visit for all at once')
	})

	it('book twice in no case: an unheard booking is repeated with the same key', async () => {
		const server = both()
		let tries = 0
		server.on('/book-several', () => (tries++ ? undefined : problem(503, 'unavailable')))
		const v = await toReview(server)
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		const keys = server.calls('/book-several').map((call) => call.headers.get('idempotency-key'))
		assert.is(keys.length, 2)
		assert.is(keys[0], keys[1])
	})
})
