import type { Minute, Stretch } from './model.ts'

/** Pixels of an hour. */
const HOUR_PX = 136
export const px = (minutes: Minute): number => (minutes * HOUR_PX) / 60

/** What moves are rounded to. */
export const SNAP: Minute = 5

export interface Size {
	/** Of the scrolling box, without its scroll bar. */
	width: number
	/** Of the times at the start. */
	gutter: number
}

/** As wide as there is room for, but never so narrow that a name is cut off. */
export function columnWidth(count: number, least: number, { width, gutter }: Size): number {
	return Math.max(least, Math.floor((width - gutter) / Math.max(1, count)))
}

/** The columns on screen, and one more on both sides so that none comes late. */
export function columnsInView(
	scrolled: number,
	{ width, gutter }: Size,
	{ count, each }: { count: number; each: number },
): { first: number; last: number } {
	const first = Math.max(0, Math.floor(scrolled / each) - 1)
	const last = Math.min(count - 1, Math.ceil((scrolled + width - gutter) / each))
	return { first, last }
}

/** The minute at a height in the sheet, snapped. */
export function minuteAt(y: number, hours: Stretch): Minute {
	const minute = hours.from + (y * 60) / HOUR_PX
	return Math.min(hours.to, Math.max(hours.from, Math.round(minute / SNAP) * SNAP))
}
