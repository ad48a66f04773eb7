import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { startApi, type TestApi } from '../api.ts'
import { issuesOf, openDesk, secretKey, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
import { CLIENTS, filled, found, PETS, RECORDS, rows, sendFile, tally } from './files.ts'

const test = suite('importing')
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

test('is for administrators, and for keys that were made for it', async () => {
	const desk = await openDesk(api)
	const key = await secretKey(api, desk.clinic, ['people:write', 'records:write', 'read'])
	assert.is(told(await sendFile(api, desk, 'kind=clients', CLIENTS, { key })), '403 forbidden')
	for (const role of ['veterinarian', 'nurse', 'receptionist'] as const) {
		const { ask } = await signedIn(api, desk.clinic, [role])
		assert.is(told(await ask('POST', '/api/clinic/imports?kind=clients')), '403 forbidden')
	}
	assert.equal(await rows(desk, 'clients'), [])
})

test('asks a key for the right to what the file is of, whatever else it may', async () => {
	const desk = await openDesk(api)
	const setup = await secretKey(api, desk.clinic, ['setup:write', 'read', 'export'])
	const people = await secretKey(api, desk.clinic, ['setup:write', 'people:write'])
	const records = await secretKey(api, desk.clinic, ['setup:write', 'records:write'])
	const may = { clients: [people], pets: [people], records: [records] }
	const files = { clients: CLIENTS, pets: PETS, records: RECORDS }
	for (const kind of ['clients', 'pets', 'records'] as const) {
		for (const key of [setup, people, records]) {
			const answer = await sendFile(api, desk, `kind=${kind}`, files[kind], { key })
			if (may[kind].includes(key)) assert.is(answer.status, 200, kind)
			else assert.is(told(answer), '403 forbidden', kind)
			const dry = await sendFile(api, desk, `kind=${kind}&dryRun=true`, files[kind], { key })
			assert.is(dry.status, answer.status, kind)
		}
	}
	const admin = await signedIn(api, desk.clinic, ['admin'])
	const headers = { Authorization: `Bearer ${admin.token}`, 'Idempotency-Key': 'x'.repeat(22) }
	const type = { 'Content-Type': 'text/csv' }
	const url = `${api.url}/api/clinic/imports?kind=records`
	const init = { method: 'POST', headers: { ...headers, ...type }, body: RECORDS }
	assert.is((await fetch(url, init)).status, 200)
})

test('refuses what it does not know in its address, and no file at all', async () => {
	const desk = await openDesk(api)
	const bad = await sendFile(api, desk, 'kind=cats&dryRun=maybe&mapping=[1]&x=1', CLIENTS)
	assert.equal(issuesOf(bad).sort(), [
		'dryRun invalid_value',
		'kind invalid_value',
		'mapping wrong_type',
		'x unknown_field',
	])
	assert.equal(issuesOf(await sendFile(api, desk, 'kind=clients&mapping={', CLIENTS)), [
		'mapping invalid_format',
	])
	assert.equal(issuesOf(await sendFile(api, desk, 'kind=clients', '')), [' required'])
	const json = { headers: { 'Content-Type': 'application/json' } }
	assert.is(
		told(await sendFile(api, desk, 'kind=clients', '{}', json)),
		'415 unsupported_media_type',
	)
	const utf16 = { headers: { 'Content-Type': 'text/csv; charset=utf-16' } }
	assert.is(
		told(await sendFile(api, desk, 'kind=clients', CLIENTS, utf16)),
		'415 unsupported_media_type',
	)
})

test('takes clients, pets and records as other programs name them', async () => {
	const desk = await filled(api)
	const [ann, ben] = await rows(desk, 'clients')
	assert.is(ann.name, 'Ann Otter')
	assert.is(ann.phone, '+447700900123')
	assert.is(ann.match_status, 'confirmed')
	assert.is(ben.email, null)
	const [pickle, mog] = await rows(desk, 'pets')
	assert.equal(
		[pickle.species, pickle.sex, pickle.is_neutered, pickle.born_on, pickle.weight_kg],
		['dog', 'female', true, '2020-03-01', '12.500'],
	)
	assert.is(pickle.microchip, '900123000000001')
	assert.equal([mog.species, mog.sex, mog.status], ['cat', 'male', 'active'])
	const [booster, check] = await rows(desk, 'medical_records')
	assert.equal(booster.data, { batch: 'D12345', product: 'Nobivac DHP' })
	assert.equal(check.data, { summary: 'Check' })
	assert.equal([booster.title, booster.visibility], ['Booster; yearly', 'shared'])
	assert.equal([check.visibility, check.next_due_on, check.pet_id], ['internal', null, mog.id])
	const owners = await desk.clinic.run((trx) => trx('pet_owners').select('pet_id', 'client_id'))
	assert.equal(
		new Map(owners.map((row) => [row.pet_id, row.client_id])),
		new Map([
			[pickle.id, ann.id],
			[mog.id, ben.id],
		]),
	)
})

test('changes nothing when the same file comes again', async () => {
	const desk = await filled(api)
	const before = await Promise.all(['clients', 'pets', 'medical_records'].map((t) => rows(desk, t)))
	for (const [kind, file] of Object.entries({ clients: CLIENTS, pets: PETS, records: RECORDS })) {
		const { body } = await sendFile(api, desk, `kind=${kind}`, file)
		assert.is(tally(body), '0 0 2 0', kind)
	}
	const after = await Promise.all(['clients', 'pets', 'medical_records'].map((t) => rows(desk, t)))
	assert.equal(after, before)
})

test('tells beforehand what it will do, and does nothing then', async () => {
	const desk = await filled(api)
	const changed = `${CLIENTS.replace('Otter', 'Stoat')}\r\nc3,Crane,Cy,,,\r\n`
	const before = await rows(desk, 'clients')
	const { body } = await sendFile(api, desk, 'kind=clients&dryRun=true', changed)
	assert.equal(await rows(desk, 'clients'), before)
	assert.is(tally(body), '1 1 1 0')
	assert.equal(
		body.columns.map((column: { field: string }) => column.field),
		['external_id', 'last_name', 'first_name', 'email', 'mobile', null],
	)
	const done = await sendFile(api, desk, 'kind=clients', changed)
	assert.equal({ ...done.body, dryRun: true }, body)
	assert.is((await rows(desk, 'clients'))[0].name, 'Ann Stoat')
})

test('imports all rows or none, and names every bad one', async () => {
	const desk = await filled(api)
	const before = await rows(desk, 'pets')
	const file = [
		'id,owner_id,name,species,sex,neutered,dob,weight,microchip,status,died',
		'p1,c1,Renamed,dog,,,,,,,',
		'p3,nobody,X,dog,boy,perhaps,2020-02-30,heavy,123,gone fishing,',
		',c1,,,,,2099-01-01,-1,,,',
		'p1,c1,Twice,dog,,,,,,,',
		'p4,c1,Fine,axolotl,,,2020-01-02,,,,2019-01-01',
		'p5,c1,Extra,dog,,,,,,,,more',
		'p6,c1,http://x.example,dog,,,,,,,',
	].join('\n')
	const refused = await sendFile(api, desk, 'kind=pets', file)
	assert.is(told(refused), '422 import_refused')
	assert.equal(await rows(desk, 'pets'), before)
	const { report } = refused.body
	assert.is(report.refused, 6)
	assert.equal(found(report), [
		'3 sex invalid_sex',
		'3 dob invalid_date',
		'3 neutered invalid_yes_or_no',
		'3 weight invalid_weight',
		'3 microchip invalid_microchip',
		'3 status invalid_status',
		'3 owner_id unknown_owner',
		'4 dob date_in_future',
		'4 id required',
		'4 name required',
		'4 species required',
		'4 weight invalid_weight',
		'5 id duplicate_external_id',
		'6 died date_before',
		'7 null wrong_cell_count',
		'8 name not_a_name',
		'6 species unknown_species',
	])
	assert.match(report.problems[12].message, /row 2$/)
})

test('reads days as the file writes them, and guesses none', async () => {
	const desk = await filled(api)
	const file = (day: string) => `id,owner_id,name,species,dob\np9,c1,Day,dog,${day}`
	const bornOn = async (day: string, format: string) => {
		const query = `kind=pets&dateFormat=${format}`
		const { status, body } = await sendFile(api, desk, query, file(day))
		if (status !== 200) return body.report.problems[0].code
		return (await rows(desk, 'pets')).at(-1).born_on
	}
	assert.is(await bornOn('03/04/2020', 'iso'), 'invalid_date')
	assert.is(await bornOn('03/04/2020', 'dmy'), '2020-04-03')
	assert.is(await bornOn('3/4/2020 00:00:00', 'mdy'), '2020-03-04')
	assert.is(await bornOn('2020-05-06', 'mdy'), '2020-05-06')
	assert.is(await bornOn('03.04.20', 'dmy'), 'two_digit_year')
	assert.is(await bornOn('31/04/2020', 'dmy'), 'invalid_date')
})

test('goes by the mapping before it goes by names', async () => {
	const desk = await openDesk(api)
	const file = 'No.,Who,Name,Mail\n7,Ann Otter,nickname,ann@owner.example\n'
	const send = (mapping: object) => {
		const query = `kind=clients&dryRun=true&mapping=${encodeURIComponent(JSON.stringify(mapping))}`
		return sendFile(api, desk, query, file)
	}
	const { body } = await send({ 'No.': 'external_id', Who: 'name', Name: null })
	assert.is(tally(body), '1 0 0 0')
	assert.equal(
		body.columns.map((column: { field: string }) => column.field),
		['external_id', 'name', null, 'email'],
	)
	assert.equal(found((await send({ 'No.': 'external_id', Gone: 'name', Who: 'shoe' })).body), [
		'1 Gone unknown_header',
		'1 Who unknown_field',
	])
	assert.equal(found((await send({})).body), ['1 null missing_column'])
	assert.equal(found((await send({ 'No.': 'external_id', Who: 'email', Mail: 'email' })).body), [
		'1 Mail duplicate_mapping',
	])
})

test('takes a byte order mark, Windows text, blank lines and tabs', async () => {
	const desk = await openDesk(api)
	const tabs = '\uFEFFid\tname\r\n\r\n1\t"Zoë ""Zo"" Łoś"\r\n\t\r\n2\tBo Bee\r\n'
	const { body } = await sendFile(api, desk, 'kind=clients', tabs)
	assert.is(tally(body), '2 0 0 0', JSON.stringify(body))
	assert.is((await rows(desk, 'clients'))[0].name, 'Zoë "Zo" Łoś')
	const windows = Buffer.from('id,name\n1,Zo\xeb\n', 'latin1')
	const refused = await sendFile(api, desk, 'kind=clients', windows)
	assert.equal(found(refused.body.report), ['1 null not_text'])
	const headers = { 'Content-Type': 'text/csv; charset=windows-1252' }
	const taken = await sendFile(api, desk, 'kind=clients', windows, { headers })
	assert.is(tally(taken.body), '0 1 0 0')
	assert.is((await rows(desk, 'clients'))[0].name, 'Zoë')
})

test('gives up a file that is none, and says where', async () => {
	const desk = await openDesk(api)
	const faults = {
		'': [' required'],
		'\n\n': ['1 null empty_file'],
		'id,name\n1,Ann\n2,"Bo\n3,Cy\n': ['3 null malformed_csv'],
		'id,name\n1,Ann\n2,B"o\n': ['3 null malformed_csv'],
		[`id,name\n1,Ann\n2,"${'x'.repeat(50_000)}`]: ['3 null row_too_long'],
		[`id,name,email\n1,Ann\0Otter,${'x'.repeat(300)}@x.example\n`]: [
			'2 email too_long',
			'2 name not_fit',
		],
		'name\nAnn\n': ['1 null missing_column'],
	}
	for (const [file, expected] of Object.entries(faults)) {
		const answer = await sendFile(api, desk, 'kind=clients', file)
		const told = answer.body.report ? found(answer.body.report) : issuesOf(answer)
		assert.equal(told.sort(), expected, file.slice(0, 40))
	}
	assert.equal(await rows(desk, 'clients'), [])
})

test('lists a thousand problems and counts the rest', async () => {
	const desk = await openDesk(api)
	const bad = Array.from({ length: 1500 }, (_, i) => `${i},Ann,nonsense`)
	const { body } = await sendFile(api, desk, 'kind=clients', ['id,name,email', ...bad].join('\n'))
	assert.is(body.report.errors, 1500)
	assert.is(body.report.problems.length, 1000)
	assert.is(body.report.problems[999].row, 1001)
})

test('takes off the apostrophe that keeps a spreadsheet from reading a formula', async () => {
	const desk = await openDesk(api)
	const file = "id,name,phone,notes\n1,Ann,'+447700900123,'=1+1\n2,Bo,,'tis fine\n"
	await sendFile(api, desk, 'kind=clients', file)
	const [ann, bo] = await rows(desk, 'clients')
	assert.equal([ann.phone, ann.notes, bo.notes], ['+447700900123', '=1+1', "'tis fine"])
})

test.run()
