import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { problem, type Request, types } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until, Visitor } from '../harness.ts'
import {
	add,
	biscuit,
	change,
	choose,
	email,
	Household,
	leave,
	ownerAt,
	pet,
	pets,
	sees,
	severalAt,
} from './household.ts'
import { both } from './pair.ts'

let visitor: Visitor
const open = async (server = new Household()) => {
	visitor = await ownerAt(server)
	return visitor
}
const toReview = async (v: Visitor, visit = /^Booster/) => {
	await v.press(visit)
	await until('times', () => v.root.querySelector('.time'))
	await v.press(/First available/)
	await v.at('Does this look right?')
}
const errorAt = (v: Visitor, field: string) => v.text(`#${field}-error`)
const value = (v: Visitor, field: string) =>
	v.root.querySelector<HTMLInputElement>(`#${field}`)?.value
const bodies = (server: Household) => server.calls('/book').map(({ body }) => body)
/** What a reload does: the element goes, and what the tab keeps stays. */
async function reload(server: Household): Promise<Visitor> {
	visitor.element.remove()
	visitor = await new Visitor(server).arrive()
	return visitor
}
const named = (v: Visitor) =>
	[...v.root.querySelectorAll('.chips [aria-pressed=true]')].map((one) => one.textContent?.trim())

describe('a pet that the clinic doesn’t know, beside those that it does', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => leave(visitor))

	it('are asked for where the clinic sees one kind of animal, and one pet after all is, too', async () => {
		const server = new Household()
		server.clinic.species = ['dog']
		visitor = await severalAt(server)
		for (const name of ['Rex', 'Flo']) {
			if (!visitor.root.querySelector('#typed')) await visitor.press('Another pet')
			await visitor.type('new-name', name)
			await visitor.press('Add this pet')
			await sees(visitor, name)
		}
		assert.equal(named(visitor), ['Rex', 'Flo'])
		await visitor.press('Only one pet after all')
		await sees(visitor, 'Several pets')
		await sees(visitor, /^Booster/)
	})

	it('is not added without a name and an animal, and says so at the fields', async () => {
		const v = await open()
		await v.press('Another pet')
		await v.press('Add this pet')
		assert.match(errorAt(v, 'new-name'), 'Enter the pet’s name')
		assert.match(errorAt(v, 'new-species'), 'Choose what animal it is')
		await until('focus', () => v.focused?.id === 'new-name')
		await v.type('new-name', 'x'.repeat(43))
		choose(v, 'dog')
		await v.press('Add this pet')
		assert.match(errorAt(v, 'new-name'), '3 characters')
		assert.is(errorAt(v, 'new-species'), '')
		assert.equal(named(v), ['Another pet'])
	})

	it('comes with one on record to one visit, in one booking', async () => {
		const v = await open()
		await v.press('Biscuit')
		await add(v, 'Olive', 'dog')
		await v.hears(/visits? for Biscuit and Olive/)
		await until('focus', () => v.focused?.textContent?.includes('Another pet'))
		await toReview(v)
		assert.match(v.text('.review'), 'Biscuit and Olive')
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		assert.is(bodies(v.server as Household).length, 1)
		const [body] = bodies(v.server as Household)
		// Nobody knows how old Olive is: she may be the youngest.
		assert.equal(body?.pets, [{ name: 'Olive', species: 'dog' }, { id: pets.biscuit }])
		assert.is((body!.visit as { pets: number }).pets, 2)
		assert.is(body?.owner, undefined)
	})

	it('has its age asked for, as the youngest’s', async () => {
		const server = new Household()
		change(server, types.puppy, { asks: ['age'], maxPets: 2 })
		const v = await open(server)
		await v.press('Biscuit')
		await add(v, 'Olive', 'dog')
		await v.press(/^Puppy/)
		await v.at('A little more about the visit')
		assert.match(v.text('.body'), 'How old is the youngest?')
	})

	it('comes after one on record where each has a visit of its own', async () => {
		const server = both()
		const v = await open(server)
		await v.press('Biscuit')
		await add(v, 'Olive', 'cat')
		await v.at('There’s no visit for all at once')
		await v.press('One after another')
		await v.press(/^Booster/)
		await v.at('What does Olive need?')
		await v.press(/^Weight clinic/)
		await v.at('When suits you?')
		await until('times', () => v.root.querySelector('.time'))
		await v.press(/^10:40/)
		await v.press('Continue')
		await v.at('Does this look right?')
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		const [call] = server.calls('/book-several')
		assert.equal(
			(call!.body.visits as { pets: object[] }[]).map((one) => one.pets),
			[[{ id: pets.biscuit }], [{ name: 'Olive', species: 'cat' }]],
		)
	})

	it('can be corrected, and left at home', async () => {
		const v = await open()
		await add(v, 'Oliv', 'dog')
		await v.press('Change Oliv')
		assert.is(value(v, 'new-name'), 'Oliv')
		await v.type('new-name', 'Olive')
		await v.press('Add this pet')
		await v.at('What does Olive need?')
		await v.press('Olive')
		await v.at('Who is the visit for?')
		await v.press('Olive')
		await v.at('What does Olive need?')
	})

	it('keeps what was typed over a way back, and over a reload', async () => {
		const server = new Household()
		const v = await open(server)
		await v.press('Biscuit')
		await add(v, 'Olive', 'dog')
		await v.press('Another pet')
		await v.type('new-name', 'As')
		await v.press(/^Booster/)
		await v.at('When suits you?')
		await v.press('Back')
		await v.at('What do Biscuit and Olive need?')
		assert.is(value(v, 'new-name'), 'As')
		const again = await reload(server)
		await again.at('What do Biscuit and Olive need?')
		assert.is(value(again, 'new-name'), 'As')
		assert.equal(named(again), ['Biscuit', 'Olive', 'Another pet'])
	})

	it('is still booked for when the session has ended', async () => {
		const server = new Household()
		const v = await open(server)
		await v.press('Biscuit')
		await add(v, 'Olive', 'dog')
		await toReview(v)
		server.over = true
		server.signedIn = false
		await v.press('Book this visit')
		await sees(v, 'Review your visit')
		await v.press('Review your visit')
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		const last = bodies(server).at(-1)
		assert.equal(
			(last!.pets as { name: string }[]).map(({ name }) => name),
			['Olive', 'Biscuit'],
		)
	})

	it('is shown again with what the server says about it', async () => {
		const server = new Household()
		const issues = [{ path: 'pets.0.name', in: 'body', code: 'bad_text', message: 'No such name' }]
		const stop = server.on('/book', () => problem(400, 'invalid_request', { issues }))
		const v = await open(server)
		await v.press('Biscuit')
		await add(v, 'Olive', 'dog')
		await toReview(v)
		await v.press('Book this visit')
		await until('the form', () => v.root.querySelector('#typed'))
		assert.is(errorAt(v, 'new-name'), 'No such name')
		stop()
		await v.type('new-name', 'Olive the dog')
		await v.press('Add this pet')
		await toReview(v)
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
	})

	it('is no seventh: six are the most', async () => {
		const server = new Household()
		const dogs = [1, 2, 3, 4, 5, 6].map((n) =>
			pet({ id: biscuit.id.replace(/.$/, String(n)), name: `Dog${n}` }),
		)
		server.pets = dogs
		const v = await open(server)
		for (const { name } of dogs.slice(1)) await v.press(name)
		await add(v, 'Olive', 'dog')
		assert.match(v.text('.body'), 'Six pets are the most at once')
		await v.press('Dog1')
		assert.not.ok(named(v).includes('Dog1'))
		await v.press('Another pet')
		assert.is(v.root.querySelector('#typed'), null)
	})

	it('is the first thing asked of somebody without a pet on record', async () => {
		const server = new Household()
		server.pets = []
		const v = await open(server)
		assert.ok(v.root.querySelector('#typed'))
		await add(v, 'Olive', 'cat')
		await v.at('What does Olive need?')
	})
})

