/** A calendar day in the clinic's zone, `YYYY-MM-DD`. */
export type LocalDate = string
/** An instant, ISO 8601 with offset. */
export type Instant = string

/** Dates, times and money as the visitor's language writes them, always in the clinic's zone. */
export interface Formats {
	/** "10:40", "4:20 PM" */
	time(at: Instant): string
	/** The hour on the clinic's clock, 0 to 23. */
	hour(at: Instant): number
	/** The clinic's calendar day at an instant. */
	dayOf(at: Instant): LocalDate
	/** "Thursday 5 November" */
	longDay(day: LocalDate): string
	/** "Thu 5 Nov" */
	shortDay(day: LocalDate): string
	/** "Thursday" */
	weekday(day: LocalDate): string
	/** "Thu" */
	shortWeekday(day: LocalDate): string
	/** "Nov" */
	shortMonth(day: LocalDate): string
	/** "November" */
	month(day: LocalDate): string
	/** "November 2026" */
	monthYear(day: LocalDate): string
	/** "5" */
	dayNumber(day: LocalDate): string
	/** A decimal string in the clinic's currency: "58.00" is "£58". */
	money(amount: string): string
	/** "Biscuit and Mo" */
	list(items: readonly string[]): string
	/** The first day of a week, 1 (Monday) to 7 (Sunday). */
	firstWeekday: number
}

type Options = Intl.DateTimeFormatOptions

// Making an Intl formatter costs about as much as a hundred uses of it.
const made = new Map<string, Intl.DateTimeFormat>()

function dates(locale: string, options: Options): Intl.DateTimeFormat {
	const key = locale + JSON.stringify(options)
	const known = made.get(key)
	if (known) return known
	const fresh = new Intl.DateTimeFormat(locale, options)
	made.set(key, fresh)
	return fresh
}

interface WeekLocale {
	getWeekInfo?: () => { firstDay: number }
	weekInfo?: { firstDay: number }
}

function firstWeekday(locale: string): number {
	const info = new Intl.Locale(locale) as unknown as WeekLocale
	// Browsers without week data get Sunday where most of their visitors start the week on it.
	return (
		(info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? (/-(US|CA|BR|JP|IL)/.test(locale) ? 7 : 1)
	)
}

/**
 * A language tag as Intl takes it. Pages say `en_GB`, and some browsers `en-US@posix`, which Intl
 * refuses with an exception.
 */
export function languageOf(tag: string): string {
	try {
		return Intl.getCanonicalLocales(tag.replaceAll('_', '-').replace(/[@.].*/, ''))[0] ?? 'en'
	} catch {
		return 'en'
	}
}

/** The formats of one clinic in one language. */
export function createFormats(of: { locale: string; timeZone: string; currency: string }): Formats {
	const { timeZone, currency } = of
	const locale = languageOf(of.locale)
	const at = (options: Options) => (instant: Instant) =>
		dates(locale, { ...options, timeZone }).format(new Date(instant))
	// A day has no zone: it is written as the same day in UTC.
	const on = (options: Options) => (day: LocalDate) =>
		dates(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day.slice(0, 10)}T12:00Z`))
	const clock: Options = { timeZone, hour: 'numeric', hourCycle: 'h23' }
	return {
		time: at({ timeStyle: 'short' }),
		hour: (instant) => Number(dates('en', clock).format(new Date(instant))),
		dayOf: (instant) => dates('en-CA', { timeZone }).format(new Date(instant)),
		longDay: on({ weekday: 'long', day: 'numeric', month: 'long' }),
		shortDay: (day) =>
			on({ weekday: 'short', day: 'numeric', month: 'short' })(day).replace(/^(\p{L}+),/u, '$1'),
		weekday: on({ weekday: 'long' }),
		shortWeekday: on({ weekday: 'short' }),
		shortMonth: on({ month: 'short' }),
		month: on({ month: 'long' }),
		monthYear: on({ month: 'long', year: 'numeric' }),
		dayNumber: on({ day: 'numeric' }),
		money: (amount) =>
			new Intl.NumberFormat(locale, {
				style: 'currency',
				currency,
				trailingZeroDisplay: 'stripIfInteger',
			}).format(Number(amount)),
		list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
		firstWeekday: firstWeekday(locale),
	}
}
