import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { onCommit } from '../../../api/database/commits.ts'
import { type Connection, queryOn } from '../../../api/database/prepared.ts'
import { sqlStateOf } from '../../../api/database/sqlstate.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { writeInTenant } from '../../../api/database/write.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { insertSmallClinic } from './rows.ts'

const test = suite('quick writes')

let database: TestDatabase
let clinicId: string
let otherId: string

test.before(async () => {
	database = await testDatabase()
	clinicId = (await insertSmallClinic(database.server)).clinicId
	otherId = (await insertSmallClinic(database.server)).clinicId
})
test.after(() => database.close())

const INSERT = `insert into rate_limits
	(clinic_id, bucket, subject, window_starts_at, expires_at, hits) values ($1, $2, 'x', now(), now(), 1)`
const buckets = (like: string) =>
	inTenant(database.server, clinicId, (trx) =>
		trx('rate_limits').where({ clinic_id: clinicId }).whereLike('bucket', like).pluck('bucket'),
	)
const wordsOf = async (work: Promise<unknown> | undefined) =>
	String(
		await work?.then(
			() => 'nothing thrown',
			(error: Error) => error.message,
		),
	)
const stateOf = (work: Promise<unknown>) => work.then(() => 'none', sqlStateOf)

test('commit what was sent last without waiting for it', async () => {
	const result = await writeInTenant(database.server, clinicId, (query) => ({
		result: 7,
		last: [query(INSERT, [clinicId, 'last 1']), query(INSERT, [clinicId, 'last 2'])],
	}))
	assert.is(result, 7)
	assert.equal((await buckets('last %')).sort(), ['last 1', 'last 2'])
})

test('send statements that are not awaited in one piece', async () => {
	const connection: Connection = await database.server.client.acquireConnection()
	const query = queryOn(connection)
	const { stream } = connection.connection
	const pieces: string[] = []
	try {
		await query('select 1')
		for (const name of ['_write', '_writev'] as const) {
			const write = stream[name] as (...args: unknown[]) => void
			stream[name] = (...args: unknown[]) => {
				pieces.push(name)
				write.apply(stream, args)
			}
		}
		const rows = await Promise.all([1, 2, 3].map((n) => query('select $1::int as n', [n])))
		assert.equal(rows, [[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]])
		assert.equal(pieces, ['_writev'])
	} finally {
		Reflect.deleteProperty(stream, '_write')
		Reflect.deleteProperty(stream, '_writev')
		await database.server.client.releaseConnection(connection)
	}
})

test('undo everything when a last statement fails, and tell which', async () => {
	const work = writeInTenant(database.server, clinicId, async (query) => {
		await query(INSERT, [clinicId, 'undone'])
		const last = [query('select 1 / $1::int', [0]), query(INSERT, [clinicId, 'undone too'])]
		return { result: 1, last }
	})
	assert.is(await stateOf(work), '22012')
	assert.equal(await buckets('undone%'), [])
})

test('do not take a commit for one that the database refused', async () => {
	const work = writeInTenant(database.server, clinicId, async (query) => {
		await query('select 1 / $1::int', [0]).catch(() => 'nobody listens')
		return { result: 1 }
	})
	assert.match(await wordsOf(work), 'ROLLBACK')
})

test('write into one clinic only', async () => {
	const work = writeInTenant(database.server, clinicId, (query) => ({
		result: 1,
		last: [query(INSERT, [otherId, 'foreign'])],
	}))
	assert.is(await stateOf(work), '42501')
	assert.throws(() => writeInTenant(database.server, `x'; --`, () => ({ result: 1 })), TypeError)
})

test('send nothing once they are over', async () => {
	let later: (() => Promise<unknown>) | undefined
	await writeInTenant(database.server, clinicId, (query) => {
		later = () => query('select 1')
		return { result: 1 }
	})
	assert.match(await wordsOf(later?.()), 'over')
})

test('plan a statement once a connection, and recover when it is forgotten', async () => {
	const { server } = database
	const count = () =>
		writeInTenant(server, clinicId, async (query) => {
			await query('select 41 + $1::int as planned', [1])
			const names = await query('select name from pg_prepared_statements')
			return { result: names.length }
		})
	while ((await count()) === 0);
	assert.ok((await count()) > 0)
	await writeInTenant(server, clinicId, async (query) => ({
		result: await query('deallocate all'),
	}))
	assert.type(await count(), 'number')
})

test('tell whoever keeps answers, unless they change none', async () => {
	const told: string[] = []
	onCommit(database.server, (clinic) => told.push(clinic))
	await writeInTenant(database.server, clinicId, () => ({ result: 1 }))
	await writeInTenant(database.server, clinicId, () => ({ result: 1 }), { quietly: true })
	assert.equal(told, [clinicId])
})

test.run()
