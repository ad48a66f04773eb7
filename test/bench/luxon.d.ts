/** The little of luxon that stands beside the engine in the bench; it brings no types of its own. */
declare module 'luxon' {
	export class DateTime {
		static fromISO(text: string): DateTime
		readonly weekday: number
		setZone(zone: string): DateTime
		startOf(unit: 'day'): DateTime
		plus(duration: { days: number }): DateTime
		set(values: { hour?: number; minute?: number }): DateTime
		toMillis(): number
		valueOf(): number
	}
	export class Interval {
		static fromDateTimes(start: DateTime, end: DateTime): Interval
		readonly start: DateTime | null
		splitBy(duration: { minutes: number }): Interval[]
		length(unit: 'minutes'): number
		overlaps(other: Interval): boolean
	}
}
