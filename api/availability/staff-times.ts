import type * as z from 'zod'
import type { staffTimesQuery } from '../contract/availability.ts'
import type { StaffAvailability } from '../contract/explain.ts'
import type { Query } from '../database/tenant.ts'
import { zoneOf } from '../time/zone.ts'
import type { ClinicNow } from './catalogue.ts'
import { daysOf } from './days.ts'
import { instantText } from './presenter.ts'
import { askAbout, bookableDays } from './question.ts'
import { findSlots } from './slots.ts'
import { wishOf } from './wish.ts'

/**
 * The free times of some days as the staff have them: without notice, horizon and booking mode, with
 * the time kept for emergencies, and during a pause.
 *
 * @throws Problem `invalid_request`, `appointment_type_not_found`, `veterinarian_not_found`
 */
export async function readStaffTimes(
	query: Query,
	clinicId: string,
	now: ClinicNow,
	ask: z.output<typeof staffTimesQuery>,
): Promise<StaffAvailability> {
	const wish = wishOf(now.clinic, ask, null)
	const range = daysOf(ask, bookableDays(now, wish.type.rules).today)
	const { question } = await askAbout(query, clinicId, now, { ...wish, ...range })
	const { days, durationMinutes } = findSlots({ ...question, asker: 'staff' })
	const zone = zoneOf(now.clinic.plan.zone)
	return {
		timeZone: zone.name,
		appointmentTypeId: wish.type.row.id,
		durationMinutes,
		...range,
		days: days.map(({ date, vets }) => ({
			date,
			veterinarians: vets.map(({ vetId, starts }) => ({
				id: vetId,
				starts: starts.map((start) => instantText(zone, start)),
			})),
		})),
	}
}
