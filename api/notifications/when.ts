/** Where and in whose habits a time is written. */
export interface Place {
	/** IANA, such as `Europe/London`. */
	timeZone: string
	/** BCP 47, such as `en-GB`. */
	locale: string
}

/**
 * In whose habits a letter is written: its reader's, who said so, else the clinic's. The words are
 * English, so another language would only make a mixture of it; and one without a region says nothing
 * about clocks and dates.
 */
export function letterLocale(clinic: string, reader: string | null): string {
	return reader !== null && /^en-/i.test(reader) ? reader : clinic
}

/** `Thursday 5 November`, with the year when it is not the one `now` falls in. */
export function dayText(instant: Date, place: Place, now: Date): string {
	const sameYear = yearOf(instant, place) === yearOf(now, place)
	const text = format(instant, place, {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		...(sameYear ? {} : { year: 'numeric' }),
	})
	// Some versions of the locale data put a comma after the weekday, some don't.
	return place.locale.startsWith('en-GB') ? text.replace(',', '') : text
}

/** `10:40`, or `10:40 AM` where that is the habit. */
export function timeText(instant: Date, place: Place): string {
	return format(instant, place, { timeStyle: 'short' })
}

/** `15:30` as the place writes it: a time on its wall clock, of no day in particular. */
export function wallText(time: string, { locale }: Pick<Place, 'locale'>): string {
	return timeText(new Date(`2000-01-01T${time}Z`), { locale, timeZone: 'UTC' })
}

/** `London time (GMT)`: the zone's city and its name on that day. */
export function zoneText(instant: Date, place: Place): string {
	const short = format(instant, place, { timeZoneName: 'short' }, 'timeZoneName')
	const city = place.timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? ''
	return place.timeZone.includes('/') ? `${city} time (${short})` : short
}

/** `10:40 London time (GMT)`. */
export function timeInZone(instant: Date, place: Place): string {
	return `${timeText(instant, place)} ${zoneText(instant, place)}`
}

function yearOf(instant: Date, place: Place): string {
	return format(instant, place, { year: 'numeric' })
}

function format(
	instant: Date,
	place: Place,
	options: Intl.DateTimeFormatOptions,
	part?: Intl.DateTimeFormatPartTypes,
): string {
	const formatter = new Intl.DateTimeFormat(place.locale, { ...options, timeZone: place.timeZone })
	const parts = formatter.formatToParts(instant)
	const chosen = part ? parts.filter(({ type }) => type === part) : parts
	// The narrow space before AM is missing in many mail clients' fonts.
	return chosen
		.map(({ value }) => value)
		.join('')
		.replaceAll('\u202F', ' ')
}
