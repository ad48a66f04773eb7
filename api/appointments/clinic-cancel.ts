import type { Knex } from 'knex'
import type { AnswerInput } from './answer-request.ts'
import type { ChangeServices } from './book.ts'
import { giveUp } from './cancel.ts'
import { openForChange } from './open-for-change.ts'
import { assertMayBecome } from './status.ts'

/**
 * Cancels a visit for the clinic: its time is free again and its owner is told. The clinic is bound
 * by no cut-off, and never late.
 *
 * @returns false when it was cancelled already
 * @throws Problem `appointment_not_found`, `appointment_moved`, `transition_refused`
 */
export async function cancelForClinic(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, appointmentId, actor, reason }: AnswerInput,
): Promise<boolean> {
	const visit = await openForChange(trx, clinicId, appointmentId)
	if (visit.status === 'cancelled') return false
	assertMayBecome(visit.status, 'cancelled')
	await giveUp(trx, services, { clinicId, visit, actor, late: false, reason })
	return true
}
