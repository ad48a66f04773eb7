import type { LocalDate } from '../locales/format.ts'
import { addDays, addMonths, asUtc } from './dates.ts'

export { addDays, addMonths }

/** Why nothing can be booked on a day. */
export type NoReason = 'full' | 'closed' | 'soon' | 'vet' | 'past'

/** One day of the diary as the controls draw it. */
export interface Day {
	date: LocalDate
	/** How many times are free. */
	free: number
	/** Only when `free` is 0; `full` if left out. */
	reason?: NoReason | undefined
}

/** Dots on a day: 1 for one to three times, 2 for four to seven, 3 for eight or more. */
export const dotsFor = (free: number) => (free > 7 ? 3 : free > 3 ? 2 : free > 0 ? 1 : 0)

/** 0 for the first column of the week to 6 for the last. `firstWeekday` is 1 (Monday) to 7. */
export const columnOf = (date: LocalDate, firstWeekday: number) =>
	(new Date(asUtc(date)).getUTCDay() - firstWeekday + 7) % 7

/** The weeks of `YYYY-MM` as rows of seven; days of other months are undefined. */
export function weeksOf(month: string, firstWeekday: number): (LocalDate | undefined)[][] {
	const first = `${month}-01`
	const start = addDays(first, -columnOf(first, firstWeekday))
	const weeks: (LocalDate | undefined)[][] = []
	for (let day = start; day < addMonths(first, 1); day = addDays(day, 7))
		weeks.push(
			Array.from({ length: 7 }, (_, i) => addDays(day, i)).map((date) =>
				date.startsWith(month) ? date : undefined,
			),
		)
	return weeks
}

export interface KeyMove {
	key: string
	shift?: boolean
	rtl?: boolean
	firstWeekday: number
}

/** The day that a key of the month grid leads to, or undefined for any other key. */
export function moveDay(date: LocalDate, { key, shift, rtl, firstWeekday }: KeyMove) {
	switch (key) {
		case 'ArrowRight':
			return addDays(date, rtl ? -1 : 1)
		case 'ArrowLeft':
			return addDays(date, rtl ? 1 : -1)
		case 'ArrowDown':
			return addDays(date, 7)
		case 'ArrowUp':
			return addDays(date, -7)
		case 'Home':
			return addDays(date, -columnOf(date, firstWeekday))
		case 'End':
			return addDays(date, 6 - columnOf(date, firstWeekday))
		case 'PageDown':
			return samePlace(date, shift ? 3 : 1)
		case 'PageUp':
			return samePlace(date, shift ? -3 : -1)
		default:
			return undefined
	}
}

// Paging by key keeps the weekday, so that "Thursdays" can be looked through month by month.
function samePlace(date: LocalDate, months: number): LocalDate {
	const target = addMonths(date, months)
	const shift = columnOf(date, 1) - columnOf(target, 1)
	const near = addDays(target, shift > 3 ? shift - 7 : shift < -3 ? shift + 7 : shift)
	if (near.slice(0, 7) === target.slice(0, 7)) return near
	return addDays(near, near < target ? 7 : -7)
}
