import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import type { LivingAppointment } from '../database/models/appointment.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { ManageClaims } from '../http/manage-token.ts'
import { Problem } from '../http/problem.ts'
import { linkEnds } from './policy.ts'
import { findByReference, isFormerId } from './queries.ts'

/**
 * The appointment that a manage token opens, in its present state.
 *
 * @throws Problem `manage_token_invalid` once a newer token was made, `manage_token_expired`
 */
export async function openVisit(
	trx: Knex,
	claims: ManageClaims,
	now: Date,
): Promise<LivingAppointment> {
	const row = await findByReference(trx, claims.clinicId, claims.reference)
	if (!row || row.manageGeneration !== claims.generation) throw new Problem('manage_token_invalid')
	if (now > linkEnds(row)) throw new Problem('manage_token_expired')
	return row
}

/** The same in a transaction of its own, for quick reads that only need to know the visit. */
export function peekVisit(db: Knex, catalogue: Catalogue, claims: ManageClaims) {
	const read = async (trx: Knex) => {
		const { now } = await catalogue.read(queryOf(trx), claims.clinicId)
		return openVisit(trx, claims, now)
	}
	return inTenant(db, claims.clinicId, read, { quietly: true })
}

/**
 * The same, for callers that name the appointment. Another visit's id is as good as none.
 *
 * @throws Problem `appointment_moved` with the present id, `appointment_not_found`
 */
export async function openAppointment(
	trx: Knex,
	claims: ManageClaims,
	id: string,
	now: Date,
): Promise<LivingAppointment> {
	const row = await openVisit(trx, claims, now)
	if (row.id === id.toLowerCase()) return row
	const former = { id, reference: claims.reference }
	if (await isFormerId(trx, claims.clinicId, former)) {
		throw new Problem('appointment_moved', { movedTo: row.id })
	}
	throw new Problem('appointment_not_found')
}
