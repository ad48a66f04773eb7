import {
	closedDays,
	customDays,
	type Day,
	type LocalDate,
	minutesOf,
	placeAnchor,
} from './calendar.ts'
import type { Ids } from './clinic-rows.ts'
import type { Row } from './insert.ts'
import type { DemoClinic, DemoPerson } from './schema.ts'

/** Hours begin before the first past visit. */
export const PAST_DAYS = 60
const MARGIN_DAYS = 10
const DAYS_AHEAD = 366

type Shift = DemoPerson['schedule'][number]

/** Working hours, placed so that they have already been running for as long as there are visits. */
export function scheduleRows(clinic: DemoClinic, today: Day, ids: Ids): Row[] {
	const place = placer(today)
	return clinic.staff.flatMap((person) =>
		person.schedule.map((shift, i) => ({
			clinic_id: ids.clinic,
			id: ids.schedule(`${person.id}/${i}`),
			resource_id: ids.staff(person.id),
			kind: shift.kind,
			label: shift.note ?? null,
			rrule: shift.rrule,
			anchor_date: place(shift.anchorDate),
			start_time: shift.start,
			end_time: shift.end,
			effective_from: place(shift.anchorDate),
			lanes: shift.lanes ?? 1,
			break_times: breaksOf(shift, clinic, place),
			appointment_type_ids: allowedTypes(shift, clinic, ids),
			room_id: shift.room === undefined ? null : ids.room(shift.room),
		})),
	)
}

/** What comes again and again: meetings, and the time kept for urgent visits. */
export function recurringOverrideRows(clinic: DemoClinic, today: Day, ids: Ids): Row[] {
	const place = placer(today)
	const meetings = clinic.meetings.map((meeting, i) => ({
		clinic_id: ids.clinic,
		id: ids.override(`meeting/${i}`),
		resource_id: null,
		override_type: 'unavailable',
		rrule: meeting.rrule,
		anchor_date: place(meeting.anchorDate),
		start_time: meeting.start,
		end_time: meeting.end,
		reason: meeting.name,
	}))
	const holds = clinic.urgentHolds.flatMap((hold, i) =>
		hold.times.map((time, nth) => ({
			clinic_id: ids.clinic,
			id: ids.override(`urgent/${i}/${time}`),
			resource_id: ids.staff(hold.staff),
			override_type: 'emergency_only',
			rrule: hold.rrule,
			anchor_date: place(hold.anchorDate),
			start_time: time,
			end_time: wallTime(minutesOf(time) + durationOf(hold.type, clinic)),
			reason: 'Kept for same-day visits',
			...releaseOf(hold, nth),
		})),
	)
	return [...meetings, ...holds]
}

type UrgentHold = DemoClinic['urgentHolds'][number]

/**
 * Each kept time has one step of the release. Every second of the day goes first, so that early steps
 * take from the whole day and leave something of each part of it for the day itself.
 */
function releaseOf({ times, release }: UrgentHold, nth: number): Row {
	const order = times.map((_, i) => i).sort((a, b) => (b % 2) - (a % 2) || a - b)
	const place = order.indexOf(nth) + 1
	let share = 0
	const step = release.find((one) => {
		share += one.share
		return place <= Math.floor(share * times.length)
	})
	const [, hours] = /^T-(\d+)h$/.exec(step?.at ?? '') ?? []
	if (hours !== undefined) return { release_hours_before: Number(hours) }
	return { release_at: step?.at.slice(-5) ?? null }
}

/**
 * Closed days and one-off hours from the oldest visit to a year ahead. The ids follow from the dates,
 * so writing them again adds only what the year's end has come nearer by.
 */
export function datedOverrideRows(clinic: DemoClinic, today: Day, ids: Ids): Row[] {
	const [from, until] = [today - PAST_DAYS - MARGIN_DAYS, today + DAYS_AHEAD]
	const closed = closedDays(clinic.closures, from, until).map(({ date, name }) => ({
		clinic_id: ids.clinic,
		id: ids.override(`closed/${date}`),
		resource_id: null,
		override_type: 'unavailable',
		override_date: date,
		start_time: null,
		end_time: null,
		reason: name,
	}))
	const custom = customDays(clinic.customHours, from, until).map((entry) => ({
		clinic_id: ids.clinic,
		id: ids.override(`custom/${entry.staff}/${entry.date}`),
		resource_id: ids.staff(entry.staff),
		override_type: 'custom_hours',
		override_date: entry.date,
		start_time: entry.start,
		end_time: entry.end,
		reason: entry.reason,
	}))
	return [...closed, ...custom]
}

function placer(today: Day): (anchor: LocalDate) => LocalDate {
	return (anchor) => placeAnchor(anchor, today - PAST_DAYS - MARGIN_DAYS)
}

const SUPPORT = new Set(['admin', 'theatre_support', 'exam_support'])

/** Operations have hours of their own, and who assists or writes sees nobody. */
function allowedTypes(shift: Shift, clinic: DemoClinic, ids: Ids): string[] {
	if (SUPPORT.has(shift.kind)) return []
	const admits = shift.kind === 'surgery' || shift.kind === 'admission'
	const types = clinic.appointmentTypes.filter(
		(type) => (type.rules.admission !== undefined) === admits,
	)
	return types.map((type) => ids.type(type.id))
}

function breaksOf(shift: Shift, clinic: DemoClinic, place: (anchor: LocalDate) => LocalDate) {
	// Whoever opens the door in the morning misses the huddle.
	if (shift.kind === 'admission') return []
	return clinic.breaks
		.filter((pause) => pause.start < shift.end && pause.end > shift.start)
		.filter(({ who }) => {
			if (who === 'all') return true
			return shift.kind === 'consult' && (who === 'consulting' || shift.start === '08:30')
		})
		.map(({ name, start, end, rrule, anchorDate }) => ({
			start,
			end,
			description: name,
			rule: rrule,
			anchorDate: place(anchorDate),
		}))
}

function durationOf(typeId: string, clinic: DemoClinic): number {
	return clinic.appointmentTypes.find((type) => type.id === typeId)?.durationMinutes ?? 0
}

function wallTime(minutes: number): string {
	const two = (value: number) => String(value).padStart(2, '0')
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
