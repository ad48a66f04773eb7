import { setTimeout } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { connect } from '../../../api/database/connect.ts'
import { migrateLatest, pendingMigrations, stepBack } from '../../../api/database/migrate.ts'
import { LockedOut } from '../../../api/database/migrate-patiently.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { appointmentRow, insertSmallClinic, type SmallClinic } from './rows.ts'

const BRIEFLY = { lockMilliseconds: 100, pauses: [10] }
const INDEXES = '0046_indexes_beside_writers.ts'
const HALF_MADE = 'appointment_pets_of_pet'

const test = suite('migrating a database that is in use')
let database: TestDatabase
let clinic: SmallClinic

test.before(async () => {
	database = await testDatabase()
	clinic = await insertSmallClinic(database.server)
	const [start, end] = ['2027-03-01T09:00Z', '2027-03-01T09:30Z']
	const visit = appointmentRow(clinic, 'KEEPME', start, end)
	const pet = { clinic_id: clinic.clinicId, appointment_id: visit.id, pet_id: clinic.petId }
	await inTenant(database.server, clinic.clinicId, async (trx) => {
		await trx('appointments').insert(visit)
		await trx('appointment_pets').insert(pet)
	})
})
test.after(() => database.close())

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
	return work.then(
		() => assert.unreachable('nothing was thrown'),
		(error) => error,
	)
}

/** Goes back until a migration has been taken back. */
async function backTo(name: string): Promise<void> {
	for (let ran: string[] = []; ran[0] !== name; ) ran = await stepBack(database.owner)
}

async function references(): Promise<string[]> {
	const rows = await database.owner('appointments').select('booking_reference as name')
	return rows.map((row: { name: string }) => row.name)
}

test('gives up on a table that somebody holds, says who, and goes on from there', async () => {
	await backTo('0025_visit_notes.ts')
	const wanting = await pendingMigrations(database.owner)
	const holder = connect({ url: database.ownerUrl, poolSize: 1, name: 'somebody' })
	const trx = await holder.transaction()
	await trx.raw('lock table appointments in access share mode')
	const error = await thrownBy(migrateLatest(database.owner, BRIEFLY))
	assert.instance(error, LockedOut)
	assert.match(String(error), '0025_visit_notes.ts')
	assert.match(String(error), /process \d+ of the database \(somebody\): appointments/)
	assert.equal(await pendingMigrations(database.owner), wanting)
	await trx.rollback()
	await holder.destroy()

	assert.equal(await migrateLatest(database.owner, BRIEFLY), wanting)
	assert.equal(await references(), ['KEEPME'])
})

test('waits for a lock again when somebody has held it for a moment', async () => {
	await backTo('0025_visit_notes.ts')
	const trx = await database.server.transaction()
	await trx.raw('lock table appointments in access share mode')
	const migrating = migrateLatest(database.owner, { lockMilliseconds: 50, pauses: [20, 20, 5000] })
	await setTimeout(400)
	// Nobody who only reads is kept waiting between two tries.
	assert.equal(await references(), ['KEEPME'])
	await trx.commit()
	assert.is((await migrating)[0], '0025_visit_notes.ts')
})

async function isWhole(name: string): Promise<boolean | undefined> {
	const { rows } = await database.owner.raw(
		'select indisvalid as whole from pg_index where indexrelid = to_regclass(?)',
		[name],
	)
	return rows[0]?.whole
}

/** Ends the statement that makes the index, as soon as it stands there half made and waits for writers. */
async function cancelWaiting(): Promise<void> {
	const admin = connect({ url: database.adminUrl, poolSize: 1 })
	const cancel = `
		select count(pg_cancel_backend(pid))::int as ended from pg_stat_activity
		where datname = current_database() and wait_event = 'virtualxid'
			and query like 'create index concurrently ${HALF_MADE} %'`
	try {
		for (let tries = 0; tries < 1000; tries++) {
			const { rows } = await admin.raw(cancel)
			if (rows[0].ended > 0) return
			await setTimeout(20)
		}
		assert.unreachable('nothing waited for the writer')
	} finally {
		await admin.destroy()
	}
}

async function whileSomebodyWrites(work: () => Promise<void>): Promise<void> {
	const writer = connect({ url: database.ownerUrl, poolSize: 1 })
	const trx = await writer.transaction()
	try {
		await trx('appointment_pets').update({ updated_at: trx.fn.now() })
		await work()
	} finally {
		await trx.rollback()
		await writer.destroy()
	}
}

test('makes an index beside whoever writes, and anew where it was left half made', async () => {
	await backTo(INDEXES)
	await whileSomebodyWrites(async () => {
		const failing = thrownBy(migrateLatest(database.owner))
		await cancelWaiting()
		assert.match(String(await failing), 'canceling statement')
		assert.is(await isWhole(HALF_MADE), false)
	})

	assert.is((await migrateLatest(database.owner))[0], INDEXES)
	assert.is(await isWhole(HALF_MADE), true)
})

test('is not kept from it by a process that was killed in the middle', async () => {
	await stepBack(database.owner)
	await database.owner('knex_migrations_lock').update({ is_locked: 1 })
	assert.is((await migrateLatest(database.owner)).length, 1)
})

test('lets one of two do it that start at once, and the other wait', async () => {
	await backTo(INDEXES)
	const wanting = await pendingMigrations(database.owner)
	const other = connect({ url: database.ownerUrl, poolSize: 2 })
	const both = await Promise.all([migrateLatest(database.owner), migrateLatest(other)])
	await other.destroy()
	assert.equal(both.flat(), wanting)
})

test.run()
