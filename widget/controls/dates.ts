import type { LocalDate } from '../locales/format.ts'

const DAY_MS = 86_400_000
/** Midnight of a day as if the clinic were in UTC: days are counted, never instants. */
export const asUtc = (date: LocalDate) => Date.parse(`${date}T00:00Z`)
const fromUtc = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10)

export const addDays = (date: LocalDate, days: number) => fromUtc(asUtc(date) + days * DAY_MS)

/** The same day of the month `months` away, or that month's last day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
	const [year, month, day] = date.split('-').map(Number) as [number, number, number]
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
	return fromUtc(Date.UTC(year, month - 1 + months, Math.min(day, last)))
}
