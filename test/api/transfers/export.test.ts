import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { EXPORTED, KEPT_BACK, LEFT_OUT } from '../../../api/transfers/exported.ts'
import { book, startApi, type TestApi } from '../api.ts'
import { type Desk, openDesk, secretKey, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
import { filesIn } from './archive.ts'
import { CLIENTS, PETS, RECORDS, sendFile, tally } from './files.ts'

const test = suite('exporting')
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

async function exported(desk: Desk): Promise<Map<string, string>> {
	const headers = { 'Vetslot-Key': desk.secret }
	const answer = await fetch(`${api.url}/api/clinic/export`, { headers })
	assert.is(answer.status, 200)
	return filesIn(Buffer.from(await answer.arrayBuffer()))
}

const rowsOf = (files: Map<string, string>, name: string): Record<string, string>[] =>
	parse(files.get(name) ?? '', { bom: true, columns: true })

test('is for administrators, and for keys that were made for it', async () => {
	const { clinic, ask } = await openDesk(api)
	const key = await secretKey(api, clinic, ['read', 'setup:write', 'people:write'])
	assert.is(told(await ask('GET', '/api/clinic/export', { key })), '403 forbidden')
	for (const role of ['veterinarian', 'nurse', 'receptionist'] as const) {
		const colleague = await signedIn(api, clinic, [role])
		assert.is(told(await colleague.ask('GET', '/api/clinic/export')), '403 forbidden')
	}
	const admin = await signedIn(api, clinic, ['admin'])
	assert.is((await admin.ask('GET', '/api/clinic/export')).status, 200)
})

test('hands over every table of a clinic, or says why not', async () => {
	const { rows } = await api.database.owner.raw(`
		select c.table_name as table, array_agg(c.column_name::text order by c.ordinal_position) as columns
		from information_schema.columns c join pg_class t on t.relname = c.table_name
		where c.table_schema = 'public' and t.relrowsecurity group by 1 order by 1`)
	const tables = rows.map((row: { table: string }) => row.table)
	assert.equal([...Object.keys(EXPORTED), ...Object.keys(LEFT_OUT)].sort(), tables)
	for (const { table, columns } of rows as { table: string; columns: string[] }[]) {
		const leaves = EXPORTED[table]?.split(/\s+/)
		if (!leaves) continue
		const stays = [
			...Object.keys(KEPT_BACK[table] ?? {}),
			...(table === 'clinics' ? [] : ['clinic_id']),
		]
		assert.equal([...leaves, ...stays].sort(), columns.sort(), table)
	}
})

test('lets no secret out', () => {
	for (const [table, list] of Object.entries(EXPORTED)) {
		assert.not.match(list, /hash|secret|token|password|totp|generation|encrypted|cipher/, table)
	}
})

test('holds what was booked and imported, and tells how much', async () => {
	const desk = await openDesk(api)
	await sendFile(api, desk, 'kind=clients', CLIENTS)
	await sendFile(api, desk, 'kind=pets', PETS)
	await sendFile(api, desk, 'kind=records', RECORDS)
	const visit = await book(api, desk.clinic)
	const files = await exported(desk)
	const tables = Object.keys(EXPORTED).map((table) => `${table}.csv`)
	assert.equal([...files.keys()], [...tables, 'export.json', 'manifest.sha256'])
	const [appointment] = rowsOf(files, 'appointments.csv')
	assert.is(appointment?.booking_reference, visit.reference)
	assert.is(rowsOf(files, 'clients.csv').length, 3)
	assert.is(
		rowsOf(files, 'medical_records.csv')[0]?.data,
		'{"batch":"D12345","product":"Nobivac DHP"}',
	)
	const { rows, clinicId } = JSON.parse(files.get('export.json') ?? '')
	assert.is(clinicId, desk.clinic.id)
	assert.equal([rows.pets, rows.audit_log, rows.consents], [3, 4, 0])
})

test("holds nothing of another clinic's", async () => {
	const other = await openDesk(api)
	await sendFile(api, other, 'kind=clients', CLIENTS)
	const desk = await openDesk(api)
	const files = await exported(desk)
	assert.equal(rowsOf(files, 'clients.csv'), [])
	for (const text of files.values()) assert.not.ok(text.includes(other.clinic.id))
})

test('arms no formula, and can be imported again', async () => {
	const desk = await openDesk(api)
	const evil = 'id,name,phone,notes\n1,Ann,+447700900123,"\'=HYPERLINK(""http://x"")\nand more"\n'
	await sendFile(api, desk, 'kind=clients', evil)
	const files = await exported(desk)
	const text = files.get('clients.csv') ?? ''
	assert.ok(text.startsWith('\uFEFFid,external_id,'))
	for (const row of rowsOf(files, 'clients.csv')) {
		for (const cell of Object.values(row)) assert.not.match(cell, /^[=+\-@\t\r]/)
	}
	const mapping = encodeURIComponent(JSON.stringify({ id: null, external_id: 'external_id' }))
	const again = await sendFile(api, desk, `kind=clients&mapping=${mapping}`, text)
	assert.is(tally(again.body), '0 0 1 0', JSON.stringify(again.body))
})

test('arms none where a spreadsheet parts cells, and gives each text back as it was', async () => {
	const desk = await openDesk(api)
	const texts = [
		"'=1+1",
		"''@x",
		"'tis fine",
		'a;=1+1',
		"a;'=1+1",
		'a\t+1',
		'a\n-1\r\n@b',
		'=1;=2\n=3',
		'a;b',
		'well = fine',
	]
	const clients = texts.map((notes, i) => ({ id: randomUUID(), external_id: `${i}`, notes }))
	const rows = clients.map((row) => ({ clinic_id: desk.clinic.id, name: 'Ann', ...row }))
	await desk.clinic.run((trx) => trx('clients').insert(rows))
	const pet = { clinic_id: desk.clinic.id, id: randomUUID(), name: 'Mog', species: 'cat' }
	await desk.clinic.run((trx) => trx('pets').insert(pet))
	const summary = 'see;=HYPERLINK(1);-2'
	const record = { kind: 'visit', title: 'Seen', occurred_on: '2026-01-01', data: { summary } }
	const keys = { clinic_id: desk.clinic.id, id: randomUUID(), pet_id: pet.id }
	await desk.clinic.run((trx) => trx('medical_records').insert({ ...keys, ...record }))
	const files = await exported(desk)
	for (const name of ['clients.csv', 'medical_records.csv']) {
		assert.not.match(files.get(name) ?? '', /[;\t\r\n]"?[=+\-@]/, name)
	}
	const data = rowsOf(files, 'medical_records.csv')[0]?.data ?? ''
	assert.equal(JSON.parse(data), { summary })
	await desk.clinic.run((trx) => trx('clients').update({ notes: 'Another text' }))
	const mapping = encodeURIComponent(JSON.stringify({ id: null, external_id: 'external_id' }))
	const text = files.get('clients.csv') ?? ''
	const again = await sendFile(api, desk, `kind=clients&mapping=${mapping}`, text)
	assert.is(tally(again.body), `0 ${texts.length} 0 0`, JSON.stringify(again.body))
	const back = await desk.clinic.run((trx) => trx('clients').select('external_id', 'notes'))
	const wanted = new Map(clients.map((row) => [row.external_id, row.notes]))
	assert.equal(new Map(back.map((row) => [row.external_id, row.notes])), wanted)
})

test('is written down, with who asked', async () => {
	const desk = await openDesk(api)
	const admin = await signedIn(api, desk.clinic, ['admin'])
	await admin.ask('GET', '/api/clinic/export')
	const entries = await desk.clinic.run((trx) => trx('audit_log').select('action', 'actor_id'))
	assert.equal(entries, [{ action: 'clinic.exported', actor_id: admin.id }])
})

test('goes to one reader of a clinic and two in all, however many ask, and costs others nothing', async () => {
	const desks = [await openDesk(api), await openDesk(api), await openDesk(api)]
	const ask = ({ secret }: Desk) =>
		fetch(`${api.url}/api/clinic/export`, { headers: { 'Vetslot-Key': secret } })
	const given: Response[] = []
	const tenAtOnce = async (of: Desk[]) => {
		const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => ask(of[i % of.length]!)))
		given.push(...answers.filter(({ status }) => status === 200))
		for (const answer of answers.filter(({ status }) => status !== 200)) {
			assert.is(`${answer.status} ${(await answer.json()).code}`, '503 overloaded')
			assert.is(answer.headers.get('retry-after'), '30')
		}
	}
	await api.database.owner.transaction(async (trx) => {
		// Both stand still here.
		await trx.raw('lock table dismissed_conflicts in access exclusive mode')
		await tenAtOnce(desks.slice(0, 1))
		assert.is(given.length, 1)
		await tenAtOnce(desks)
		assert.is(given.length, 2)
		assert.is((await fetch(`${api.url}/readyz`)).status, 200)
		assert.is((await desks[2]!.ask('GET', '/api/clinic/resources')).status, 200)
	})
	for (const answer of given) filesIn(Buffer.from(await answer.arrayBuffer()))
	// Their places are free again, and one who asks for the head alone takes none.
	const headers = { 'Vetslot-Key': desks[2]!.secret }
	await fetch(`${api.url}/api/clinic/export`, { method: 'HEAD', headers })
	await Promise.all(desks.slice(1).map(exported))
})

