import { invalidRequest } from '../http/problem.ts'
import type { LocalDate } from './model.ts'

interface DayQuery {
	date?: string | undefined
	from?: string | undefined
	to?: string | undefined
}

// What calendars here can count; far beyond what any clinic opens.
const LAST = '2190-01-01'
const FIRST = '2000-01-01'

/** The days that a query names, null where no calendar here has them; whether they are past is open. */
export function daysNamed(query: DayQuery): { from: LocalDate; to: LocalDate } | null {
	const from = query.date ?? query.from
	const to = query.date ?? query.to
	if (from === undefined || to === undefined || from < FIRST || to > LAST) return null
	return { from, to }
}

/**
 * The days that a query asks for. Days before today within a range are answered as such; a range
 * that lies wholly in the past is a mistake.
 *
 * @throws Problem `invalid_request`
 */
export function daysOf(query: DayQuery, today: LocalDate): { from: LocalDate; to: LocalDate } {
	const from = query.date ?? query.from ?? today
	const to = query.date ?? query.to ?? today
	const path = query.date === undefined ? 'to' : 'date'
	const wrong = (code: string, message: string) =>
		invalidRequest([{ path, in: 'query', code, message }])
	if (to < today) throw wrong('past_date', 'Must not be in the past')
	if (to > LAST) throw wrong('too_far', 'This is too far in the future')
	return { from, to }
}
