import type { Query } from '../database/tenant.ts'
import type { ManageClaims } from '../http/manage-token.ts'
import { Problem } from '../http/problem.ts'
import { linkEnds } from './policy.ts'
import { type AppointmentRow, findByReference, isFormerId } from './queries.ts'

/**
 * The appointment that a manage token opens, in its present state.
 *
 * @throws Problem `manage_token_invalid` once a newer token was made, `manage_token_expired`
 */
export async function openVisit(
	query: Query,
	claims: ManageClaims,
	now: Date,
): Promise<AppointmentRow> {
	const row = await findByReference(query, claims.clinicId, claims.reference)
	if (!row || row.generation !== claims.generation) throw new Problem('manage_token_invalid')
	if (now > linkEnds(row)) throw new Problem('manage_token_expired')
	return row
}

/**
 * The same, for callers that name the appointment. Another visit's id is as good as none.
 *
 * @throws Problem `appointment_moved` with the present id, `appointment_not_found`
 */
export async function openAppointment(
	query: Query,
	claims: ManageClaims,
	id: string,
	now: Date,
): Promise<AppointmentRow> {
	const row = await openVisit(query, claims, now)
	if (row.id === id.toLowerCase()) return row
	const former = { id, reference: claims.reference }
	if (await isFormerId(query, claims.clinicId, former)) {
		throw new Problem('appointment_moved', { movedTo: row.id })
	}
	throw new Problem('appointment_not_found')
}
