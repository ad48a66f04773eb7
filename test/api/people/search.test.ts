import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { type Desk, issuesOf, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'

const test = suite('search while somebody types')
let api: TestApi
let desk: Desk

const CLIENTS = [
	{
		name: 'Ann Marie Otter',
		phone: '020 7946 0101',
		email: 'Ann.Otter@mail.example',
		pets: [{ name: 'Biscuit', species: 'dog', microchip: '977 200 000 000 001' }],
	},
	{ name: 'Bo Ottersen', phone: '+44 7700 900123', pets: [{ name: 'Bis', species: 'cat' }] },
	{ name: 'Otto Lind', email: 'otto@mail.example' },
]

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
	for (const body of CLIENTS) {
		assert.is(told(await desk.ask('POST', '/api/clinic/clients', { body })), '200')
	}
})
test.after(() => api.close())

async function find(q: string, at = desk) {
	const { body } = await at.ask('GET', `/api/clinic/search?q=${encodeURIComponent(q)}`)
	const names = (rows: { name: string }[]) => rows.map((row) => row.name)
	return { clients: names(body.clients), pets: names(body.pets), visits: body.visits }
}

test('needs something to look for', async () => {
	assert.equal(issuesOf(await desk.ask('GET', '/api/clinic/search')), ['q required'])
	assert.equal(issuesOf(await desk.ask('GET', '/api/clinic/search?q=%20')), ['q invalid'])
	const long = `/api/clinic/search?q=${'x'.repeat(81)}`
	assert.equal(issuesOf(await desk.ask('GET', long)), ['q invalid'])
})

test('finds a client by the beginning of any word, whatever the case', async () => {
	assert.equal((await find('ott')).clients, ['Otto Lind', 'Bo Ottersen', 'Ann Marie Otter'])
	assert.equal((await find('MARIE')).clients, ['Ann Marie Otter'])
	assert.equal((await find('otter ann')).clients, ['Ann Marie Otter'])
	assert.equal((await find('ann ott')).clients, ['Ann Marie Otter'])
	assert.equal((await find('ann lind')).clients, [])
	assert.equal((await find('tter')).clients, [])
})

test('finds by email, and by phone as people write it', async () => {
	assert.equal((await find('ANN.OT')).clients, ['Ann Marie Otter'])
	for (const q of ['020 7946', '02079460101', '+44 20 79', '0044 207946', '(020) 7946-0101']) {
		assert.equal((await find(q)).clients, ['Ann Marie Otter'], q)
	}
	assert.equal((await find('07700 9001')).clients, ['Bo Ottersen'])
	assert.equal((await find('7700')).clients, ['Bo Ottersen'])
})

test('finds pets by name and chip, with whose they are', async () => {
	const { body } = await desk.ask('GET', '/api/clinic/search?q=bisc')
	assert.is(body.pets.length, 1)
	assert.is(body.pets[0].owners[0].name, 'Ann Marie Otter')
	assert.equal((await find('9772')).pets, ['Biscuit'])
	assert.equal((await find('977 200')).pets, ['Biscuit'])
	assert.equal((await find('9773')).pets, [])
})

test('finds a visit by its whole reference, with or without the gap', async () => {
	const visit = await book(api, desk.clinic)
	const { reference } = visit
	for (const q of [
		reference,
		reference.toLowerCase(),
		`${reference.slice(0, 3)} ${reference.slice(3)}`,
	]) {
		assert.equal(
			(await find(q)).visits.map((one: { id: string }) => one.id),
			[visit.id],
			q,
		)
	}
	assert.equal((await find(reference.slice(0, 6))).visits, [])
})

test('takes signs of patterns for what they are', async () => {
	for (const q of ['%', '_tto', "o'", '\\', '*', '(']) assert.equal((await find(q)).clients, [], q)
})

test('finds neither the merged nor the erased, nor anyone of another clinic', async () => {
	const other = await openDesk(api)
	assert.equal((await find('ott', other)).clients, [])
	const body = { name: 'Zora Quill', pets: [{ name: 'Zip', species: 'dog' }] }
	const { body: zora } = await desk.ask('POST', '/api/clinic/clients', { body })
	assert.equal(await find('zora'), { clients: ['Zora Quill'], pets: [], visits: [] })
	await desk.clinic.run((trx) =>
		trx('clients')
			.where({ clinic_id: desk.clinic.id, id: zora.id })
			.update({ name: null, email: null, phone: null, erased_at: trx.fn.now() }),
	)
	assert.equal((await find('zora')).clients, [])
	assert.equal((await find('zip')).pets, [])
	assert.is(told(await desk.ask('GET', `/api/clinic/clients/${zora.id}`)), '404 client_not_found')
})

test('is for everyone who works there', async () => {
	for (const role of ['admin', 'veterinarian', 'nurse', 'receptionist'] as const) {
		const who = await signedIn(api, desk.clinic, [role])
		assert.is(told(await who.ask('GET', '/api/clinic/search?q=ann')), '200')
	}
	const nobody = await signedIn(api, desk.clinic, [])
	assert.is(told(await nobody.ask('GET', '/api/clinic/search?q=ann')), '403 forbidden')
})

test('uses its indexes behind row level security', async () => {
	const plan = await desk.clinic.run(async (trx) => {
		await trx.raw('set local enable_seqscan = off')
		const { rows } = await trx.raw(
			`explain select c.id from clients c where c.clinic_id = ?
				and c.name_last ~>=~ lower('ott') and c.name_last ~<~ lower('otu')`,
			[desk.clinic.id],
		)
		return rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')
	})
	assert.match(plan, /Index Cond: .*name_last ~>=~ 'ott'/)
})

test.run()
