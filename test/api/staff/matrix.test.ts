import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { secretKey } from '../hours/desk.ts'
import { callersAt, type MatrixCaller } from './matrix-callers.ts'
import { TABLE, type Who } from './matrix-table.ts'
import { signedIn } from './staff.ts'

const test = suite('who may call what')
let api: TestApi
let clinic: BookableClinic
let other: BookableClinic
let callers: MatrixCaller[]
let operations: Operation[]

interface Operation {
	operationId: string
	method: string
	path: string
	takesBody: boolean
}

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	other = await makeBookableClinic(api.db)
	const { reference } = await book(api, clinic, { start: startIn(5) })
	callers = await callersAt(api, clinic, reference)
	operations = await documented()
})
test.after(() => api.close())

async function documented(): Promise<Operation[]> {
	const { paths } = await (await fetch(`${api.url}/openapi.json`)).json()
	type Items = Record<string, Record<string, { operationId: string; requestBody?: object }>>
	return Object.entries(paths as Items).flatMap(([path, item]) =>
		Object.entries(item).map(([method, { operationId, requestBody }]) => ({
			...{ operationId, method, path },
			takesBody: requestBody !== undefined,
		})),
	)
}

const whoOf = ({ operationId }: Operation) => TABLE.get(operationId) as Who

/** Status and code; of an answer that goes on no more than its head is read. */
async function send(
	{ method, path }: Pick<Operation, 'method' | 'path'>,
	headers: Record<string, string>,
	body?: string,
): Promise<string> {
	const type = body === undefined ? {} : { 'Content-Type': 'application/json' }
	const init = { method: method.toUpperCase(), headers: { ...headers, ...type } }
	const answer = await fetch(api.url + path, body === undefined ? init : { ...init, body })
	if (answer.headers.get('content-type')?.includes('problem+json')) {
		return `${answer.status} ${(await answer.json()).code}`
	}
	await answer.body?.cancel()
	return `${answer.status}`
}

const at = (path: string, clinicId: string, id: string = randomUUID()) =>
	path.replace('{clinicId}', clinicId).replaceAll(/\{\w+\}/g, id)

/** No idempotency key, and a field that nobody knows: whoever is let in changes nothing. */
function harmless(operation: Operation, { headers }: MatrixCaller, clinicId = clinic.id) {
	const path = at(operation.path, clinicId)
	const body = operation.method === 'get' ? undefined : '{"no such field":1}'
	return send({ ...operation, path }, headers, body)
}

/** As many calls at once as the database has connections for. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	const rest = [...items]
	const run = async () => {
		for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item)
	}
	await Promise.all(Array.from({ length: 8 }, run))
}

const COUNTED = ['rate_limits', 'sign_in_tries']

/** All that a clinic has, as one sum for each table; that it was exported is noted, as it should be. */
async function everythingOf({ id }: BookableClinic): Promise<Record<string, string>> {
	const { owner } = api.database
	const { rows: tables } = await owner.raw(`
		select distinct table_name as name from information_schema.columns
		where column_name = 'clinic_id' and table_schema = current_schema() order by 1`)
	const texts: Record<string, string> = {}
	for (const { name } of tables.filter(
		(table: { name: string }) => !COUNTED.includes(table.name),
	)) {
		const sql = `select md5(string_agg(t::text, ' ' order by t::text)) as sum
			from ${name} t where clinic_id = ? and t::text !~ 'clinic.exported'`
		texts[name] = (await owner.raw(sql, [id])).rows[0].sum
	}
	return texts
}

test('every operation of the document has its row in the table, and no other has', () => {
	const named = operations.map(({ operationId }) => operationId)
	const missing = named.filter((name) => !TABLE.has(name))
	assert.equal(missing, [], 'say in matrix-table.ts who may call these')
	const gone = [...TABLE.keys()].filter((name) => !named.includes(name))
	assert.equal(gone, [], 'there is no such operation')
	assert.is(new Set(named).size, named.length, 'names are unique')
})