describe('a guest with several pets', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => leave(visitor))
	const several = async (server = new Household()) => {
		visitor = await severalAt(server)
		return visitor
	}
	const fill = async (v: Visitor) => {
		await v.at('Tell us about you and your pet')
		await v.type('name', 'Sam Rivera')
		await v.type('phone', '07700900142')
		await v.type('email', email)
		await v.press('Review your visit')
		await v.at('Does this look right?')
	}

	it('names each, and books them together without an account', async () => {
		const server = new Household()
		const v = await several(server)
		await add(v, 'Olive', 'dog')
		await add(v, 'Ash', 'dog')
		await v.at('What do Olive and Ash need?')
		await v.press(/^Booster/)
		await until('times', () => v.root.querySelector('.time'))
		await v.press(/First available/)
		await fill(v)
		assert.match(v.text('.review'), /Olive and Ash.*Sam Rivera/)
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		const [call] = server.calls('/book')
		assert.equal(call?.body.pets, [
			{ name: 'Olive', species: 'dog' },
			{ name: 'Ash', species: 'dog' },
		])
		assert.is((call!.body.owner as { email: string }).email, email)
		assert.is(call?.headers.get('authorization'), null)
		const way = v.find('Keep this visit: make an account') as HTMLAnchorElement
		assert.is(way.href, 'https://api.example/portal/brackenbury#keep=manage')
		const asked = server.requests.map(({ path }) => path)
		assert.not.ok(asked.some((path) => /sessions|refresh|\/me$|\/customer\/pets/.test(path)))
	})

	it('books them one after another', async () => {
		const server = both()
		server.on('/book-several', ({ body }: Request) => {
			const visits = body.visits as { pets: object[] }[]
			const appointments = visits.map((one) => server.booking({ ...one, owner: body.owner }))
			return { status: 201, body: { appointments } }
		})
		const v = await several(server)
		await add(v, 'Olive', 'dog')
		await add(v, 'Ash', 'cat')
		await v.press('One after another')
		await v.press(/^Booster/)
		await v.at('What does Ash need?')
		await v.press(/^Weight clinic/)
		await until('times', () => v.root.querySelector('.time'))
		await v.press(/^10:40/)
		await v.press('Continue')
		await fill(v)
		assert.match(v.text('.review'), /10:40 for Olive.*Sam Rivera.*07700 900142/)
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		const [call] = server.calls('/book-several')
		assert.is((call!.body.owner as { name: string }).name, 'Sam Rivera')
		assert.is(call?.headers.get('authorization'), null)
	})

	it('finds them again after a reload', async () => {
		const server = new Household()
		const v = await several(server)
		await add(v, 'Olive', 'dog')
		await add(v, 'Ash', 'dog')
		const again = await reload(server)
		await again.at('What do Olive and Ash need?')
		assert.equal(named(again), ['Olive', 'Ash'])
		assert.is(server.calls('/refresh').length, 0)
	})

	it('can bring one after all, whose name is not typed again', async () => {
		const v = await several()
		await add(v, 'Olive', 'dog')
		await v.press('Only one pet after all')
		await v.at('What does your dog need?')
		await v.press(/^Booster/)
		await until('times', () => v.root.querySelector('.time'))
		await v.press(/First available/)
		await v.at('Tell us about you and your pet')
		assert.is(value(v, 'pet'), 'Olive')
	})
})
