import type { Knex } from 'knex'
import type { PgBoss } from 'pg-boss'
import { queryOf } from '../database/query.ts'
import { jobFor, NOTIFICATIONS } from './queue.ts'

const MOST = 500

/**
 * Sends a job for every row that is due: those whose time has come, those whose job was lost, and
 * those that a worker claimed two minutes ago and never recorded. A row whose job is still there
 * gets no second one.
 *
 * @returns how many rows were due
 */
export async function scanDue(db: Knex, boss: PgBoss): Promise<number> {
	const due = await queryOf(db)<{ clinicId: string; notificationId: string }>(
		`select clinic_id as "clinicId", id as "notificationId" from due_notifications($1)`,
		[MOST],
	)
	if (due.length === 0) return 0
	await boss.insert(
		NOTIFICATIONS,
		due.map((row) => {
			const { data, options } = jobFor(row)
			return { data, ...options }
		}),
	)
	return due.length
}
