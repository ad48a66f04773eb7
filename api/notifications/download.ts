import type { Knex } from 'knex'
import { appointmentCalendar } from './calendar.ts'
import { calendarEntry } from './compose.ts'
import { findVisit } from './visit.ts'

/**
 * The calendar file an owner downloads: the visit as it stands, with nobody to answer to.
 *
 * @param input with `petIds`, the only animals that it may name
 * @returns undefined when there is no such appointment
 * @example
 * const file = await downloadCalendar(trx, { clinicId, appointmentId }, new Date())
 */
export async function downloadCalendar(
	trx: Knex,
	input: { clinicId: string; appointmentId: string; petIds?: readonly string[] },
	now: Date,
): Promise<string | undefined> {
	const visit = await findVisit(trx, input.clinicId, input.appointmentId, input.petIds)
	return visit && appointmentCalendar(calendarEntry(visit), 'PUBLISH', now)
}
