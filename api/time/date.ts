/** Local calendar dates and wall times as text and as integers. Knows no zone and no clock. */

/** `YYYY-MM-DD`. */
export type LocalDate = string

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export type Day = number

/** A date or wall time that does not exist. `code` is `bad_date` or `bad_time`. */
export class DateError extends Error {
	override name = 'DateError'
	code: 'bad_date' | 'bad_time'

	constructor(code: 'bad_date' | 'bad_time', message: string) {
		super(message)
		this.code = code
	}
}

const MS_PER_DAY = 86_400_000
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::00)?$/
/**
 * What was read or written already: the same few hundred dates and times come again and again, and
 * looking one up costs a tenth of working it out.
 */
const days = new Map<LocalDate, Day>()
const dates = new Map<Day, LocalDate>()
const MAX_DAYS = 4000
/** Bounded by itself: no more than 2,880 texts are times. */
const times = new Map<string, number>()

/**
 * The day number of a local date.
 *
 * @throws {DateError} `bad_date` for anything that is not a real date between years 1900 and 2199
 * @example toDay('1970-01-02') // 1
 */
export function toDay(date: LocalDate): Day {
	const known = days.get(date)
	if (known !== undefined) return known
	const match = DATE.exec(date)
	if (match) {
		const [year, month, monthDay] = [Number(match[1]), Number(match[2]), Number(match[3])]
		const day = civilDay(year, month, monthDay)
		// Date.UTC rolls 30 February over into March: only a date that comes back the same is real.
		const real = new Date(day * MS_PER_DAY)
		const same = real.getUTCDate() === monthDay && real.getUTCMonth() === month - 1
		if (same && year >= 1900 && year < 2200) {
			if (days.size >= MAX_DAYS) days.clear()
			days.set(date, day)
			return day
		}
	}
	throw new DateError('bad_date', `"${String(date).slice(0, 40)}" is not a date like 2027-03-28`)
}

/** The local date of a day number. `fromDay(1)` is `'1970-01-02'`. */
export function fromDay(day: Day): LocalDate {
	const known = dates.get(day)
	if (known !== undefined) return known
	const date = new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
	if (dates.size >= MAX_DAYS) dates.clear()
	dates.set(day, date)
	return date
}

/** The day number of a year, month (1 to 12) and day; days beyond the month roll over. */
export function civilDay(year: number, month: number, day: number): Day {
	return Date.UTC(year, month - 1, day) / MS_PER_DAY
}

/** Day of the week: 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
	return ((((day + 3) % 7) + 7) % 7) + 1
}

/**
 * Minutes since local midnight. Accepts `HH:MM` and PostgreSQL's `HH:MM:00`.
 *
 * @throws {DateError} `bad_time`
 * @example minutesOf('09:30') // 570
 */
export function minutesOf(time: string): number {
	const known = times.get(time)
	if (known !== undefined) return known
	const match = TIME.exec(time)
	if (match) {
		const minutes = Number(match[1]) * 60 + Number(match[2])
		times.set(time, minutes)
		return minutes
	}
	throw new DateError('bad_time', `"${String(time).slice(0, 40)}" is not a time like 09:30`)
}

/** Completed months of an age; what is yet to be born counts as newborn. */
export function monthsBetween(from: string, to: string): number {
	const [y = 0, m = 0, d = 0] = from.split('-').map(Number)
	const [year = 0, month = 0, day = 0] = to.split('-').map(Number)
	const months = (year - y) * 12 + month - m - (day < d ? 1 : 0)
	return Math.min(1200, Math.max(0, months))
}
