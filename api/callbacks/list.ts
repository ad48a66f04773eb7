import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import type { Callback } from '../contract/callbacks.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { zoneOf } from '../time/zone.ts'
import { type CallbackRow, presentCallback } from './presenter.ts'

const CALLBACK = `
	select r.id, r.kind, r.status, r.name, r.phone, r.pet_name, r.species, r.note,
		r.appointment_type_id, c.id as client_id, c.name as client, p.id as pet_id, p.name as pet,
		r.promised_by, r.status = 'open' and r.promised_by < statement_timestamp() as overdue,
		u.id as claimed_by, u.name as claimed_by_name, r.attempts, r.last_attempt_at, r.closed_at,
		r.outcome, r.created_at
	from callback_requests r
	left join clients c on c.clinic_id = $1 and c.id = r.client_id
	left join pets p on p.clinic_id = $1 and p.id = r.pet_id
	left join users u on u.clinic_id = $1 and u.id = r.claimed_by
	where r.clinic_id = $1`

// What is overdue comes first, a farewell before all else.
const ORDER = {
	open: `coalesce(r.promised_by < statement_timestamp(), false) desc, r.kind <> 'end_of_life',
		r.promised_by nulls last, r.id`,
	done: 'r.closed_at desc, r.id',
} as const

interface Place {
	catalogue: Catalogue
	clinicId: string
}

/** Those who wait for a call, or the latest who were called. */
export async function listCallbacks(
	trx: Knex,
	{ catalogue, clinicId }: Place,
	status: 'open' | 'done',
): Promise<Callback[]> {
	const query = queryOf(trx)
	const { clinic } = await catalogue.read(query, clinicId)
	const sql = `${CALLBACK} and r.status = $2 order by ${ORDER[status]} limit 100`
	const rows = await query<CallbackRow>(sql, [clinicId, status])
	return rows.map((row) => presentCallback(row, zoneOf(clinic.plan.zone)))
}

/** @throws Problem `callback_not_found` */
export async function showCallback(
	trx: Knex,
	{ catalogue, clinicId }: Place,
	id: string,
): Promise<Callback> {
	const query = queryOf(trx)
	const { clinic } = await catalogue.read(query, clinicId)
	const [row] = await query<CallbackRow>(`${CALLBACK} and r.id = $2`, [clinicId, id])
	if (!row) throw new Problem('callback_not_found')
	return presentCallback(row, zoneOf(clinic.plan.zone))
}
