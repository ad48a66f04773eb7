import { readFileSync } from 'node:fs'
import type { Plan, Question } from '../../../api/availability/model.ts'
import { findSlots } from '../../../api/availability/slots.ts'
import { fromDay, toDay } from '../../../api/time/date.ts'
import { minuteOf, zoneOf } from '../../../api/time/zone.ts'
import { plan, question, schedule, type, vet } from '../../api/availability/clinic.ts'

/** A month of one or several hosts, with the starts that are free. */
export interface Workload {
	tz: string
	from: string
	to: string
	/** 0 is Sunday. */
	days: number[]
	open: string
	close: string
	slotMinutes: number
	hosts: { start: string; end: string }[][]
	expected: string[]
}

export function readWorkload(hosts: 1 | 8): Workload {
	const name = `slots-workload-${hosts}-host${hosts > 1 ? 's' : ''}.json`
	return JSON.parse(readFileSync(new URL(`../../tables/${name}`, import.meta.url), 'utf8'))
}

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** The hosts as a clinic's plan. Its rule begins `age` days earlier, which changes its text only. */
export function planOf(work: Workload, age = 0): Plan {
	const ids = work.hosts.map((_, i) => `host ${i}`)
	const rule = `FREQ=WEEKLY;BYDAY=${work.days.map((day) => DAYS[day]).join()}`
	const anchorDate = fromDay(toDay('2027-01-01') - age)
	return plan({
		zone: work.tz,
		resources: ids.map((id) => vet(id)),
		schedules: ids.map((id) =>
			schedule(id, { rule, anchorDate, startTime: work.open, endTime: work.close }),
		),
	})
}

export function questionOf(work: Workload, given: Plan): Question {
	const zone = zoneOf(work.tz)
	const minute = (iso: string) => minuteOf(Date.parse(iso))
	return question({
		plan: given,
		busy: work.hosts.flatMap((list, i) =>
			list.map(({ start, end }) => ({
				resourceId: `host ${i}`,
				lane: 0,
				startsAt: minute(start),
				endsAt: minute(end),
			})),
		),
		now: minute(work.from) - 1,
		from: zone.dateAt(minute(work.from)),
		to: zone.dateAt(minute(work.to) - 1),
		type: type({ durationMinutes: work.slotMinutes }),
	})
}

/** Fails unless the starts, in epoch milliseconds, are those of the table. */
export function assertStarts(work: Workload, starts: readonly number[], whose: string): void {
	const texts = starts.map((start) => new Date(start).toISOString())
	const same = texts.join() === work.expected.join()
	if (!same) throw new Error(`${whose}: ${texts.length} starts, not the ones of the table`)
}

/** The engine's answer to a workload, checked, as a call to be timed. */
export function engineOf(work: Workload, ask: (i: number) => Question): (i: number) => unknown {
	const starts = findSlots(ask(0)).days.flatMap((day) => day.starts)
	assertStarts(
		work,
		starts.map((start) => start * 60_000),
		'engine',
	)
	return (i) => findSlots(ask(i))
}
