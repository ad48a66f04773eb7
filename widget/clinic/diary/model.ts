import type { Diary, DiaryColumn, DiaryVisit } from '@vetslot/sdk/staff'
import { addDays } from '../../controls/calendar.ts'
import type { LocalDate } from '../../locales/format.ts'
import { type Beside, sideBySide } from './side-by-side.ts'

/** Minutes of the clinic's wall clock since the midnight that a day begins with. */
export type Minute = number

const DAY: Minute = 1440

export interface Stretch {
	from: Minute
	to: Minute
}

/** A visit, or what else is drawn in a column: it may stand beside others. */
export interface Block extends Stretch, Beside {
	/** One visit may stand in several columns. */
	key: string
	visit: DiaryVisit
}

export interface Closed extends Stretch {
	label: string | null
	overrideId: string | null
}

/** One resource on one day. */
export interface Column {
	key: string
	date: LocalDate
	resource: DiaryColumn
	/** Bookable time; what lies outside is hatched. */
	open: Stretch[]
	/** The part of it that is kept for emergencies. */
	kept: Stretch[]
	closed: Closed[]
	holds: Stretch[]
	blocks: Block[]
}

/** The wall minute of an instant, seen from a day: `2026-11-03T10:40:00+00:00` is 640. */
function minuteOn(day: LocalDate, at: string): Minute {
	const date = at.slice(0, 10)
	const minute = Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16))
	if (date === day) return minute
	return date < day ? 0 : DAY
}

export interface Wanted {
	dates: readonly LocalDate[]
	/** Whose columns, in their order. */
	resourceIds: readonly string[]
}

/** Every column of a diary that is wanted: all of a day, then the next day. */
export function columnsOf(diary: Diary, { dates, resourceIds }: Wanted): Column[] {
	const resources = resourceIds
		.map((id) => diary.columns.find((column) => column.id === id))
		.filter((column) => column !== undefined)
	const places = placesOf(diary.visits)
	return dates.flatMap((date) =>
		resources.map((resource) => columnOf(diary, date, resource, places)),
	)
}

interface Place {
	visit: DiaryVisit
	start: string
	end: string
}

/** What happens at a place on a day, by both; cancelled visits happen nowhere. */
function placesOf(visits: readonly DiaryVisit[]): Map<string, Place[]> {
	const found = new Map<string, Place[]>()
	for (const visit of visits) {
		if (visit.status === 'cancelled') continue
		for (const { id, start, end } of visit.places) {
			for (let date = start.slice(0, 10); date <= end.slice(0, 10); date = addDays(date, 1)) {
				const name = `${date} ${id}`
				const list = found.get(name)
				if (list) list.push({ visit, start, end })
				else found.set(name, [{ visit, start, end }])
			}
		}
	}
	return found
}

function columnOf(
	diary: Diary,
	date: LocalDate,
	resource: DiaryColumn,
	places: ReadonlyMap<string, Place[]>,
): Column {
	const key = `${date} ${resource.id}`
	const blocks = (places.get(key) ?? [])
		.map(({ visit, start, end }) => ({ visit, key: `${key} ${visit.id}`, ...on(date, start, end) }))
		.filter(({ from, to }) => to > from)
	const holds = diary.holds.filter((hold) => hold.resourceId === resource.id)
	return {
		key,
		date,
		resource,
		open: stretches(date, resource.open),
		kept: stretches(
			date,
			resource.open.filter((one) => one.kind === 'emergency'),
		),
		closed: resource.closed
			.map(({ start, end, label, overrideId }) => ({ ...on(date, start, end), label, overrideId }))
			.filter(({ from, to }) => to > from),
		holds: stretches(date, holds),
		blocks: sideBySide(blocks),
	}
}

const on = (date: LocalDate, start: string, end: string): Stretch => ({
	from: minuteOn(date, start),
	to: minuteOn(date, end),
})

const stretches = (date: LocalDate, list: readonly { start: string; end: string }[]): Stretch[] =>
	list.map(({ start, end }) => on(date, start, end)).filter(({ from, to }) => to > from)

/** What of a day is not bookable, between two minutes: the rest of the open time. */
export function shut({ open }: Pick<Column, 'open'>, from: Minute, to: Minute): Stretch[] {
	const found: Stretch[] = []
	let at = from
	for (const one of [...open].sort((a, b) => a.from - b.from)) {
		if (one.from > at) found.push({ from: at, to: Math.min(one.from, to) })
		at = Math.max(at, one.to)
	}
	if (at < to) found.push({ from: at, to })
	return found.filter((one) => one.to > one.from)
}

const LEAST: Stretch = { from: 9 * 60, to: 17 * 60 }

/** The whole hours that a calendar shows: all work and all visits, and a working day at least. */
export function hoursShown(columns: readonly Column[]): Stretch {
	let { from, to } = LEAST
	const include = (one: Stretch) => {
		from = Math.min(from, one.from)
		to = Math.max(to, one.to)
	}
	for (const { blocks, open, resource } of columns) {
		blocks.forEach(include)
		// A room may be open whenever anybody is, which says nothing of when they are.
		if (resource.kind === 'veterinarian' || resource.kind === 'nurse') open.forEach(include)
	}
	return { from: Math.floor(from / 60) * 60, to: Math.min(DAY, Math.ceil(to / 60) * 60) }
}

/** `640` is `10:40`. */
export const wallText = (minute: Minute): string =>
	`${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
