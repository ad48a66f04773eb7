import type { AppointmentType } from '@vetslot/sdk'
import { addDays } from '../controls/dates.ts'
import { textOf } from './fields.ts'
import { type Entry, lastField, lastVisitOf, type State, typeOf, unknownField } from './state.ts'

/** What a visit's length, or whether it may be booked at all, can depend on. */
export type Ask = AppointmentType['asks'][number]

/** Why the answers rule the visit out. */
export type Obstacle = 'only-new' | 'only-existing' | 'last-unknown' | 'last-old'

/** Longest age that counts in weeks: the server's limit. */
const MOST_WEEKS = 104
const MOST_MONTHS = 1200
const WEEKS_A_MONTH = 52.18 / 12

/** "4,5" and "4.5" are the same; nothing is no number. */
export const numberIn = (text: string): number =>
	text.trim() ? Number(text.trim().replace(',', '.')) : Number.NaN

/**
 * Completed weeks or months; neither without a unit, or where that can't be an age.
 *
 * @example ageOf('1.5', 'years') // { ageWeeks: undefined, ageMonths: 18 }
 */
export function ageOf(count: string, unit: string): Pick<Entry, 'ageWeeks' | 'ageMonths'> {
	const value = numberIn(count)
	const per = { years: 12, months: 1, weeks: 1 / WEEKS_A_MONTH }[unit] ?? Number.NaN
	const months = Math.floor(value * per)
	if (!(months >= 0 && months <= MOST_MONTHS)) return { ageWeeks: undefined, ageMonths: undefined }
	return unit === 'weeks' && value < MOST_WEEKS + 1
		? { ageWeeks: Math.floor(value), ageMonths: undefined }
		: { ageWeeks: undefined, ageMonths: months }
}

/** Nobody knows the day of the earlier visit, or there has been none. */
export const isLastUnknown = (state: State): boolean =>
	state.entry.fields[unknownField(state)] === true

/** What keeps the visit from being booked with these answers, on a day of the clinic's. */
export function obstacleOf(state: State, today: string): Obstacle | undefined {
	const { clientType = 'both', earlierVisit } = typeOf(state) ?? {}
	const { client } = state.entry
	if (client && clientType !== 'both' && clientType !== client) return `only-${clientType}`
	if (isLastUnknown(state)) return 'last-unknown'
	const last = lastVisitOf(state)
	return last && earlierVisit && addDays(last, earlierVisit.maxDays) < today
		? 'last-old'
		: undefined
}

const isKnown = (state: State, ask: Ask): boolean => {
	const { client, ageWeeks, ageMonths, weightGrams, sex } = state.entry
	const last = isLastUnknown(state) || lastVisitOf(state)
	const given = { client, problems: 1, age: ageWeeks ?? ageMonths, weight: weightGrams, sex }
	return ask === 'lastVisit' ? !!last : given[ask] !== undefined
}

export type AnswerError = 'need-answer' | 'check-answer' | 'need-unit' | 'last-ahead'

/** Where the visitor typed what answers it. */
const typedIn: Partial<Record<Ask, string>> = { age: 'age-count', weight: 'weight' }

/** What is wrong with the answer to a question, whether or not the visitor should hear of it yet. */
export function answerError(state: State, ask: Ask, today: string): AnswerError | undefined {
	const { fields } = state.entry
	const refused = (ask === 'lastVisit' ? lastField(state) : ask) in state.refused
	if (isKnown(state, ask)) {
		if (ask === 'lastVisit' && (lastVisitOf(state) ?? '') > today) return 'last-ahead'
		return refused ? 'check-answer' : undefined
	}
	if (!textOf(fields[typedIn[ask] ?? ''])) return 'need-answer'
	return ask === 'age' && !fields['age-unit'] ? 'need-unit' : 'check-answer'
}
