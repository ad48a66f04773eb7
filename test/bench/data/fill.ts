import type pg from 'pg'
import { CLINIC_STATEMENTS, ID_FUNCTION } from './clinic-rows.ts'
import { makePlainCopies } from './copies.ts'
import { withoutIndexes } from './indexes.ts'
import type { Size } from './sizes.ts'
import { type Statement, spotStatements, visitStatements } from './visit-rows.ts'

const LARGE = [
	'clients',
	'pets',
	'pet_owners',
	'appointments',
	'appointment_pets',
	'appointment_resources',
	'appointment_events',
	'notifications',
	'reservations',
]

/** Fills a migrated, empty database. Foreign keys are not looked at: the statements keep them. */
export async function fill(admin: pg.Client, size: Size): Promise<void> {
	await admin.query(`set session_replication_role = replica; set timezone = 'UTC'`)
	await admin.query(`set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set jit = off`)
	await admin.query(ID_FUNCTION)
	for (const sql of CLINIC_STATEMENTS) await admin.query(sql, [size.clinics])
	await withoutIndexes(admin, LARGE, async () => {
		await run(admin, spotStatements(size))
		const { rows } = await admin.query<{ ahead: number }>(
			'select count(*)::int as ahead from bench.spots',
		)
		await run(admin, visitStatements(size, rows[0]?.ahead ?? 0))
	})
	await makePlainCopies(admin)
	await assertWhole(admin, size)
	// Also for index-only scans, which want to know that pages are visible to all.
	await admin.query('vacuum (freeze, analyze)')
}

async function run(admin: pg.Client, statements: readonly Statement[]): Promise<void> {
	for (const { sql, values } of statements) await admin.query(sql, values ?? [])
}

/** That nobody looked at the keys must not mean that they are broken. */
async function assertWhole(admin: pg.Client, size: Size): Promise<void> {
	const { rows } = await admin.query<{ many: number; broken: number }>(`
		select count(*)::int as many, count(*) filter (where p.id is null or c.id is null or t.id is null
			or u.id is null)::int as broken
		from appointments a
			left join pets p on p.clinic_id = a.clinic_id and p.id = a.pet_id
			left join clients c on c.clinic_id = a.clinic_id and c.id = a.client_id
			left join appointment_types t on t.clinic_id = a.clinic_id and t.id = a.appointment_type_id
			left join users u on u.clinic_id = a.clinic_id and u.id = a.veterinarian_id`)
	const { many = 0, broken = 0 } = rows[0] ?? {}
	if (broken > 0 || many !== size.appointments)
		throw new Error(`The data set is wrong: ${many} appointments, ${broken} without their people`)
}
