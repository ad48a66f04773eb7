import type { Knex } from 'knex'
import { EXTENSION_MINUTES, EXTENSIONS } from '../contract/holds.ts'
import type { Visit } from '../contract/visit.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { hashToken } from './token.ts'

export interface HoldRow {
	id: string
	typeId: string
	vetId: string
	anyVet: boolean
	start: Date
	end: Date
	visit: Visit
	extensions: number
	expiresAt: Date
	/** By the database's clock, at the moment of reading. */
	isLive: boolean
	now: Date
}

const COLUMNS = `
	h.id, h.appointment_type_id as "typeId", h.veterinarian_id as "vetId",
	h.any_veterinarian as "anyVet", h.starts_at as start, h.ends_at as end, h.visit, h.extensions,
	h.expires_at as "expiresAt", h.expires_at > statement_timestamp() as "isLive",
	statement_timestamp() as now`

/** Who asks for a hold: its id alone opens nothing. */
export interface HoldProof {
	clinicId: string
	id: string
	token: string
}

/** A hold by id and token, live or not. */
async function findHold(query: Query, proof: HoldProof): Promise<HoldRow | undefined> {
	const [row] = await query<HoldRow>(
		`select ${COLUMNS} from holds h where h.clinic_id = $1 and h.id = $2 and h.token_hash = $3`,
		[proof.clinicId, proof.id, hashToken(proof.token)],
	)
	return row
}

export async function findHoldById(
	query: Query,
	clinicId: string,
	id: string,
): Promise<HoldRow | undefined> {
	const sql = `select ${COLUMNS} from holds h where h.clinic_id = $1 and h.id = $2`
	const [row] = await query<HoldRow>(sql, [clinicId, id])
	return row
}

/** @throws Problem `hold_not_found`, `hold_expired` */
export async function readHold(query: Query, proof: HoldProof): Promise<HoldRow> {
	const hold = await findHold(query, proof)
	if (!hold) throw new Problem('hold_not_found')
	if (!hold.isLive) throw new Problem('hold_expired')
	return hold
}

// One statement, so one moment for all of it. Whoever comes a moment later may see the end that
// this has just put off, and be clearing the time away: a part that is gone by then is not extended.
const EXTEND = `
	with extended as (
		update holds set extensions = extensions + 1, updated_at = now(),
			expires_at = expires_at + make_interval(mins => $4)
		where clinic_id = $1 and id = $2 and token_hash = $3
			and expires_at > statement_timestamp() and extensions < $5
		returning expires_at),
	kept as (
		update reservations r set expires_at = e.expires_at, updated_at = now()
		from extended e where r.clinic_id = $1 and r.hold_id = $2
		returning r.id)
	select (select count(*) from kept) = count(r.id) as whole
	from extended e left join reservations r on r.clinic_id = $1 and r.hold_id = $2
	group by e.expires_at`

/**
 * Five more minutes, twice at most. One UPDATE decides, by the database's clock.
 *
 * @throws Problem `hold_not_found`, `hold_expired`, `hold_limit_reached`
 */
export async function extendHold(trx: Knex.Transaction, proof: HoldProof): Promise<void> {
	const query = queryOf(trx)
	const [extended] = await query<{ whole: boolean }>(EXTEND, [
		proof.clinicId,
		proof.id,
		hashToken(proof.token),
		EXTENSION_MINUTES,
		EXTENSIONS,
	])
	if (extended && !extended.whole) throw new Problem('hold_expired')
	if (extended) return
	await readHold(query, proof)
	throw new Problem('hold_limit_reached')
}

/** Gives a held time back; the reservations go with the hold. True when there was one. */
export async function releaseHold(trx: Knex.Transaction, proof: HoldProof): Promise<boolean> {
	const gone = await queryOf(trx)(
		'delete from holds where clinic_id = $1 and id = $2 and token_hash = $3 returning id',
		[proof.clinicId, proof.id, hashToken(proof.token)],
	)
	return gone.length > 0
}
