import type { ExplainQuery, Explanation } from '../contract/explain.ts'
import type { Query } from '../database/tenant.ts'
import { invalidRequest } from '../http/problem.ts'
import { type Zone, zoneOf } from '../time/zone.ts'
import type { ClinicNow } from './catalogue.ts'
import { explainStart, type RuleOutcome } from './explain.ts'
import type { Minute, ReasonValue } from './model.ts'
import { instantText } from './presenter.ts'
import { askAbout } from './question.ts'
import { candidatesAt } from './slots.ts'
import { wishOf } from './wish.ts'

/**
 * Why a start is or is not offered, as an owner or as the staff would be told: every rule, with the
 * same data and by the same function that decides it.
 *
 * @throws Problem `invalid_request`, `appointment_type_not_found`, `veterinarian_not_found`
 */
export async function explainWish(
	query: Query,
	clinicId: string,
	now: ClinicNow,
	ask: ExplainQuery,
): Promise<Explanation> {
	const start = minuteIn(ask.start)
	const zone = zoneOf(now.clinic.plan.zone)
	const wish = wishOf(now.clinic, ask, null)
	const day = zone.dateAt(start)
	const asked = await askAbout(query, clinicId, now, { ...wish, from: day, to: day })
	// The grid is for what is offered; staff begin when it suits.
	const question = { ...asked.question, asker: ask.asker, held: ask.asker === 'staff' }
	const candidates = candidatesAt(question, start, wish.vetId)
	const paused = now.pausedUntil !== null
	return {
		start: instantText(zone, start),
		timeZone: zone.name,
		appointmentTypeId: wish.type.row.id,
		asker: ask.asker,
		bookable: candidates.length > 0 && (ask.asker === 'staff' || !paused),
		paused,
		veterinarianIds: candidates.map(({ vetId }) => vetId),
		rules: explainStart(question, start, wish.vetId).map((rule) => presentRule(zone, rule)),
	}
}

// Inside of what calendars here can count.
const FIRST = Date.UTC(2000, 0, 1)
const LAST = Date.UTC(2150, 0, 1)

function minuteIn(instant: string): Minute {
	const time = Date.parse(instant)
	const wrong = (code: string, message: string) =>
		invalidRequest([{ path: 'start', in: 'query', code, message }])
	if (time % 60_000 !== 0) throw wrong('off_grid', 'Visits start on a whole minute')
	if (time < FIRST || time >= LAST) throw wrong('out_of_range', 'Must be in the years 2000 to 2149')
	return time / 60_000
}

function presentRule(zone: Zone, rule: RuleOutcome): Explanation['rules'][number] {
	const data = Object.entries(rule.data).map(([name, value]) => [name, presentValue(zone, value)])
	return {
		code: rule.code,
		passed: rule.passed,
		veterinarianId: rule.vetId,
		message: rule.message,
		data: Object.fromEntries(data),
	}
}

/** The year 1998, in minutes: whatever counts as much is an instant, no length or weight. */
const LEAST_INSTANT = 15_000_000

/** A value of a rule, instants as text in the clinic's zone. */
export function presentValue(zone: Zone, value: ReasonValue) {
	if (typeof value === 'number') return value >= LEAST_INSTANT ? instantText(zone, value) : value
	return Array.isArray(value) ? value.map(String) : (value as string | boolean | null)
}