function isLetIn({ operationId, method }: Operation, answer: string): boolean {
	if (method !== 'get') return answer === '400 invalid_request'
	// Somebody else's export is under way.
	if (operationId === 'exportClinic' && answer === '503 overloaded') return true
	return /^(200|400|404|410)/.test(answer)
}

test('every caller is let in or refused as the table says, and nothing is changed by asking', async () => {
	const before = await everythingOf(clinic)
	const wrong: string[] = []
	const pairs = operations.flatMap((operation) =>
		callers.map((caller) => [operation, caller] as const),
	)
	await each(pairs, async ([operation, caller]) => {
		const expected = caller.expects(whoOf(operation), operation.method)
		const answer = await harmless(operation, caller)
		const fits = expected === 'pass' ? isLetIn(operation, answer) : answer === expected
		if (fits) return
		wrong.push(`${operation.operationId} by ${caller.name}: ${answer}, not ${expected}`)
	})
	assert.equal(wrong, [])
	assert.equal(await everythingOf(clinic), before)
})

test('a path that names another clinic opens nothing of it', async () => {
	const wrong: string[] = []
	const named = operations.filter(({ path }) => path.includes('{clinicId}'))
	assert.ok(named.length >= 5)
	const pairs = named.flatMap((operation) => callers.map((caller) => [operation, caller] as const))
	await each(pairs, async ([operation, caller]) => {
		const who = whoOf(operation)
		const allowed = caller.expects(who, operation.method)
		const answer = await harmless(operation, caller, other.id)
		const expected =
			allowed === 'pass' && who.kind !== 'open' ? /^403 key_not_for_clinic|^400/ : /^4/
		if (!expected.test(answer)) wrong.push(`${operation.operationId} by ${caller.name}: ${answer}`)
	})
	assert.equal(wrong, [])
})

/** Ids of the other clinic, by the part of the path that says what they are of. */
async function foreignIds(): Promise<Record<string, string>> {
	const visit = await book(api, other, { start: startIn(6) })
	const colleague = await signedIn(api, other, ['nurse'])
	await secretKey(api, other)
	const first = async (table: string) =>
		String((await api.database.owner(table).where({ clinic_id: other.id }).first('id')).id)
	const client = await first('clients')
	return {
		...{ appointments: visit.id, staff: colleague.id, sessions: colleague.sessionId },
		...{ resources: other.vets[0]!, types: other.types.check },
		...{ schedules: await first('vet_schedules'), keys: await first('api_keys') },
		...{ triage: other.questions.red, clients: client, matches: client },
		...{ pets: await first('pets') },
	}
}

test('ids of another clinic are ids of nothing, and nothing happens to what they name', async () => {
	const ids = await foreignIds()
	const before = await everythingOf(other)
	const every = await secretKey(api, clinic)
	const admin = await signedIn(api, clinic, ['admin', 'veterinarian', 'nurse', 'receptionist'])
	const own = operations.filter(
		(operation) => operation.path.includes('{id}') && whoOf(operation).kind === 'clinic',
	)
	const wrong: string[] = []
	for (const operation of own) {
		const part = operation.path.split('/{id}')[0]?.split('/').at(-1) ?? ''
		const path = at(operation.path, clinic.id, ids[part] ?? other.vets[0])
		const staff = { Authorization: `Bearer ${admin.token}` }
		const who = whoOf(operation)
		const byKey = who.kind === 'clinic' && who.scope !== null
		for (const credential of [staff, ...(byKey ? [{ 'Vetslot-Key': every }] : [])]) {
			const headers = { ...credential, 'Idempotency-Key': randomUUID() }
			const body = operation.takesBody ? '{}' : undefined
			const answer = await send({ ...operation, path }, headers, body)
			const fits = operation.takesBody ? /^(400|404)/ : /^404 /
			if (!fits.test(answer)) wrong.push(`${operation.operationId}: ${answer}`)
		}
	}
	assert.equal(wrong, [])
	assert.equal(await everythingOf(other), before)
})

test.run()
