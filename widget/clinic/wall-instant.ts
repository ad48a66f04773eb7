import type { LocalDate } from '../locales/format.ts'

const MINUTE_MS = 60_000

/** Minutes that a zone's clocks are ahead of UTC at an instant. */
function offsetAt(timeZone: string, at: number): number {
	const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
	const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
	const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
	return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0
}

/**
 * The instant at which the clinic's wall shows a time. A time that the clocks skip is taken as if they
 * had not, one that comes twice is the earlier.
 *
 * @param minute since midnight; 1440 and more lie on the days after
 * @example instantAt('Europe/London', '2026-11-03', 640) // '2026-11-03T10:40:00.000Z'
 */
export function instantAt(timeZone: string, day: LocalDate, minute: number): string {
	const wall = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS
	const dayLong = 1440 * MINUTE_MS
	const before = wall - offsetAt(timeZone, wall - dayLong) * MINUTE_MS
	const after = wall - offsetAt(timeZone, wall + dayLong) * MINUTE_MS
	const shows = (at: number) => at + offsetAt(timeZone, at) * MINUTE_MS === wall
	const at = shows(before) || !shows(after) ? before : after
	return new Date(at).toISOString()
}
