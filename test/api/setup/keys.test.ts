import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { findKeyIn, hashKey } from '../../../api/http/keys.ts'
import { type Answer, startApi, type TestApi } from '../api.ts'
import { type Desk, issuesOf, openDesk, secretKey, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'

const test = suite('keys of a clinic')
const PATH = '/api/clinic/keys'
const SHOP = 'https://shop.example'
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
})
test.after(() => api.close())

const page = { kind: 'publishable', label: 'Website', allowedOrigins: [SHOP] }
const create = (body: object, more = {}): Promise<Answer> =>
	desk.ask('POST', PATH, { body, ...more })
const find = (text: string) => findKeyIn(api.db)(hashKey(text))

test('belongs to whoever sets the clinic up', async () => {
	assert.is(told(await create(page, { key: null })), '401 key_missing')
	const reads = await secretKey(api, desk.clinic, ['read'])
	assert.is(told(await desk.ask('GET', PATH, { key: reads })), '403 forbidden')
	const nurse = await signedIn(api, desk.clinic, ['nurse'])
	assert.is(told(await nurse.ask('GET', PATH)), '403 forbidden')
	assert.is(told(await nurse.ask('POST', PATH, { body: page })), '403 forbidden')
	const other = await openDesk(api)
	const [foreign] = (await other.ask('GET', PATH)).body.keys
	assert.is(told(await desk.ask('DELETE', `${PATH}/${foreign.id}`)), '404 key_not_found')
	const body = { label: 'Mine now' }
	assert.is(told(await desk.ask('PATCH', `${PATH}/${foreign.id}`, { body })), '404 key_not_found')
})

test('names every bad field', async () => {
	const bad: [body: object, issues: string[]][] = [
		[{}, ['kind required', 'label required']],
		[{ ...page, label: '' }, ['label invalid']],
		[{ ...page, scopes: ['read'] }, ['scopes unwanted']],
		[{ kind: 'secret', label: 'x' }, ['scopes required']],
		[{ kind: 'secret', label: 'x', scopes: ['all'] }, ['scopes.0 invalid_value']],
		[
			{ kind: 'secret', label: 'x', scopes: ['read'], allowedOrigins: [SHOP], native: true },
			['allowedOrigins unwanted', 'native unwanted'],
		],
		[{ ...page, allowedOrigins: [SHOP, SHOP] }, ['allowedOrigins invalid']],
	]
	for (const [body, issues] of bad) {
		assert.equal(issuesOf(await create(body)), issues, JSON.stringify(body))
	}
	const origins = {
		'shop.example': 'invalid_format',
		'https://shop.example/': 'invalid_format',
		'https://SHOP.example': 'invalid_format',
		'https://shop.example:443': 'invalid_format',
		'https://*.shop.example': 'invalid_format',
		null: 'invalid_format',
		'http://shop.example': 'not_encrypted',
		'http://localhost.evil.example': 'not_encrypted',
		'ftp://shop.example': 'not_encrypted',
	}
	for (const [origin, code] of Object.entries(origins)) {
		const answer = await create({ ...page, allowedOrigins: [origin] })
		assert.equal(issuesOf(answer), [`allowedOrigins.0 ${code}`], origin)
	}
	const fine = ['https://shop.example:8443', 'http://localhost:3000', 'http://[::1]:3000']
	assert.is(told(await create({ ...page, allowedOrigins: fine })), '201')
})

test('a page’s key can be read again, works on its pages, and moves to others', async () => {
	const { body } = await create(page)
	assert.match(body.text, /^pk_[A-Za-z0-9_-]{43}$/)
	const listed = (await desk.ask('GET', PATH)).body.keys
	const key = listed.find((one: { id: string }) => one.id === body.key.id)
	assert.equal(key, body.key)
	assert.is(key.text, body.text)
	const from = (Origin: string) =>
		api.call(desk.clinic, 'GET', '/api/customer/clinic', { key: body.text, headers: { Origin } })
	assert.is(told(await from(SHOP)), '200')
	assert.is(told(await from('https://new.example')), '403 origin_not_allowed')
	const moved = await desk.ask('PATCH', `${PATH}/${key.id}`, {
		body: { allowedOrigins: ['https://new.example'] },
	})
	assert.equal(moved.body.allowedOrigins, ['https://new.example'])
	assert.is(moved.body.label, 'Website')
	assert.equal((await find(body.text))?.allowedOrigins, ['https://new.example'])
	assert.equal(issuesOf(await desk.ask('PATCH', `${PATH}/${key.id}`, { body: {} })), [
		'label invalid',
	])
})

test('a secret key is shown once, also when its first answer was lost', async () => {
	const headers = { 'Idempotency-Key': randomUUID() }
	const wanted = { kind: 'secret', label: 'Practice system', scopes: ['read'] }
	const first = await create(wanted, { headers })
	const again = await create(wanted, { headers })
	assert.match(first.body.text, /^sk_[A-Za-z0-9_-]{43}$/)
	assert.equal(again.body, first.body)
	assert.is(first.body.key.text, null)
	const others = await create(wanted)
	assert.is.not(others.body.text, first.body.text)
	assert.is(told(await desk.ask('GET', '/api/clinic/resources', { key: first.body.text })), '200')
	const list = await desk.ask('GET', PATH)
	assert.not.ok(JSON.stringify(list.body).includes('sk_'))
	const { rows } = await api.database.owner.raw(
		'select k::text || (select string_agg(i::text, $$ $$) from idempotency_keys i) as text from api_keys k',
	)
	for (const { text } of rows) assert.not.ok(String(text).includes(first.body.text.slice(3)))
})

test('a key makes none that may do more than itself', async () => {
	const key = await secretKey(api, desk.clinic, ['setup:write', 'read'])
	const more = { kind: 'secret', label: 'x', scopes: ['read', 'export'] }
	assert.is(told(await create(more, { key })), '403 forbidden')
	assert.is(told(await create({ ...more, scopes: ['read'] }, { key })), '201')
	const admin = await signedIn(api, desk.clinic, ['admin'])
	assert.is(told(await admin.ask('POST', PATH, { body: more })), '201')
})

test('a revoked key opens nothing, once and for all', async () => {
	const { body } = await create(page)
	assert.is((await desk.ask('DELETE', `${PATH}/${body.key.id}`)).status, 204)
	assert.is(await find(body.text), null)
	assert.is(told(await desk.ask('DELETE', `${PATH}/${body.key.id}`)), '404 key_not_found')
	const { keys } = (await desk.ask('GET', PATH)).body
	assert.not.ok(keys.some((one: { id: string }) => one.id === body.key.id))
	const log = await desk.clinic.run((trx) =>
		trx('audit_log')
			.where({ clinic_id: desk.clinic.id, subject_id: body.key.id })
			.orderBy('id')
			.pluck('action'),
	)
	assert.equal(log, ['key.created', 'key.revoked'])
})

test.run()
