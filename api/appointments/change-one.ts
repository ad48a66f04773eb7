import type { Knex } from 'knex'
import type { ClinicAppointment } from '../contract/clinic-appointments.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { type Changed, change } from './change.ts'
import { showForClinic } from './clinic-show.ts'

/**
 * Runs a change of one visit once per intent, and shows the visit as it then is.
 *
 * @param verb answers whether anything changed
 */
export function changeOne(
	services: Services,
	intent: Intent,
	appointmentId: string,
	verb: (trx: Knex.Transaction) => Promise<boolean>,
): Promise<Changed<ClinicAppointment>> {
	return change(
		services.db,
		intent,
		async (trx) => ({ status: 200, answer: { appointmentId }, changed: await verb(trx) }),
		(trx, kept) => showForClinic(trx, services, intent.clinicId, kept.appointmentId),
	)
}
