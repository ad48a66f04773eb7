import { sendKeys, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { ok, problem, types } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until, Visitor } from '../harness.ts'
import {
	biscuit,
	change,
	email,
	HINT,
	Household,
	leave,
	mo,
	ownerAt,
	pets,
	pip,
	sees,
} from './household.ts'

let visitor: Visitor
const open = async (server = new Household()) => {
	visitor = await ownerAt(server)
	return visitor
}
const toReview = async (v: Visitor) => {
	await v.press('Biscuit')
	await v.press(/^Booster/)
	await v.at('When suits you?')
	await until('times', () => v.root.querySelector('.time'))
	await v.press(/First available/)
	await v.at('Does this look right?')
}
const booked = (v: Visitor) => v.server.calls('/book')[0]!

describe('an owner who is signed in', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => leave(visitor))

	it('is nobody whom a guest’s page asks about', async () => {
		visitor = await new Visitor(new Household()).arrive()
		assert.is(visitor.title, 'Who is the visit for?')
		assert.ok(visitor.find('Dog'))
		const asked = visitor.server.requests.map(({ path }) => path)
		assert.equal(asked, ['/api/customer/clinic'])
	})

	it('chooses from their own pets, and books with nothing to type', async () => {
		const v = await open()
		assert.is(v.find('Dog'), undefined)
		await toReview(v)
		assert.match(v.text('.review'), /Biscuit\s*Border terrier/)
		assert.match(v.text('.review'), email)
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		assert.is(v.find('Keep this visit: make an account'), undefined)
		const { body, headers } = booked(v)
		assert.equal(body.pets, [{ id: pets.biscuit }])
		assert.is(body.owner, undefined)
		assert.is(headers.get('authorization'), 'Bearer access')
		assert.is(
			v.server.calls('POST /api/customer/holds')[0]?.headers.get('authorization'),
			'Bearer access',
		)
	})

	it('is booked by keyboard in under 25 key stops', async () => {
		const v = await open()
		let stops = 0
		const press = async (key: string) => {
			stops++
			await sendKeys({ press: key })
			await v.element.updateComplete
		}
		const to = async (name: RegExp) => {
			for (let n = 0; n < 25; n++) {
				await press('Tab')
				const at = v.focused as HTMLElement | null
				if (at && name.test(at.ariaLabel ?? at.textContent?.trim() ?? '')) return
			}
			throw new Error(`Tab never reaches ${name} on “${v.title}”`)
		}
		await to(/^Biscuit/)
		await press('Space')
		await to(/^Booster/)
		await press('Enter')
		await v.at('When suits you?')
		await until('times', () => v.root.querySelector('.time'))
		await to(/^First available/)
		await press('Enter')
		await v.at('Does this look right?')
		await to(/^Book this visit/)
		await press('Enter')
		await v.at('You’re booked, Sam')
		assert.ok(stops < 25, `${stops} stops`)
	})

	it('with one pet has it chosen already', async () => {
		const server = new Household()
		server.pets = [biscuit]
		const v = await open(server)
		assert.is(v.title, 'What does Biscuit need?')
		assert.is(v.root.querySelector('[aria-pressed=true]')?.textContent?.trim(), 'Biscuit')
	})

	it('is asked nothing that is on record, and asked what is not', async () => {
		const server = new Household()
		server.pets = [biscuit, pip]
		change(server, types.puppy, { asks: ['client', 'age', 'weight', 'sex'] })
		const v = await open(server)
		await v.press('Biscuit')
		await v.press(/^Puppy/)
		await v.at('When suits you?')
		const { query } = v.server.calls('/availability')[0]!
		assert.is(query.get('client'), 'existing')
		assert.is(query.get('ageMonths'), '56')
		assert.is(query.get('weightGrams'), '8400')
		assert.is(query.get('sex'), 'male')
		await v.press('Change')
		await v.press('Biscuit')
		await v.press('Pip')
		await v.press(/^Puppy/)
		await v.at('A little more about the visit')
		assert.ok(v.root.querySelector('#age-count') && v.root.querySelector('#weight'))
		assert.is(v.find('Female'), undefined)
	})

	it('takes an old weight for none', async () => {
		const server = new Household()
		server.pets = [{ ...biscuit, weight: { kilograms: 8, on: '2025-01-01' } }, mo]
		change(server, types.puppy, { asks: ['weight'] })
		const v = await open(server)
		await v.press('Biscuit')
		await v.press(/^Puppy/)
		await v.at('A little more about the visit')
	})

	it('sees the usual vet first', async () => {
		const v = await open()
		await v.press('Biscuit')
		await v.press(/^Booster/)
		await until('the vets', () => v.root.querySelectorAll('.vets button').length === 4)
		await until('their order', () =>
			/Dr Nair/.test(v.root.querySelectorAll('.vets button')[1]?.textContent ?? ''),
		)
		assert.match(v.text('.body'), 'Dr Nair is your usual vet')
	})

	it('brings several pets to one visit that takes all of them', async () => {
		const server = new Household()
		server.pets = [pip, { ...biscuit, bornOn: '2026-06-01' }]
		const v = await open(server)
		await v.press('Pip')
		await v.press('Biscuit')
		await v.at('What do Pip and Biscuit need?')
		assert.match(v.text('.visits'), /Booster vaccination.*?30 min/)
		await v.press(/^Booster/)
		await until('times', () => v.root.querySelector('.time'))
		assert.is(v.server.calls('/availability')[0]?.query.get('pets'), '2')
		await v.press(/First available/)
		await v.at('Does this look right?')
		assert.match(v.text('.review'), /Pip and Biscuit\s*A dog and a dog/)
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		assert.equal(booked(v).body.pets, [{ id: pets.pip }, { id: pets.biscuit }])
		assert.is((booked(v).body.visit as { pets: number }).pets, 2)
	})

	it('lists no visit that one of the pets can’t have', async () => {
		const server = new Household()
		server.pets = [biscuit, pip, mo]
		change(server, types.booster, { species: ['cat'] })
		change(server, types.weight, { maxPets: 1 })
		const v = await open(server)
		await v.press('Biscuit')
		await v.press('Pip')
		assert.not.match(v.text('.visits'), /Booster|Weight clinic/)
		assert.match(v.text('.visits'), 'Nail clip')
	})

	it('is offered no visit for a dog and a cat at once, which the server would refuse', async () => {
		const v = await open()
		await v.press('Biscuit')
		await v.press('Mo')
		await v.at('There’s no visit for all at once')
		assert.is(v.root.querySelector('.visits'), null)
		await v.press('One after another')
		await v.at('What does Biscuit need?')
	})

	it('is offered the times of somebody whom the clinic knows', async () => {
		const v = await open()
		await toReview(v)
		const asked = v.server.requests.filter(({ path }) => /\/availability(\/next)?$/.test(path))
		assert.ok(asked.length > 1)
		for (const { headers } of asked) assert.is(headers.get('authorization'), 'Bearer access')
	})

	it('whom the clinic knows from records only is not asked whether they are new', async () => {
		const server = new Household()
		server.past = []
		const defaults = { client: 'existing', veterinarianId: null, needsPhone: false }
		server.on('GET /api/customer/booking-defaults', () => ok(defaults))
		change(server, types.puppy, { asks: ['client'], clientType: 'existing' })
		const v = await open(server)
		await v.press('Biscuit')
		await v.press(/^Puppy/)
		await v.at('When suits you?')
	})

	it('is asked what the visit itself asks, with their name in place of a form', async () => {
		const v = await open()
		await v.press('Biscuit')
		await v.press(/^Microchip/)
		await until('times', () => v.root.querySelector('.time'))
		await v.press(/First available/)
		await v.at('Anything else we should know?')
		assert.match(v.text('.choice'), /Booking as Sam Rivera\s*sam@example.com/)
		assert.ok(v.root.querySelector('#f-days'))
		assert.is(v.root.querySelector('#name'), null)
		await v.press('Review your visit')
		assert.match(v.text('#errors'), 'Three things to fix')
	})

	it('can give other details for a visit, and go back to their own', async () => {
		const v = await open()
		await toReview(v)
		await v.press('Edit You')
		await v.at('Anything else we should know?')
		await v.press('Change')
		await v.at('Tell us about you and your pet')
		assert.is(v.root.querySelector<HTMLInputElement>('#email')?.value, email)
		assert.is(v.root.querySelector('#pet'), null)
		await v.type('name', 'Robin Rivera')
		await v.press('Use my account instead')
		await v.at('Anything else we should know?')
		await v.press('Change')
		await v.press(/review/i)
		await v.at('Does this look right?')
		await v.press('Book this visit')
		await v.at('You’re booked, Robin')
		const { body, headers } = booked(v)
		assert.is(headers.get('authorization'), null)
		assert.equal(body.pets, [
			{
				name: 'Biscuit',
				species: 'dog',
				breed: 'Border terrier',
				sex: 'male',
				birthDate: '2022-03-01',
			},
		])
	})

	it('gives the one number that the clinic lacks', async () => {
		const server = new Household()
		server.phone = null
		const v = await open(server)
		await v.press('Biscuit')
		await v.press(/^Booster/)
		await until('times', () => v.root.querySelector('.time'))
		await v.press(/First available/)
		await v.at('Anything else we should know?')
		assert.is(v.root.querySelector('#name'), null)
		await v.type('phone', '07700900142')
		await v.press('Review your visit')
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		assert.is((booked(v).body.owner as { phone: string }).phone, '07700 900142')
		assert.equal(booked(v).body.pets, [{ id: pets.biscuit }])
	})

	it('is a guest where the record can’t be read', async () => {
		const server = new Household()
		server.on('GET /api/customer/pets', () => problem(500, 'internal_error'))
		const v = await open(server)
		assert.ok(await sees(v, 'Dog'))
	})

	it('is a guest from the next page on once the session is over', async () => {
		const server = new Household()
		localStorage.setItem(HINT, server.clinic.id)
		server.signedIn = false
		const v = await open(server)
		assert.ok(await sees(v, 'Dog'))
		assert.is(localStorage.getItem(HINT), '')
	})

	it('keeps the names of people and pets out of storage', async () => {
		const v = await open()
		await toReview(v)
		const kept = JSON.stringify({ ...sessionStorage, ...localStorage })
		assert.match(kept, pets.biscuit)
		assert.not.match(kept, /Sam|Biscuit|sam@|7700/)
	})

	it('goes on after a reload with the same pets and the held time', async () => {
		const server = new Household()
		const v = await open(server)
		await toReview(v)
		v.element.remove()
		visitor = await new Visitor(server).arrive()
		await visitor.press('Review your visit')
		await visitor.at('Does this look right?')
		assert.match(visitor.text('.review'), /Biscuit\s*Border terrier/)
	})
})
