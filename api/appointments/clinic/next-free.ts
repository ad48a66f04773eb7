import type { ClinicNow } from '../../availability/catalogue.ts'
import type { Minute } from '../../availability/model.ts'
import { askAbout } from '../../availability/question.ts'
import type { Wish } from '../../availability/read.ts'
import { findSlots } from '../../availability/slots.ts'
import type { Query } from '../../database/tenant.ts'
import { Problem } from '../../http/problem.ts'
import { fromDay } from '../../time/date.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'

/** Days that are looked at together, and how many times. */
const DAYS = 7
const WEEKS = 9

/**
 * The first free start from this minute on, as the staff have it: also in time that is kept for
 * emergencies, whatever the notice.
 *
 * @throws Problem `slot_not_offered` when nothing is free for two months
 */
export async function nextFreeForStaff(
	query: Query,
	clinicId: string,
	now: ClinicNow,
	wish: Wish,
): Promise<Minute> {
	const minute = minuteOf(now.now)
	const today = zoneOf(now.clinic.plan.zone).dayAt(minute)
	for (let week = 0; week < WEEKS; week++) {
		const day = today + week * DAYS
		const range = { from: fromDay(day), to: fromDay(day + DAYS - 1) }
		const { question } = await askAbout(query, clinicId, now, { ...wish, ...range })
		const { days } = findSlots({ ...question, asker: 'staff' })
		for (const { starts } of days) {
			const first = starts.find((start) => start >= minute)
			if (first !== undefined) return first
		}
	}
	const message = 'Nothing is free for this visit in the next two months'
	throw new Problem('slot_not_offered', {
		issues: [{ path: 'start', in: 'body', code: 'none_free', message }],
	})
}
