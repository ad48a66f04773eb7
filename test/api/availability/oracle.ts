/**
 * A second, slow opinion on availability: it writes down for every single minute of a fortnight what the
 * wall clock shows and who is open, and knows no ranges, no offsets and none of the engine's code.
 */
import type { Override, Question, Resource, Schedule } from '../../../api/availability/model.ts'

const DAY = 1440
const number = (date: string) => Date.parse(`${date}T00:00Z`) / 86_400_000
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** What the wall shows at each minute from `base` on, in minutes since 1970-01-01T00:00 of the wall. */
export interface Walls {
	base: number
	shown: number[]
	first: Map<number, number>
}

const cache = new Map<string, Walls>()

/** The walls of a zone for `count` days around a date. */
export function wallsOf(zone: string, date: string, count = 16): Walls {
	const key = `${zone} ${date}`
	const known = cache.get(key)
	if (known) return known
	const base = (number(date) - 5) * DAY
	const format = new Intl.DateTimeFormat('en-GB', {
		timeZone: zone,
		dateStyle: 'short',
		timeStyle: 'short',
	})
	const shown: number[] = []
	const first = new Map<number, number>()
	for (let i = 0; i < count * DAY; i++) {
		const [, d, m, y, time] = /^(\d+)\/(\d+)\/(\d+), (\d\d:\d\d)$/.exec(
			format.format((base + i) * 60_000),
		)!
		const wall = number(`${y}-${m}-${d}`) * DAY + minutes(time!)
		shown.push(wall)
		if (!first.has(wall)) first.set(wall, base + i)
	}
	const made = { base, shown, first }
	cache.set(key, made)
	return made
}

/** The earliest minute that shows a wall time; in a gap as long after its begin as the wall asks for. */
export function instantOf({ base, shown, first }: Walls, day: number, time: number): number {
	const wall = day * DAY + time
	const exact = first.get(wall)
	if (exact !== undefined) return exact
	const before = shown.findIndex((now, i) => now < wall && shown[i + 1]! > wall)
	return base + before + wall - shown[before]!
}

/** Understands just the rules that the generator writes. */
function happensOn(rule: string, anchorDate: string, day: number): boolean {
	const anchor = number(anchorDate)
	if (day < anchor) return false
	const weekday = (of: number) => ['TH', 'FR', 'SA', 'SU', 'MO', 'TU', 'WE'][of % 7]!
	switch (rule) {
		case 'FREQ=DAILY':
			return true
		case 'FREQ=DAILY;INTERVAL=2':
			return (day - anchor) % 2 === 0
		case 'FREQ=WEEKLY':
			return weekday(day) === weekday(anchor)
		case 'FREQ=WEEKLY;BYDAY=FR,SA,SU':
			return ['FR', 'SA', 'SU'].includes(weekday(day))
		default:
			throw new Error(rule)
	}
}

interface Run {
	from: number
	until: number
	terms: Pick<Schedule, 'stepMinutes' | 'bufferMinutes' | 'lanes' | 'appointmentTypeIds'>
}

export class Oracle {
	readonly question: Question
	readonly walls: Walls
	readonly days: number[]

	constructor(question: Question, walls: Walls) {
		this.question = question
		this.walls = walls
		const first = number(question.from)
		this.days = Array.from({ length: number(question.to) - first + 9 }, (_, i) => first - 4 + i)
	}

	/** Every minute of a local day. */
	minutesOf(date: string): number[] {
		const day = number(date)
		const { base, shown } = this.walls
		return shown.flatMap((wall, i) => (Math.floor(wall / DAY) === day ? [base + i] : []))
	}

