import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'
import { makeVisit, write } from './records.ts'

const test = suite('medical histories')
let api: TestApi
let desk: Desk
let vet: Colleague

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
	vet = await signedIn(api, desk.clinic, ['veterinarian'], { name: 'Dr Lind' })
})
test.after(() => api.close())

const path = (id: string | undefined, rest = '') =>
	`/api/customer/pets/${id}/medical-history${rest}`
const read = async (owner: TestOwner, query = '', id = owner.pets[0]) =>
	(await owner.ask('GET', path(id, query))).body
type Entry = { id: string; title: string; on: string; detail: Record<string, unknown> }
const titles = ({ entries }: { entries: Entry[] }) => entries.map(({ title }) => title)

test('is for the owners of a pet, who are signed in and verified', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const stranger = await ownerAt(api, desk.clinic)
	const elsewhere = await ownerAt(api, (await openDesk(api)).clinic)
	const unverified = await ownerAt(api, desk.clinic, { account: { email_verified_at: null } })
	for (const list of ['medical-history', 'weights']) {
		const of = (id: string | undefined) => `/api/customer/pets/${id}/${list}`
		const mine = of(owner.pets[0])
		assert.is(told(await owner.ask('GET', mine, { token: null })), '401 sign_in_required')
		assert.is(told(await stranger.ask('GET', mine)), '404 pet_not_found')
		assert.is(told(await elsewhere.ask('GET', mine)), '404 pet_not_found')
		assert.is(told(await owner.ask('GET', of(randomUUID()))), '404 pet_not_found')
		assert.is(told(await unverified.ask('GET', of(unverified.pets[0]))), '403 forbidden')
		await desk.clinic.run((trx) =>
			trx('pet_owners')
				.where({ pet_id: stranger.pets[0] })
				.update({ owned_until: dayIn(0) }),
		)
		assert.is(told(await stranger.ask('GET', of(stranger.pets[0]))), '404 pet_not_found')
	}
	assert.is(told(await unverified.ask('GET', '/api/customer/due')), '403 forbidden')
})

test('names every bad filter', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const bad = async (query: string) => issuesOf(await owner.ask('GET', path(owner.pets[0], query)))
	assert.equal((await bad('?kind=poem&from=2026-02-30&colour=1')).sort(), [
		'colour unknown_field',
		'from invalid_format',
		'kind invalid_value',
	])
	assert.equal(await bad('?from=2026-02-02&to=2026-02-01'), ['to range_reversed'])
	assert.equal(await bad('?cursor=x'), ['cursor invalid'])
	assert.equal(await bad('?limit=0'), ['limit too_small'])
})

test('tells of each kind what the clinic shares, the newest first', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const [id = ''] = owner.pets
	const dose = { product: 'Canivax L4', batch: 'A12', expiresOn: '2027-08-31', site: 'left' }
	const contents = [
		{ kind: 'visit', summary: 'Itchy ears', advice: 'Drops, twice a day' },
		{ kind: 'vaccination', ...dose, nextDueOn: '2027-09-01' },
		{ kind: 'prescription', product: 'Otis', dose: '4 drops', quantity: '1 bottle', repeats: 2 },
		{ kind: 'lab_result', test: 'Thyroid', status: 'final', result: 'T4 low' },
		{ kind: 'weight', value: 500, unit: 'g', confirmed: true },
		{ kind: 'allergy', substance: 'Penicillin', reaction: 'Hives' },
		{ kind: 'document', title: 'Passport', fileName: 'p.pdf', note: 'Page 2' },
	]
	for (const [i, content] of contents.entries()) {
		const { id: recordId } = await write(vet, id, content, { occurredOn: dayIn(-10 - i) })
		if (content.kind === 'lab_result') {
			assert.is((await read(owner)).entries.length, i)
			await vet.ask('POST', `/api/clinic/records/${recordId}/release`)
		}
	}
	const { petId, entries, nextCursor } = await read(owner)
	assert.equal([petId, nextCursor], [id, null])
	assert.equal(
		entries.map((entry: Entry) => entry.on),
		contents.map((_, i) => dayIn(-10 - i)),
	)
	assert.equal(
		entries.map((entry: Entry) => entry.detail),
		[
			{ ...contents[0], type: null },
			{ kind: 'vaccination', ...dose },
			contents[2],
			contents[3],
			{ kind: 'weight', kilograms: 0.5 },
			contents[5],
			{ ...contents[6], fileId: null },
		],
	)
	const [first, second] = entries
	assert.equal([first.veterinarian, second.nextDueOn], ['Dr Lind', '2027-09-01'])
})

