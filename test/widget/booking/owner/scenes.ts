import { problem } from '../../fixture.ts'
import { until, Visitor } from '../harness.ts'
import { add, biscuit, email, HINT, Household, ownerAt, pip, severalAt } from './household.ts'
import { both, toChainReview, toChainTimes } from './pair.ts'

type Attributes = Record<string, string>
type Play = (attributes: Attributes) => Promise<Visitor>

async function guest(attributes: Attributes): Promise<Visitor> {
	const server = new Household()
	server.signedIn = false
	const v = await new Visitor(server, attributes).arrive()
	await v.press(/^Been here before/)
	await v.at('Been here before?')
	return v
}

async function review(v: Visitor, visit = /^Booster/): Promise<Visitor> {
	await v.press('Biscuit')
	await v.press(visit)
	await until('times', () => v.root.querySelector('.time'))
	await v.press(/First available/)
	return v
}

/** How each state of an owner's booking is reached. */
export const ownerScenes: Record<string, Play> = {
	'own-pets': (attributes) => ownerAt(new Household(), attributes),
	'own-types': async (attributes) => {
		const server = new Household()
		server.pets = [biscuit, pip]
		const v = await ownerAt(server, attributes)
		await v.press('Biscuit')
		await v.press('Pip')
		await v.at('What do Biscuit and Pip need?')
		return v
	},
	'own-other': async (attributes) => {
		const v = await ownerAt(new Household(), attributes)
		await v.press('Another pet')
		await v.press('Add this pet')
		await until('what is wrong', () => v.root.querySelector('#typed [aria-invalid=true]'))
		return v
	},
	'own-typed': async (attributes) => {
		const v = await ownerAt(new Household(), attributes)
		await v.press('Biscuit')
		await add(v, 'Olive', 'dog')
		await v.at('What do Biscuit and Olive need?')
		return v
	},
	'several-first': (attributes) => severalAt(new Household(), attributes),
	'several-types': async (attributes) => {
		const v = await severalAt(new Household(), attributes)
		await add(v, 'Olive', 'dog')
		await add(v, 'Ash', 'dog')
		await v.at('What do Olive and Ash need?')
		return v
	},
	'several-details': async (attributes) => {
		const v = await severalAt(new Household(), attributes)
		await add(v, 'Olive', 'dog')
		await add(v, 'Ash', 'dog')
		await v.press(/^Booster/)
		await until('times', () => v.root.querySelector('.time'))
		await v.press(/First available/)
		await v.at('Tell us about you and your pet')
		return v
	},
	'own-time': async (attributes) => {
		const v = await ownerAt(new Household(), attributes)
		await v.press('Biscuit')
		await v.press(/^Booster/)
		await until('times', () => v.root.querySelector('.time'))
		return v
	},
	'own-details': async (attributes) => {
		const v = await review(await ownerAt(new Household(), attributes), /^Microchip/)
		await v.at('Anything else we should know?')
		return v
	},
	'own-review': async (attributes) => {
		const v = await review(await ownerAt(new Household(), attributes))
		await v.at('Does this look right?')
		return v
	},
	'own-as-guest': async (attributes) => {
		const v = await review(await ownerAt(new Household(), attributes), /^Microchip/)
		await v.at('Anything else we should know?')
		await v.press('Change')
		await v.at('Tell us about you and your pet')
		return v
	},
	'own-over': async (attributes) => {
		const server = new Household()
		const v = await review(await ownerAt(server, attributes))
		await v.at('Does this look right?')
		server.over = true
		server.signedIn = false
		await v.press('Book this visit')
		await v.at('Tell us about you and your pet')
		return v
	},
	'own-left': async (attributes) => {
		const v = await ownerAt(new Household(), attributes)
		dispatchEvent(new StorageEvent('storage', { key: HINT, newValue: null }))
		await until('animals', () => v.find('Cat'))
		return v
	},
	'sign-in': guest,
	'sign-in-wrong': async (attributes) => {
		const v = await guest(attributes)
		await v.press('Email me a code')
		await until('the error', () => v.root.querySelector('.error'))
		return v
	},
	'sign-in-code': async (attributes) => {
		const v = await guest(attributes)
		await v.type('sign-in-email', email)
		await v.press('Email me a code')
		await v.at('Check your email')
		return v
	},
	'chain-second': async (attributes) => {
		const v = await ownerAt(both(), attributes)
		for (const name of ['Biscuit', 'Mo', 'One after another']) await v.press(name)
		await v.press(/^Booster/)
		await v.at('What does Mo need?')
		return v
	},
	'chain-time': async (attributes) => {
		const v = await toChainTimes(both(), attributes)
		await v.press(/^10:40/)
		return v
	},
	'chain-review': (attributes) => toChainReview(both(), attributes),
	'chain-lost': async (attributes) => {
		const server = both()
		const issues = [{ path: 'visits.1.start', in: 'body', code: 'slot_taken', message: 'Taken' }]
		server.on('/book-several', () => problem(409, 'slot_taken', { issues }))
		const v = await toChainReview(server, attributes)
		await v.press('Book this visit')
		await v.at('Sorry, 11:00 for Mo has just gone')
		return v
	},
	'chain-booked': async (attributes) => {
		const v = await toChainReview(both(), attributes)
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		return v
	},
}