	/** Whether a start can be booked with a vet. */
	allows(vet: Resource, start: number): boolean {
		const { type, visit, now } = this.question
		const length =
			type.durationMinutes +
			(visit.pets - 1) * type.extraPetMinutes +
			(visit.problems - 1) * type.extraProblemMinutes
		if (start < now + type.minNoticeMinutes) return false
		if (this.#dayOf(start) > this.#dayOf(now) + (type.sameDayOnly ? 0 : type.horizonDays))
			return false
		if (type.species && !type.species.includes(visit.species!)) return false
		if (vet.species && !vet.species.includes(visit.species!)) return false
		if (!type.requiredSkills.every((skill) => vet.skills.includes(skill))) return false
		return this.runsOf(vet).some((run) => {
			const { stepMinutes, bufferMinutes, lanes, appointmentTypeIds } = run.terms
			if (start < run.from || start + length > run.until) return false
			const step = type.stepMinutes ?? stepMinutes ?? type.durationMinutes
			if ((start - run.from) % step !== 0) return false
			if (appointmentTypeIds && !appointmentTypeIds.includes(type.id)) return false
			const from = start - type.bufferBefore
			const until = start + length + Math.max(type.bufferAfter, bufferMinutes)
			if (!this.#hasLane(vet, Math.min(lanes, vet.capacity), from, until)) return false
			return this.#hasOthers(start, start + length, from, until)
		})
	}

	#runs = new Map<string, Run[]>()

	/** Stretches of open minutes, after everything that takes minutes away. */
	runsOf(resource: Resource): Run[] {
		const known = this.#runs.get(resource.id)
		if (known) return known
		const { plan, type } = this.question
		const concerns = (one: Override) => one.resourceId === null || one.resourceId === resource.id
		const closed = new Set<number>()
		for (const one of plan.overrides.filter(concerns)) {
			const away = one.type === 'unavailable' || (one.type === 'emergency_only' && !type.urgent)
			if (away)
				for (const day of this.#daysOf(one)) for (const u of this.#span(day, one)) closed.add(u)
		}
		const runs: Run[] = []
		for (const [open, terms] of this.#stretches(resource)) {
			const kept = open.filter((minute) => !closed.has(minute))
			kept.forEach((minute, i) => {
				if (i > 0 && kept[i - 1] === minute - 1) runs.at(-1)!.until = minute + 1
				else runs.push({ from: minute, until: minute + 1, terms })
			})
		}
		this.#runs.set(resource.id, runs)
		return runs
	}

	/** Minutes of each schedule and day, breaks gone, custom hours applied. */
	*#stretches(resource: Resource): Generator<[number[], Run['terms']]> {
		const { plan } = this.question
		const schedules = plan.schedules.filter(({ resourceId }) => resourceId === resource.id)
		const free = { stepMinutes: null, bufferMinutes: 0, lanes: 99, appointmentTypeIds: null }
		const always = schedules.length === 0 && resource.kind !== 'veterinarian'
		const whole: number[] = []
		for (const day of this.days) {
			const own = this.#custom(resource.id, day)
			const limit = this.#custom(null, day)
			const within = (list: number[]) => (limit ? list.filter((minute) => limit.has(minute)) : list)
			const working = schedules.filter((one) => this.#works(one, day))
			if (always) {
				const today = this.#span(day, { startTime: null, endTime: null })
				whole.push(...within(own ? [...own] : today))
			} else if (own) {
				yield [within([...own].sort((a, b) => a - b)), working[0] ?? schedules[0] ?? free]
			} else for (const one of working) yield [within(this.#without(one, day)), one]
		}
		if (always) yield [[...new Set(whole)].sort((a, b) => a - b), free]
	}

	#works(schedule: Schedule, day: number): boolean {
		if (day < number(schedule.effectiveFrom)) return false
		if (schedule.effectiveUntil && day > number(schedule.effectiveUntil)) return false
		return happensOn(schedule.rule, schedule.anchorDate, day)
	}

	#without(schedule: Schedule, day: number): number[] {
		const away = new Set<number>()
		const overnight = schedule.endTime <= schedule.startTime
		for (const pause of schedule.breaks) {
			const times = { startTime: pause.start, endTime: pause.end }
			if (pause.rule) {
				for (const on of this.days) {
					if (!happensOn(pause.rule, pause.anchorDate!, on)) continue
					for (const minute of this.#span(on, times)) away.add(minute)
				}
			} else {
				const late = overnight && pause.start < schedule.startTime
				for (const minute of this.#span(late ? day + 1 : day, times)) away.add(minute)
			}
		}
		return this.#span(day, schedule).filter((minute) => !away.has(minute))
	}

	#custom(resourceId: string | null, day: number): Set<number> | null {
		const mine = this.question.plan.overrides.filter(
			(one) =>
				one.type === 'custom_hours' &&
				one.resourceId === resourceId &&
				this.#daysOf(one).includes(day),
		)
		return mine.length > 0 ? new Set(mine.flatMap((one) => this.#span(day, one))) : null
	}

	#daysOf({ date, rule, anchorDate }: Override): number[] {
		return this.days.filter((day) =>
			date !== null ? day === number(date) : happensOn(rule!, anchorDate!, day),
		)
	}

	#span(day: number, times: { startTime: string | null; endTime: string | null }): number[] {
		const start = times.startTime === null ? 0 : minutes(times.startTime)
		const end = times.endTime === null ? 0 : minutes(times.endTime)
		const from = instantOf(this.walls, day, start)
		const until = instantOf(this.walls, end <= start ? day + 1 : day, end)
		return Array.from({ length: Math.max(0, until - from) }, (_, i) => from + i)
	}

	#dayOf(instant: number): number {
		return Math.floor(this.walls.shown[instant - this.walls.base]! / DAY)
	}

	#hasLane(resource: Resource, count: number, from: number, until: number): boolean {
		for (let lane = 0; lane < count; lane++) {
			const clash = this.question.busy.some(
				(row) =>
					row.resourceId === resource.id &&
					row.lane === lane &&
					Array.from({ length: until - from }, (_, i) => from + i).some(
						(minute) => minute >= row.startsAt && minute < row.endsAt,
					),
			)
			if (!clash) return true
		}
		return false
	}

	/** Tries every way to give each need a resource of its own. */
	#hasOthers(start: number, end: number, from: number, until: number): boolean {
		const { type, plan } = this.question
		const needs = [
			...(type.roomTypes ? [{ kind: 'room', wanted: type.roomTypes }] : []),
			...type.equipment.map((item) => ({ kind: 'equipment', wanted: [item] })),
		]
		const meet = (index: number, used: string[]): boolean => {
			const need = needs[index]
			if (!need) return true
			return plan.resources.some((one) => {
				if (one.kind !== need.kind || used.includes(one.id)) return false
				if (!need.wanted.includes(one.id) && !need.wanted.includes(one.category!)) return false
				const open = new Set(
					this.runsOf(one)
						.filter(({ terms }) => terms.appointmentTypeIds?.includes(type.id) ?? true)
						.flatMap((run) => Array.from({ length: run.until - run.from }, (_, i) => run.from + i)),
				)
				for (let minute = start; minute < end; minute++) if (!open.has(minute)) return false
				return this.#hasLane(one, one.capacity, from, until) && meet(index + 1, [...used, one.id])
			})
		}
		return meet(0, [])
	}
}
