/**
 * Rules of the visit that depend on the start alone, not on who takes it. Each allows one stretch of
 * starts, so that walking thousands of them costs no more than two comparisons.
 */
import { type Day, toDay } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'
import type { Zone } from '../time/zone.ts'
import { ageWords, allowedAges } from './limits.ts'
import type { Question, ReasonCode, ReasonValue } from './model.ts'

/** Allows the starts in `[from, until)`. */
export interface StartRule {
	code(question: Question): ReasonCode
	from(question: Question, zone: Zone): Minute
	until(question: Question, zone: Zone): Minute
	data(question: Question, zone: Zone): Record<string, ReasonValue>
	/** In words: if it passes, and if it fails. */
	words(question: Question, zone: Zone): [passed: string, failed: string]
}

const ALWAYS = Number.NEGATIVE_INFINITY
const NEVER = Number.POSITIVE_INFINITY

/** Farther away than anything is booked: no instant is worked out, which might be out of range. */
const FAR_DAYS = 4000

/** Notice, horizon, age and the earlier visit. */
export const START_RULES: readonly StartRule[] = [
	{
		code: () => 'notice_too_short',
		from: (question) =>
			isFrozen(question) ? ALWAYS : question.now + Math.max(0, question.type.minNoticeMinutes),
		until: () => NEVER,
		data: (question) => ({
			earliest: isFrozen(question)
				? null
				: question.now + Math.max(0, question.type.minNoticeMinutes),
			minNoticeMinutes: question.type.minNoticeMinutes,
		}),
		words: ({ type }) => [
			'The start leaves enough notice',
			`The start is past or sooner than ${type.minNoticeMinutes} minutes from now`,
		],
	},
	{
		code: ({ type }) => (type.sameDayOnly ? 'same_day_only' : 'beyond_horizon'),
		from: () => ALWAYS,
		until: (question, zone) =>
			isFrozen(question) ? NEVER : zone.toInstant(furthestDay(question, zone) + 1, 0),
		data: (question, zone) => ({
			furthestDay: furthestDate(question, zone),
			horizonDays: question.type.horizonDays,
		}),
		words: (question, zone) => [
			'The day can be booked already',
			`The furthest day that can be booked is ${furthestDate(question, zone)}`,
		],
	},
	{
		code: () => 'too_young',
		from: (question, zone) => {
			const { ageDays } = question.visit
			if (ageDays === undefined) return ALWAYS
			const { minDays } = agesOf(question)
			if (minDays <= ageDays) return ALWAYS
			return dayBegin(question, zone, zone.dayAt(question.now) + minDays - ageDays)
		},
		until: () => NEVER,
		data: (question) => ({
			ageDaysToday: question.visit.ageDays ?? null,
			minDays: finite(agesOf(question).minDays),
		}),
		words: (question) => [
			'The animal is old enough on the day',
			`The animal must be at least ${ageWords(agesOf(question).minDays)} old on the day`,
		],
	},
	{
		code: () => 'too_old',
		from: () => ALWAYS,
		until: (question, zone) => {
			const { ageDays } = question.visit
			if (ageDays === undefined) return NEVER
			const { maxDays } = agesOf(question)
			if (maxDays === NEVER) return NEVER
			return dayBegin(question, zone, zone.dayAt(question.now) + maxDays - ageDays + 1)
		},
		data: (question) => ({
			ageDaysToday: question.visit.ageDays ?? null,
			maxDays: finite(agesOf(question).maxDays),
		}),
		words: (question) => [
			'The animal is young enough on the day',
			`The animal must be under ${ageWords(agesOf(question).maxDays + 1)} old on the day`,
		],
	},
	{
		code: () => 'earlier_visit_too_recent',
		from: (question, zone) => earlierVisitDay(question, zone, 'minDays', 0) ?? ALWAYS,
		until: () => NEVER,
		data: (question) => earlierVisitData(question),
		words: ({ type }) => [
			'The earlier visit is long enough ago',
			`The earlier visit must be at least ${type.earlierVisit?.minDays} days before`,
		],
	},
	{
		code: () => 'earlier_visit_too_long_ago',
		from: () => ALWAYS,
		until: (question, zone) => earlierVisitDay(question, zone, 'maxDays', 1) ?? NEVER,
		data: (question) => earlierVisitData(question),
		words: ({ type }) => [
			'The earlier visit is recent enough',
			`The earlier visit must be at most ${type.earlierVisit?.maxDays} days before`,
		],
	},
]

/** The starts that all these rules allow: `[from, until)`, empty if `from >= until`. */
export function allowedStarts(question: Question, zone: Zone): { from: Minute; until: Minute } {
	let from = ALWAYS
	let until = NEVER
	for (const rule of START_RULES) {
		from = Math.max(from, rule.from(question, zone))
		until = Math.min(until, rule.until(question, zone))
	}
	return { from, until }
}

/** The first minute of a local day; days far from now count as infinitely far. */
export function dayBegin({ now }: Question, zone: Zone, day: Day): Minute {
	const distance = day - zone.dayAt(now)
	if (Math.abs(distance) > FAR_DAYS) return distance < 0 ? ALWAYS : NEVER
	return zone.toInstant(day, 0)
}

/** Staff choose freely, and what a live hold was given stays given. */
function isFrozen({ asker, held }: Question): boolean {
	return asker === 'staff' || held === true
}

function furthestDay({ now, type }: Question, zone: Zone): Day {
	return zone.dayAt(now) + (type.sameDayOnly ? 0 : type.horizonDays)
}

function furthestDate(question: Question, zone: Zone): string | null {
	if (isFrozen(question)) return null
	return zone.dateAt(zone.toInstant(furthestDay(question, zone), 0))
}

function agesOf({ type, visit }: Question) {
	return allowedAges(type.ageLimits, visit)
}

function earlierVisitDay(
	question: Question,
	zone: Zone,
	limit: 'minDays' | 'maxDays',
	more: number,
): Minute | null {
	const { type, visit } = question
	if (type.earlierVisit === null || visit.lastVisit === undefined) return null
	return dayBegin(question, zone, toDay(visit.lastVisit) + type.earlierVisit[limit] + more)
}

function earlierVisitData({ type, visit }: Question): Record<string, ReasonValue> {
	return {
		appointmentTypeIds: type.earlierVisit?.typeIds ?? null,
		minDays: type.earlierVisit?.minDays ?? null,
		maxDays: type.earlierVisit?.maxDays ?? null,
		lastVisit: visit.lastVisit ?? null,
	}
}

function finite(days: number): number | null {
	return Number.isFinite(days) ? days : null
}
