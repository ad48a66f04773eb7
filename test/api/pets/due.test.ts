import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { typeForDue } from '../../../api/pets/history/due-types.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Desk, dayIn, openDesk } from '../hours/desk.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'
import { write } from './records.ts'

const test = suite('what falls due to owners’ pets')
let api: TestApi
let desk: Desk
let vet: Colleague

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
	vet = await signedIn(api, desk.clinic, ['veterinarian'])
	await desk.clinic.run((trx) =>
		trx('appointment_types')
			.where({ id: desk.clinic.types.request })
			.update({ name: 'Booster', icon: 'syringe' }),
	)
})
test.after(() => api.close())

const due = async (owner: TestOwner) => (await owner.ask('GET', '/api/customer/due')).body.due
const jab = (product: string, nextDueOn: string) => ({
	...{ kind: 'vaccination', batch: 'A1' },
	...{ product, nextDueOn },
})

test('names pet, day and type to book, the longest overdue first', async () => {
	const pets = [{}, { name: 'Mo', species: 'cat' }]
	const owner = await ownerAt(api, desk.clinic, { pets })
	const [dog = '', cat = ''] = owner.pets
	await write(vet, dog, jab('Canivax', dayIn(18)), { occurredOn: dayIn(-300) })
	await write(vet, cat, jab('Felivax', dayIn(-5)), { occurredOn: dayIn(-370) })
	const pill = { kind: 'prescription', product: 'Otis', dose: '1', quantity: '9' }
	await write(vet, cat, { ...pill, reviewOn: dayIn(0) }, { occurredOn: dayIn(-30) })
	const booster = { id: desk.clinic.types.request, name: 'Booster' }
	const mo = { petId: cat, petName: 'Mo', species: 'cat' }
	assert.equal(await due(owner), [
		{
			...{ ...mo, kind: 'vaccination', title: 'Felivax', dueOn: dayIn(-5), days: -5 },
			...{ overdue: true, appointmentType: booster },
		},
		{
			...{ ...mo, kind: 'prescription', title: 'Otis', dueOn: dayIn(0), days: 0 },
			...{ overdue: false, appointmentType: null },
		},
		{
			...{ petId: dog, petName: 'Biscuit', species: 'dog', kind: 'vaccination' },
			...{ title: 'Canivax', dueOn: dayIn(18), days: 18, overdue: false },
			appointmentType: booster,
		},
	])
})

test('says nothing of what a newer record replaces, though that one is internal', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const [pet = ''] = owner.pets
	await write(vet, pet, jab('Canivax', dayIn(-1)), { occurredOn: dayIn(-300) })
	assert.is((await due(owner)).length, 1)
	await write(vet, pet, jab('canivax', dayIn(300)), { visibility: 'internal' })
	assert.equal(await due(owner), [])
})

test('is silent about who has died, moved away or is to be left in peace, and of others’ pets', async () => {
	const owner = await ownerAt(api, desk.clinic, {
		pets: [
			{ status: 'deceased', deceased_on: dayIn(-1) },
			{ status: 'moved' },
			{ silenced_at: new Date() },
			{},
		],
	})
	for (const pet of owner.pets) {
		await write(vet, pet, jab('Canivax', dayIn(3)), { occurredOn: dayIn(-3) })
	}
	assert.equal(
		(await due(owner)).map(({ petId }: { petId: string }) => petId),
		[owner.pets[3]],
	)
	const died = { body: { status: 'deceased' } }
	await owner.ask('PUT', `/api/customer/pets/${owner.pets[3]}/status`, died)
	assert.equal(await due(owner), [])
	assert.equal(await due(await ownerAt(api, desk.clinic)), [])
})

test('plots one weight a day, the oldest first, and no internal one', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const [pet = ''] = owner.pets
	const weigh = (value: number, day: number, visibility = 'shared') =>
		write(vet, pet, { kind: 'weight', value, unit: 'kg' }, { occurredOn: dayIn(day), visibility })
	for (const [value, day] of [
		[20, -30],
		[21, -10],
		[22, -10],
		[21.5, -1],
	] as const) {
		await weigh(value, day)
	}
	await weigh(23, 0, 'internal')
	const { body } = await owner.ask('GET', `/api/customer/pets/${pet}/weights`)
	assert.equal(body, {
		petId: pet,
		weights: [
			{ on: dayIn(-30), kilograms: 20 },
			{ on: dayIn(-10), kilograms: 22 },
			{ on: dayIn(-1), kilograms: 21.5 },
		],
	})
})

const type = (id: string, more: object = {}) => ({
	...{ id, name: id, group_name: null as string | null, icon: 'paw', is_active: true },
	...{ booking_mode: 'instant' as const, species: ['dog', 'cat', 'rabbit'], excluded_species: [] },
	...more,
})
const TYPES = [
	type('Check-up'),
	type('Closed', { icon: 'syringe', is_active: false }),
	type('By phone', { icon: 'syringe', booking_mode: 'staff_only' }),
	type('Booster', { icon: 'syringe', group_name: 'Vaccines', species: ['dog', 'cat'] }),
	type('Rabbit jab', { icon: 'pet-rabbit', group_name: 'Vaccines', species: ['rabbit'] }),
	type('Tablets', { icon: 'pill', excluded_species: ['cat'] }),
]
const WANTED: [kind: 'vaccination' | 'prescription' | 'visit', string, string, string | null][] = [
	['vaccination', 'Canivax', 'dog', 'Booster'],
	['vaccination', 'Myxo', 'rabbit', 'Rabbit jab'],
	['vaccination', 'Polyomavirus', 'bird', null],
	['vaccination', 'check-UP', 'dog', 'Check-up'],
	['prescription', 'Otis', 'dog', 'Tablets'],
	['prescription', 'Otis', 'cat', null],
	['visit', 'Check-up', 'cat', 'Check-up'],
	['visit', 'Something else', 'cat', null],
	['vaccination', 'Closed', 'dog', 'Booster'],
]

test('finds the type to book by its name, or by its icon', () => {
	for (const [kind, title, species, name] of WANTED) {
		const found = typeForDue({ kind, title }, species, TYPES)
		assert.is(found?.name ?? null, name, `${kind} ${title} ${species}`)
	}
})

test.run()
