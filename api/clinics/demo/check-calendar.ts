import { occurrences, parseRule } from '../../time/recurrence.ts'
import { type Day, minutesOf, toDay, WEEKDAYS, weekdayOf } from './calendar.ts'
import { type Report, reportThrown } from './check.ts'
import type { DemoClinic } from './schema.ts'

// Long enough to meet every pair of alternate weeks and of nth weekdays of a month.
const SAMPLE_DAYS = 182

interface Recurring {
	rrule: string
	anchorDate: string
}

interface Shift extends Recurring {
	path: string
	start: string
	end: string
	staff: string
	kind: string
	room: string | undefined
}

/** Hours, rules and dates: harmless, in order, inside opening hours, and nobody in two places. */
export function checkCalendar(clinic: DemoClinic, report: Report): void {
	checkHours(clinic, report)
	checkClosures(clinic, report)
	checkRanges(clinic, report)
	const shifts = shiftsOf(clinic)
	const readable = shifts.filter((shift) => checkRule(shift, shift.path, report))
	for (const shift of shifts) checkShift(shift, clinic, report)
	for (const shift of readable) checkWithinHours(shift, clinic, report)
	checkClashes(readable, report)
	checkUrgentHolds(clinic, readable, report)
}

function shiftsOf(clinic: DemoClinic): Shift[] {
	return clinic.staff.flatMap((person, p) =>
		person.schedule.map((entry, s) => ({
			...entry,
			room: entry.room,
			staff: person.id,
			path: `staff[${p}].schedule[${s}]`,
		})),
	)
}

function checkRule(rule: Recurring, path: string, report: Report): boolean {
	return (
		reportThrown(() => toDay(rule.anchorDate), `${path}.anchorDate`, report) &&
		reportThrown(() => parseRule(rule.rrule, rule.anchorDate), `${path}.rrule`, report)
	)
}

function checkOrder(range: { start: string; end: string }, path: string, report: Report): void {
	if (minutesOf(range.end) <= minutesOf(range.start)) report(`${path}.end`, 'Is not after start')
}

function checkHours(clinic: DemoClinic, report: Report): void {
	for (const [day, hours] of Object.entries(clinic.hours)) {
		if (hours) checkOrder({ start: hours[0], end: hours[1] }, `hours.${day}`, report)
	}
}

function checkClosures(clinic: DemoClinic, report: Report): void {
	for (const [i, closure] of clinic.closures.entries()) {
		if (!('day' in closure)) continue
		// 2028 is a leap year, so 29 February passes.
		const date = `2028-${String(closure.month).padStart(2, '0')}-${String(closure.day).padStart(2, '0')}`
		reportThrown(() => toDay(date), `closures[${i}].day`, report)
	}
}

function checkRanges(clinic: DemoClinic, report: Report): void {
	const staff = new Set(clinic.staff.map((person) => person.id))
	for (const part of ['breaks', 'meetings'] as const) {
		for (const [i, entry] of clinic[part].entries()) {
			checkOrder(entry, `${part}[${i}]`, report)
			checkRule(entry, `${part}[${i}]`, report)
		}
	}
	for (const [i, entry] of clinic.customHours.entries()) {
		checkOrder(entry, `customHours[${i}]`, report)
		if (!staff.has(entry.staff)) report(`customHours[${i}].staff`, `No staff "${entry.staff}"`)
	}
}

function checkShift(shift: Shift, clinic: DemoClinic, report: Report): void {
	checkOrder(shift, shift.path, report)
	const known = clinic.rooms.some((room) => room.id === shift.room)
	if (shift.room !== undefined && !known) {
		report(`${shift.path}.room`, `No room "${shift.room}"`)
	}
}

function checkWithinHours(shift: Shift, clinic: DemoClinic, report: Report): void {
	const weekdays = new Set(daysOf(shift).map((day) => weekdayOf(day)))
	for (const weekday of weekdays) {
		const name = WEEKDAYS[weekday - 1] ?? 'mon'
		const hours = clinic.hours[name]
		if (!hours) report(shift.path, `Works on a day the clinic is closed (${name})`)
		else if (shift.start < hours[0] || shift.end > hours[1]) {
			report(shift.path, `Lies outside the opening hours of ${name}`)
		}
	}
}

/** Nobody works twice at once, and a consulting room holds one person. */
function checkClashes(shifts: readonly Shift[], report: Report): void {
	for (const [i, one] of shifts.entries()) {
		for (const other of shifts.slice(i + 1)) {
			const person = one.staff === other.staff
			const room = one.room !== undefined && one.room === other.room && isSingle(one, other)
			if (!(person || room) || one.end <= other.start || other.end <= one.start) continue
			const days = new Set(daysOf(one))
			const clash = daysOf(other).some((day) => days.has(day))
			if (!clash) continue
			report(other.path, person ? `Overlaps ${one.path}` : `The room is taken by ${one.path}`)
		}
	}
}

/** A theatre team shares its room on purpose. */
function isSingle(one: Shift, other: Shift): boolean {
	const shares = (shift: Shift) => shift.kind === 'theatre_support' || shift.kind === 'surgery'
	return !shares(one) && !shares(other)
}

function checkUrgentHolds(clinic: DemoClinic, shifts: readonly Shift[], report: Report): void {
	for (const [i, hold] of clinic.urgentHolds.entries()) {
		const path = `urgentHolds[${i}]`
		const type = clinic.appointmentTypes.find((candidate) => candidate.id === hold.type)
		if (!type) report(`${path}.type`, `No appointment type "${hold.type}"`)
		const own = shifts.filter((shift) => shift.staff === hold.staff)
		if (own.length === 0) report(`${path}.staff`, `No staff "${hold.staff}" with hours`)
		if (!checkRule(hold, path, report) || !type || own.length === 0) continue
		for (const [t, time] of hold.times.entries()) {
			const end = minutesOf(time) + type.durationMinutes
			const inside = own.filter(
				(shift) => minutesOf(shift.start) <= minutesOf(time) && end <= minutesOf(shift.end),
			)
			const worked = new Set(inside.flatMap(daysOf))
			// Shifts begin at different anchors: only days after the latest can be compared.
			const from = Math.max(...own.map((shift) => toDay(shift.anchorDate)))
			const idle = daysOf(hold).some((day) => day >= from && !worked.has(day))
			if (idle) report(`${path}.times[${t}]`, `${hold.staff} is not at work then`)
		}
	}
}

function daysOf(rule: Recurring): Day[] {
	const from = toDay(rule.anchorDate)
	return occurrences(rule.rrule, rule.anchorDate, 0, from, from + SAMPLE_DAYS)
}