test('shows one moment, whatever is written meanwhile, and ends with its reader', async () => {
	const desk = await openDesk(api)
	const filler = 'x'.repeat(4000)
	const clients = Array.from({ length: 6000 }, () => ({
		clinic_id: desk.clinic.id,
		id: randomUUID(),
		notes: filler + randomUUID(),
	}))
	for (let at = 0; at < clients.length; at += 1000) {
		await desk.clinic.run((trx) => trx('clients').insert(clients.slice(at, at + 1000)))
	}
	const headers = { 'Vetslot-Key': desk.secret }
	const open = async () =>
		(await fetch(`${api.url}/api/clinic/export`, { headers })).body!.getReader()
	const first = await open()
	const chunks = [(await first.read()).value ?? new Uint8Array()]
	const late = { clinic_id: desk.clinic.id, id: randomUUID(), name: 'Latecomer' }
	await desk.clinic.run((trx) => trx('clients').insert(late))
	for (let part = await first.read(); !part.done; part = await first.read()) chunks.push(part.value)
	const text = filesIn(Buffer.concat(chunks)).get('clients.csv') ?? ''
	assert.is(text.split('\r\n').length, 6002)
	assert.not.match(text, /Latecomer/)
	await api.database.owner.transaction(async (trx) => {
		await trx.raw('lock table dismissed_conflicts in access exclusive mode')
		const second = await open()
		await second.read()
		await second.cancel()
		await setTimeout(200)
	})
	// The connection of the one that was left is free again.
	for (let tries = 0; tries < 50; tries++) {
		const { rows } = await api.database.owner.raw(
			`select count(*)::int as open from pg_stat_activity where state like 'idle in%' and datname = current_database()`,
		)
		if (rows[0].open === 0) break
		assert.ok(tries < 49, 'a transaction stays open')
		await setTimeout(100)
	}
	const line = api.logged().match(/.*export cut off.*/)?.[0] ?? '{}'
	assert.is(JSON.parse(line).clinicId, desk.clinic.id)
	assert.match(JSON.parse(line).err.message, /left/)
})

test.run()
