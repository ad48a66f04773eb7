import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { SQLSTATE, sqlStateOf } from '../../../api/database/sqlstate.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { appointmentRow, insertSmallClinic, type SmallClinic } from './rows.ts'

const directory = suite('what is found before a clinic is known')
let database: TestDatabase
let ours: SmallClinic
let theirs: SmallClinic

directory.before(async () => {
	database = await testDatabase()
	ours = await insertSmallClinic(database.server)
	theirs = await insertSmallClinic(database.server)
})
directory.after(() => database.close())

const addKey = (trx: Knex, clinicId: string, hash: Buffer, id = newId()) =>
	trx.raw(`select create_api_key(?, ?, ?, 'publishable', ?, ?, false, 'website')`, [
		id,
		clinicId,
		hash,
		['https://vet.example'],
		[],
	] as unknown as Knex.ValueDict)

async function stateOf(work: Promise<unknown>): Promise<string | undefined> {
	try {
		await work
	} catch (error) {
		return sqlStateOf(error)
	}
}

const find = async (hash: Buffer) =>
	(await database.server.raw('select * from find_api_key(?)', [hash])).rows

directory('a key by its hash, until it is revoked', async () => {
	const hash = randomBytes(32)
	const id = newId()
	await inTenant(database.server, ours.clinicId, (trx) => addKey(trx, ours.clinicId, hash, id))
	const [key] = await find(hash)
	assert.is(key.clinic_id, ours.clinicId)
	assert.equal(key.allowed_origins, ['https://vet.example'])
	await inTenant(database.server, ours.clinicId, (trx) =>
		trx.raw('select revoke_api_key(?, ?)', [ours.clinicId, id]),
	)
	assert.equal(await find(hash), [])
})

directory('no key can be made for another clinic', async () => {
	const work = inTenant(database.server, ours.clinicId, (trx) =>
		addKey(trx, theirs.clinicId, randomBytes(32)),
	)
	assert.is(await stateOf(work), SQLSTATE.insufficientPrivilege)
})

directory('no key can be read past the function', async () => {
	const state = await stateOf(database.server('api_keys'))
	assert.is(state, SQLSTATE.insufficientPrivilege)
})

directory('a clinic by its slug, which is unique over all', async () => {
	const register = (clinic: SmallClinic) =>
		inTenant(database.server, clinic.clinicId, (trx) =>
			trx.raw('select register_clinic(?, ?)', [clinic.clinicId, 'testwold']),
		)
	await register(ours)
	assert.is(await stateOf(register(theirs)), SQLSTATE.uniqueViolation)
	const { rows } = await database.server.raw(`select find_clinic('testwold') as id`)
	assert.is(rows[0].id, ours.clinicId)
})

directory('messages that are due, and those claimed but never recorded', async () => {
	const appointment = appointmentRow(ours, 'DUE1', '2030-01-01T09:00Z', '2030-01-01T09:30Z')
	const row = (minutes: number, more: object = {}) => ({
		clinic_id: ours.clinicId,
		id: newId(),
		appointment_id: appointment.id,
		kind: 'booking_confirmed',
		channel: 'email',
		scheduled_for: new Date(Date.now() + minutes * 60_000),
		...more,
	})
	const claimed = (minutes: number) => ({
		status: 'claimed',
		claimed_at: new Date(Date.now() + minutes * 60_000),
	})
	const due = row(-1)
	const lost = row(-9, claimed(-3))
	const others = [row(5), row(-9, claimed(-1)), row(-9, { status: 'sent', sent_at: new Date() })]
	await inTenant(database.server, ours.clinicId, async (trx) => {
		await trx('appointments').insert(appointment)
		await trx('notifications').insert([due, lost, ...others])
	})
	const { rows } = await database.server.raw('select * from due_notifications(10)')
	assert.equal(
		rows.map((found: { id: string }) => found.id),
		[lost.id, due.id],
	)
})

directory.run()
