import { createHash, randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic, SITE } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { filesIn } from '../transfers/archive.ts'

const test = suite('carrying away what is one’s own')
const PATH = '/api/customer/data-exports'
const HIDDEN = 'MARKED-zq7-hidden'
let api: TestApi
let clinic: BookableClinic
let slot = 0

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

async function download(owner: TestOwner, key: string = randomUUID()) {
	const answer = await fetch(api.url + PATH, {
		method: 'POST',
		headers: {
			...{ Origin: SITE, 'Vetslot-Key': clinic.key, 'Idempotency-Key': key },
			Authorization: `Bearer ${owner.token}`,
		},
	})
	assert.is(answer.status, 200)
	assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="your-data/)
	return filesIn(Buffer.from(await answer.arrayBuffer()))
}

/** A shared animal; what the clinic keeps to itself, and the other owner's contact, are marked. */
async function household(): Promise<{ owner: TestOwner; visitId: string }> {
	const owner = await ownerAt(api, clinic, {
		pets: [{ notes: HIDDEN }],
		client: { notes: HIDDEN, legal_hold_reason: HIDDEN },
		account: { password_hash: HIDDEN },
	})
	const email = `${HIDDEN}@example.com`
	const other = await ownerAt(api, clinic, {
		...{ pets: [], email: `${HIDDEN}.${newId()}@example.com` },
		client: { name: HIDDEN, email, phone: HIDDEN },
	})
	const visit = await book(api, clinic, { owner: { ...OTTER }, start: startIn(3, slot++) })
	await clinic.run(async (trx: Knex.Transaction) => {
		const [pet_id] = owner.pets
		const of = { clinic_id: clinic.id, pet_id }
		await trx('pet_owners').insert({ ...of, client_id: other.clientId, is_primary: false })
		const texts = { customer_notes: 'She limps', shared_notes: 'Rest her', internal_notes: HIDDEN }
		const mine = { client_id: owner.clientId, cancellation_reason: HIDDEN }
		await trx('appointments')
			.where({ id: visit.id })
			.update({ ...texts, ...mine, reason: HIDDEN })
		const answer = { field_name: 'since', field_value: 'Today', appointment_id: visit.id }
		await trx('appointment_form_data').insert({ ...answer, clinic_id: clinic.id, id: newId() })
		await records(trx, of)
		const alert = { kind: 'other', actor_kind: 'staff' }
		await trx('pet_alerts').insert({ ...of, id: newId(), ...alert, note: HIDDEN })
		await trx('pet_alerts').insert({
			...{ ...of, id: newId(), ...alert, note: 'Slow to heal', visibility: 'shared' },
		})
	})
	return { owner, visitId: visit.id }
}

const OTTER = { name: 'Ann Otter', phone: '020 7946 0142', email: 'ann@owner.example' }

async function records(trx: Knex.Transaction, of: object): Promise<void> {
	const record = (more: object) =>
		trx('medical_records').insert({ ...of, id: newId(), occurred_on: '2026-01-02', ...more })
	const shared = { visibility: 'shared', released_at: null }
	await record({ ...shared, kind: 'visit', title: 'Lame leg', correction_reason: HIDDEN })
	await record({ kind: 'visit', title: HIDDEN, visibility: 'internal' })
	await record({ ...shared, kind: 'lab_result', title: HIDDEN, data: { result: HIDDEN } })
	await record({ ...shared, kind: 'document', title: HIDDEN, is_withdrawn: true })
	const released_at = trx.fn.now()
	const data = { test: 'Blood', result: 'All well', internal: HIDDEN }
	await record({ ...shared, kind: 'lab_result', title: 'Blood', released_at, data })
}

test('needs a sign-in of the last ten minutes, from a retry too', async () => {
	const { owner } = await household()
	assert.is(told(await owner.ask('POST', PATH, { token: null })), '401 sign_in_required')
	const key = randomUUID()
	await download(owner, key)
	await clinic.run((trx: Knex.Transaction) =>
		trx('client_sessions')
			.where({ id: owner.sessionId })
			.update({ created_at: trx.raw(`now() - interval '11 minutes'`) }),
	)
	for (const again of [randomUUID(), key]) {
		const headers = { 'Idempotency-Key': again }
		assert.is(told(await owner.ask('POST', PATH, { headers })), '403 fresh_sign_in_required')
	}
})

test('holds what is theirs, to read and for programs', async () => {
	const { owner } = await household()
	const files = await download(owner)
	const data = JSON.parse(files.get('your-data.json') ?? '')
	assert.is(data.account[0].email, owner.email)
	assert.is(data.pets[0].name, 'Biscuit')
	const [visit] = data.visits
	assert.equal([visit.yourNotes, visit.notesForYou], ['She limps', 'Rest her'])
	assert.equal(visit.answers, { since: 'Today' })
	const titles = data.records.map(({ title }: { title: string }) => title)
	assert.equal(titles.sort(), ['Blood', 'Lame leg'])
	assert.is(data.pets[0].alerts[0].note, 'Slow to heal')
	assert.is(data.sessions.length, 1)
	const page = files.get('index.html') ?? ''
	for (const text of ['She limps', 'All well', 'Biscuit', owner.email]) assert.match(page, text)
})

test('holds nothing that the clinic keeps to itself, and nothing of anybody else', async () => {
	const { owner } = await household()
	for (const [name, text] of await download(owner)) {
		assert.not.ok(text.includes(HIDDEN), name)
		for (const other of Object.values(OTTER)) assert.not.ok(text.includes(other), other)
	}
})

test('holds the files that they may see, whole', async () => {
	const { owner } = await household()
	const content = Buffer.from('%PDF-1.4 a letter')
	const hash = 'cd'.repeat(32)
	const storage_key = `${clinic.id}/${hash}`
	await api.services.files.put(storage_key, content)
	await clinic.run(async (trx: Knex.Transaction) => {
		const file = {
			...{ clinic_id: clinic.id, kind: 'document', pet_id: owner.pets[0], storage_key },
			...{ content_type: 'application/pdf', bytes: content.length, sha256: hash },
		}
		const mine = { uploaded_by_kind: 'owner', uploaded_by_id: owner.accountId }
		await trx('files').insert({
			...{ ...file, ...mine, id: newId(), visibility: 'shared', name: 'a/b letter.pdf' },
		})
		const theirs = { uploaded_by_kind: 'staff', visibility: 'internal', name: `${HIDDEN}.pdf` }
		await trx('files').insert({ ...file, ...theirs, id: newId() })
	})
	const files = await download(owner)
	const names = [...files.keys()]
	const rest = ['your-data.json', 'manifest.sha256']
	assert.equal(names, ['index.html', 'files/1-a-b-letter.pdf', ...rest])
	const sum = createHash('sha256').update(content).digest('hex')
	assert.ok(files.get('manifest.sha256')?.includes(`${sum}  files/1-a-b-letter.pdf\n`))
	assert.is(files.get('files/1-a-b-letter.pdf'), content.toString())
	assert.not.match([...files.values()].join(''), HIDDEN)
})

test('runs no script that somebody wrote into a note', async () => {
	const { owner, visitId } = await household()
	const customer_notes = '<img src=x onerror=alert(1)>'
	await clinic.run((trx: Knex.Transaction) =>
		trx('appointments').where({ id: visitId }).update({ customer_notes }),
	)
	const page = (await download(owner)).get('index.html') ?? ''
	assert.match(page, '&lt;img src=x onerror=alert(1)&gt;')
	assert.not.match(page, /<img/)
})

test.run()
