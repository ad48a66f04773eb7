/**
 * The same question answered in the two ways that are written most often: a list of intervals of a date
 * library, and a loop over Date objects. Both are plain code of their kind, without a trick.
 */
import { DateTime, Interval } from 'luxon'
import type { Workload } from './workload.ts'

/** Openings and busy time as intervals; differences, then pieces of a visit's length. */
export function luxonStarts(work: Workload): number[] {
	const range = { from: DateTime.fromISO(work.from), to: DateTime.fromISO(work.to) }
	const starts = work.hosts.flatMap((list) => {
		const busy = list.map(({ start, end }) =>
			Interval.fromDateTimes(DateTime.fromISO(start), DateTime.fromISO(end)),
		)
		return openings(work, range.from, range.to).flatMap((opening) =>
			opening.splitBy({ minutes: work.slotMinutes }).flatMap((slot) => {
				const whole = slot.length('minutes') === work.slotMinutes
				const free = busy.every((interval) => !interval.overlaps(slot))
				return whole && free && slot.start ? [slot.start.toMillis()] : []
			}),
		)
	})
	return [...new Set(starts)].sort((a, b) => a - b)
}

function openings(work: Workload, from: DateTime, to: DateTime): Interval[] {
	const [open, close] = [work.open, work.close].map((time) => {
		const [hour = 0, minute = 0] = time.split(':').map(Number)
		return { hour, minute }
	})
	const found: Interval[] = []
	for (let day = from.setZone(work.tz).startOf('day'); day < to; day = day.plus({ days: 1 })) {
		if (!work.days.includes(day.weekday % 7)) continue
		found.push(Interval.fromDateTimes(day.set(open ?? {}), day.set(close ?? {})))
	}
	return found
}

/** Every step of the month as a Date: is it open on the wall, and does it touch nothing? */
export function dateStarts(work: Workload): number[] {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: work.tz,
		weekday: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	})
	const hosts = work.hosts.map((list) =>
		list.map(({ start, end }) => ({ start: new Date(start), end: new Date(end) })),
	)
	const to = new Date(work.to)
	const starts: number[] = []
	for (let at = new Date(work.from); at < to; at = add(at, work.slotMinutes)) {
		const end = add(at, work.slotMinutes)
		if (!isOpen(work, format, at, end)) continue
		const free = hosts.some((list) => list.every((busy) => busy.end <= at || busy.start >= end))
		if (free) starts.push(at.getTime())
	}
	return starts
}

function add(date: Date, minutes: number): Date {
	return new Date(date.getTime() + minutes * 60_000)
}

const NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

function isOpen(work: Workload, format: Intl.DateTimeFormat, start: Date, end: Date): boolean {
	const wall = (date: Date) => {
		const parts = Object.fromEntries(format.formatToParts(date).map((p) => [p.type, p.value]))
		return { day: NAMES.indexOf(parts.weekday ?? ''), time: `${parts.hour}:${parts.minute}` }
	}
	const [from, until] = [wall(start), wall(end)]
	const isDay = work.days.includes(from.day) && from.day === until.day
	return isDay && from.time >= work.open && until.time <= work.close
}
