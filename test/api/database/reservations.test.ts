import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { purge } from '../../../api/database/purge.ts'
import { SQLSTATE, sqlStateOf } from '../../../api/database/sqlstate.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { appointmentRow, insertSmallClinic, type SmallClinic } from './rows.ts'

const reservations = suite('reservations')
let database: TestDatabase
let clinic: SmallClinic
let references = 0

reservations.before(async () => {
	database = await testDatabase()
	clinic = await insertSmallClinic(database.server)
})
reservations.after(() => database.close())

const at = (time: string) => `2030-05-06T${time}:00Z`

async function book(trx: Knex, start: string, end: string, lane = 0): Promise<string> {
	const row = appointmentRow(clinic, `REF${references++}`, at(start), at(end))
	await trx('appointments').insert(row)
	await trx('reservations').insert({
		clinic_id: clinic.clinicId,
		id: newId(),
		resource_id: clinic.vetId,
		lane,
		starts_at: at(start),
		ends_at: at(end),
		appointment_id: row.id,
	})
	return row.id
}

const inClinic = <T>(work: (trx: Knex) => Promise<T>) =>
	inTenant(database.server, clinic.clinicId, work)

async function stateOf(work: Promise<unknown>): Promise<string | undefined> {
	try {
		await work
	} catch (error) {
		return sqlStateOf(error)
	}
}

reservations('refuse an overlap on the same lane', async () => {
	await inClinic((trx) => book(trx, '09:00', '09:30'))
	const state = await stateOf(inClinic((trx) => book(trx, '09:29', '10:00')))
	assert.is(state, SQLSTATE.exclusionViolation)
})

reservations('refuse an overlap even from the owner of the tables', async () => {
	const state = await stateOf(book(database.owner, '09:10', '09:20'))
	assert.is(state, SQLSTATE.exclusionViolation)
})

reservations('may touch, and may overlap on another lane', async () => {
	await inClinic((trx) => book(trx, '09:30', '10:00'))
	await inClinic((trx) => book(trx, '09:00', '09:30', 1))
})

reservations('let exactly one of many that race for a time through', async () => {
	const racers = Array.from({ length: 20 }, () =>
		stateOf(inClinic((trx) => book(trx, '11:00', '11:30'))),
	)
	const states = await Promise.all(racers)
	assert.is(states.filter((state) => state === undefined).length, 1)
	assert.is(states.filter((state) => state === SQLSTATE.exclusionViolation).length, 19)
})

reservations('are refused when nothing or nobody occupies them', async () => {
	const row = {
		clinic_id: clinic.clinicId,
		id: newId(),
		resource_id: clinic.vetId,
		starts_at: at('13:00'),
		ends_at: at('13:30'),
	}
	const aimless = inClinic((trx) => trx('reservations').insert(row))
	assert.is(await stateOf(aimless), SQLSTATE.checkViolation)
})

reservations('are refused when longer than reads look back', async () => {
	const tooLong = inClinic(async (trx) => {
		const id = await book(trx, '14:00', '14:30')
		await trx('reservations')
			.where({ clinic_id: clinic.clinicId, appointment_id: id })
			.update({ ends_at: '2030-05-08T02:00:01Z' })
	})
	assert.is(await stateOf(tooLong), SQLSTATE.checkViolation)
})

async function hold(trx: Knex, start: string, end: string, expires: string): Promise<string> {
	const id = newId()
	const of = { clinic_id: clinic.clinicId }
	await trx('holds').insert({
		...of,
		id,
		token_hash: Buffer.alloc(32, id),
		appointment_type_id: clinic.typeId,
		veterinarian_id: clinic.vetId,
		starts_at: at(start),
		ends_at: at(end),
		expires_at: expires,
	})
	await trx('reservations').insert({
		...of,
		id: newId(),
		resource_id: clinic.vetId,
		starts_at: at(start),
		ends_at: at(end),
		hold_id: id,
		expires_at: expires,
	})
	return id
}

reservations('of a hold go with it, and only once it has expired', async () => {
	const past = await inClinic((trx) => hold(trx, '15:00', '15:30', '2020-01-01T00:00:00Z'))
	const live = await inClinic((trx) => hold(trx, '15:30', '16:00', '2099-01-01T00:00:00Z'))
	assert.is((await purge(database.server)).holds, 1)
	const left = await inClinic((trx) =>
		trx('reservations').whereIn('hold_id', [past, live]).select('hold_id'),
	)
	assert.equal(left, [{ hold_id: live }])
})

reservations('that are over go, the visit and what it took stay', async () => {
	const id = await inClinic(async (trx) => {
		const row = appointmentRow(clinic, 'PAST1', '2020-05-06T09:00Z', '2020-05-06T09:30Z')
		await trx('appointments').insert(row)
		const of = { clinic_id: clinic.clinicId, resource_id: clinic.vetId, appointment_id: row.id }
		await trx('appointment_resources').insert(of)
		await trx('reservations').insert({
			...of,
			id: newId(),
			starts_at: row.scheduled_start,
			ends_at: row.scheduled_end,
		})
		return row.id
	})
	assert.is((await purge(database.server)).reservations, 1)
	const [left, taken] = await inClinic(async (trx) => [
		await trx('reservations').where({ appointment_id: id }),
		await trx('appointment_resources').where({ appointment_id: id }),
	])
	assert.equal(left, [])
	assert.is(taken?.length, 1)
})

reservations('are read by the covering index', async () => {
	const holdId = await inClinic((trx) => hold(trx, '16:00', '16:30', '2099-01-01T00:00:00Z'))
	await database.owner.raw(
		`insert into reservations
			(clinic_id, id, resource_id, lane, starts_at, ends_at, hold_id, expires_at)
		select clinic_id, gen_random_uuid(), resource_id, lane,
			starts_at + n * interval '1 hour', ends_at + n * interval '1 hour', hold_id, expires_at
		from reservations, generate_series(1, 3000) n where hold_id = ?`,
		[holdId],
	)
	await database.owner.raw('vacuum analyze reservations')
	const { rows } = await inClinic((trx) =>
		trx.raw(
			`explain select starts_at, ends_at, lane, expires_at from reservations
			where clinic_id = ? and resource_id = ? and starts_at < ? and starts_at > ? and ends_at > ?`,
			[clinic.clinicId, clinic.vetId, at('23:00'), '2030-05-04T00:00:00Z', at('08:00')],
		),
	)
	const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')
	assert.match(plan, 'Index Only Scan using reservations_by_time')
	assert.match(plan, /Index Cond:.*starts_at >/)
})

reservations('belong to visits of which one alone may carry a reference', async () => {
	const insert = (status: string) =>
		inClinic((trx) => {
			const row = appointmentRow(clinic, 'KTM4P7', at('09:00'), at('09:30'))
			return trx('appointments').insert({ ...row, status })
		})
	await insert('rescheduled')
	await insert('confirmed')
	await insert('rescheduled')
	assert.is(await stateOf(insert('pending')), SQLSTATE.uniqueViolation)
})

reservations('belong to visits that the server can not delete', async () => {
	const state = await stateOf(inClinic((trx) => trx('appointments').delete()))
	assert.is(state, SQLSTATE.insufficientPrivilege)
})

reservations.run()