test('filters by kind, day and words, page by page', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const clinic_id = desk.clinic.id
	const days = Array.from({ length: 65 }, (_, i) => dayIn(-1 - Math.floor(i / 2)))
	await desk.clinic.run((trx) =>
		trx('medical_records').insert(
			days.map((occurred_on, i) => ({
				...{ clinic_id, id: newId(), pet_id: owner.pets[0], occurred_on, visibility: 'shared' },
				...{ kind: i % 5 ? 'weight' : 'visit', title: i % 5 ? `Weight ${i}` : 'Visit' },
				data: JSON.stringify(i % 5 ? { kilograms: 4 } : { summary: `50% BETTER ${i}` }),
			})),
		),
	)
	const pages: Entry[][] = []
	for (let cursor: string | null = ''; cursor !== null && pages.length < 9; ) {
		const page: { entries: Entry[]; nextCursor: string | null } = await read(
			owner,
			cursor && `?cursor=${cursor}`,
		)
		pages.push(page.entries)
		cursor = page.nextCursor
	}
	assert.equal(
		pages.map((page) => page.length),
		[30, 30, 5],
	)
	const all = pages.flat()
	assert.is(new Set(all.map(({ id }) => id)).size, 65)
	assert.equal(
		all.map(({ on }) => on),
		[...days].sort().reverse(),
	)
	assert.is((await read(owner, '?kind=visit')).entries.length, 13)
	assert.is((await read(owner, '?kind=visit&limit=4')).entries.length, 4)
	assert.is((await read(owner, `?from=${dayIn(-3)}&to=${dayIn(-2)}`)).entries.length, 4)
	assert.is((await read(owner, '?q=weight%2012')).entries.length, 1)
	assert.is((await read(owner, '?q=50%25%20better')).entries.length, 13)
	assert.is((await read(owner, '?q=5_%25')).entries.length, 0)
	assert.is((await read(owner, '?kind=weight&q=Better')).entries.length, 0)
})

test('shows a correction and not what was wrong, and nothing that was withdrawn', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const [id = ''] = owner.pets
	const { id: recordId } = await write(vet, id, { kind: 'visit', summary: 'Left ear' })
	const content = { kind: 'visit', summary: 'Right ear' }
	const body = { content, visibility: 'shared', version: 1, reason: 'Wrong ear' }
	await vet.ask('PUT', `/api/clinic/records/${recordId}`, { body })
	const { entries } = await read(owner)
	assert.equal([entries[0].detail.summary, entries[0].correctedOn], ['Right ear', dayIn(0)])
	assert.not.match(JSON.stringify(entries), /Left|Wrong/)
	const gone = { version: 2, reason: 'Another dog' }
	await vet.ask('POST', `/api/clinic/records/${recordId}/withdraw`, { body: gone })
	assert.equal((await read(owner)).entries, [])
})

test('tells of visits that took place, once, and in full to whoever came', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const [petId = ''] = owner.pets
	const notes = { shared_notes: 'All well', internal_notes: 'Pays late' }
	const past = await makeVisit(desk.clinic, owner, { daysAgo: 3, status: 'completed', ...notes })
	const cancelled = { status: 'cancelled', cancelled_at: new Date(), cancelled_by_kind: 'owner' }
	for (const other of [cancelled, { status: 'no_show' }, { status: 'confirmed' }]) {
		await makeVisit(desk.clinic, owner, { daysAgo: 4, ...other })
	}
	const [visit, ...rest] = (await read(owner)).entries
	assert.equal(rest, [])
	assert.equal(
		[visit.id, visit.on, visit.title, visit.veterinarian, visit.appointmentId],
		[past, dayIn(-3), 'check', 'Dr Vet 1', past],
	)
	assert.equal(visit.detail, { kind: 'visit', type: 'check', summary: 'All well', advice: null })
	const internal = { kind: 'visit', summary: 'Thinks little of us' }
	await write(vet, petId, internal, { appointmentId: past, visibility: 'internal' })
	assert.is((await read(owner)).entries.length, 1)
	await write(vet, petId, { kind: 'visit', summary: 'Ears' }, { appointmentId: past })
	const { entries } = await read(owner)
	assert.equal(
		entries.map(({ detail }: Entry) => [detail.type, detail.summary]),
		[['check', 'Ears']],
	)
	assert.equal(titles(await read(owner, '?kind=weight')), [])
	assert.is((await read(owner, `?to=${dayIn(-4)}`)).entries.length, 0)
})

test('says to those who share a pet that a visit was, and not what was written to the other', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const other = await ownerAt(api, desk.clinic, { pets: [] })
	const clinic_id = desk.clinic.id
	const pet_id = owner.pets[0] ?? ''
	await desk.clinic.run((trx: Knex.Transaction) =>
		trx('pet_owners').insert({ clinic_id, pet_id, client_id: other.clientId, is_primary: false }),
	)
	await makeVisit(desk.clinic, owner, { daysAgo: 3, status: 'completed', shared_notes: 'Bring Bo' })
	const { entries } = await read(other, '', pet_id)
	assert.equal([entries[0].title, entries[0].veterinarian], ['check', 'Dr Vet 1'])
	assert.is(entries[0].detail.summary, null)
	assert.is((await read(other, '?q=bring', pet_id)).entries.length, 0)
	assert.is((await read(owner, '?q=bring')).entries.length, 1)
})

test('leads from a pet that was known twice to where it lives on', async () => {
	const owner = await ownerAt(api, desk.clinic, { pets: [{}, {}] })
	const [old, kept = ''] = owner.pets
	await write(vet, kept, { kind: 'visit', summary: 'Ears' })
	const merged = { match_status: 'merged', merged_into_id: kept }
	await desk.clinic.run((trx) => trx('pets').where({ id: old }).update(merged))
	const { petId, entries } = await read(owner, '', old)
	assert.equal([petId, entries.length], [kept, 1])
	assert.is((await owner.ask('GET', `/api/customer/pets/${old}/weights`)).body.petId, kept)
})

test.run()
