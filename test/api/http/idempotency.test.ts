import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { hashBody } from '../../../api/http/body.ts'
import { type Kept, withIdempotency } from '../../../api/http/idempotency.ts'
import { Problem } from '../../../api/http/problem.ts'
import type { Intent } from '../../../api/http/route.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { insertSmallClinic } from '../database/rows.ts'

const test = suite('a retried call')
let database: TestDatabase
let clinicId: string
let otherClinicId: string
test.before(async () => {
	database = await testDatabase()
	clinicId = (await insertSmallClinic(database.server)).clinicId
	otherClinicId = (await insertSmallClinic(database.server)).clinicId
})
test.after(() => database.close())

const intent = (differences: Partial<Intent> = {}): Intent => ({
	clinicId,
	credential: 'key:1',
	method: 'POST',
	path: '/api/customer/appointments/book',
	key: randomUUID(),
	bodyHash: hashBody({ a: 1 }),
	...differences,
})

/** The effect leaves a row, so that the tests can count what happened. */
const effect = (trx: Knex.Transaction, of: Intent) => async (): Promise<Kept<{ id: string }>> => {
	const id = newId()
	await trx('clients').insert({ clinic_id: of.clinicId, id, name: 'An Owner' })
	return { status: 201, answer: { id } }
}
const call = (of: Intent) =>
	inTenant(database.server, of.clinicId, (trx) => withIdempotency(trx, of, effect(trx, of)))
const clients = async (clinic = clinicId): Promise<number> => {
	const rows = await inTenant(database.server, clinic, (trx) =>
		trx('clients').where({ clinic_id: clinic }).count({ count: '*' }),
	)
	return Number(rows[0]?.count)
}
const codeOf = async (work: Promise<unknown>) => {
	try {
		await work
	} catch (error) {
		return error instanceof Problem ? error.code : error
	}
	return 'no problem'
}

test('gets the first answer again, and has no second effect', async () => {
	const before = await clients()
	const same = intent()
	const first = await call(same)
	const again = await call(same)
	assert.equal(again, { ...first, replayed: true })
	assert.is(first.replayed, false)
	assert.is(await clients(), before + 1)
})

test('is refused with another body', async () => {
	const same = intent()
	await call(same)
	const other = { ...same, bodyHash: hashBody({ a: 2 }) }
	assert.is(await codeOf(call(other)), 'idempotency_mismatch')
})

test('is told apart by clinic, credential, method and path', async () => {
	const same = intent()
	const others = [
		{ ...same, clinicId: otherClinicId },
		{ ...same, credential: 'key:2' },
		{ ...same, method: 'PUT' },
		{ ...same, path: '/api/customer/holds' },
	]
	await call(same)
	for (const other of others) assert.is((await call(other)).replayed, false)
})

test('is refused while the first is still being worked on', async () => {
	const same = intent()
	const begun = Promise.withResolvers<void>()
	const held = Promise.withResolvers<void>()
	const first = inTenant(database.server, clinicId, (trx) =>
		withIdempotency(trx, same, async () => {
			begun.resolve()
			await held.promise
			return effect(trx, same)()
		}),
	)
	await begun.promise
	assert.is(await codeOf(call(same)), 'in_progress')
	held.resolve()
	const done = await first
	assert.equal((await call(same)).answer, done.answer)
})

test('of twenty at once, one has the effect', async () => {
	const before = await clients()
	const same = intent()
	const settled = await Promise.allSettled(Array.from({ length: 20 }, () => call(same)))
	const done = settled.filter((result) => result.status === 'fulfilled')
	assert.is(done.filter((result) => !result.value.replayed).length, 1)
	assert.is(await clients(), before + 1)
	const refused = settled.filter((result) => result.status === 'rejected')
	assert.ok(refused.every((result) => (result.reason as Problem).code === 'in_progress'))
})

test('may try again after a failure: what failed is not kept', async () => {
	const before = await clients()
	const same = intent()
	const failing = inTenant(database.server, clinicId, (trx) =>
		withIdempotency(trx, same, async () => {
			await effect(trx, same)()
			throw new Problem('slot_taken')
		}),
	)
	assert.is(await codeOf(failing), 'slot_taken')
	assert.is(await clients(), before)
	assert.is((await call(same)).replayed, false)
})

test('counts as new after a day', async () => {
	const same = intent()
	await call(same)
	await database
		.owner('idempotency_keys')
		.where({ key: same.key })
		.update({ expires_at: new Date(0) })
	assert.is((await call({ ...same, bodyHash: hashBody({ a: 2 }) })).replayed, false)
})

test.run()
