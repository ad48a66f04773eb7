/**
 * A second, slow opinion on availability: it writes down for every single minute of a fortnight what the
 * wall clock shows and who is open, and knows no ranges, no offsets and none of the engine's code.
 */
import type { Override, Question, Resource, Schedule } from '../../../api/availability/model.ts'
import type { ReleaseTime } from '../../../api/availability/steps.ts'

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
	terms: Pick<
		Schedule,
		'stepMinutes' | 'bufferMinutes' | 'lanes' | 'appointmentTypeIds' | 'keepBack'
	>
}

interface Shape {
	step: number
	before: number
	after: number
	length: number
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
		const { type, visit } = this.question
		if (!this.#mayStart(start)) return false
		if (type.species && !type.species.includes(visit.species!)) return false
		if (vet.species && !vet.species.includes(visit.species!)) return false
		if (!type.requiredSkills.every((skill) => vet.skills.includes(skill))) return false
		const { bufferBefore: before } = type
		const length = this.#lengthAt(start)
		return this.runsOf(vet).some((run) => {
			const { stepMinutes, bufferMinutes, lanes, appointmentTypeIds } = run.terms
			if (start < run.from || start + length > run.until) return false
			const step = type.stepMinutes ?? stepMinutes ?? type.durationMinutes
			if (appointmentTypeIds && !appointmentTypeIds.includes(type.id)) return false
			const after = Math.max(type.bufferAfter, bufferMinutes)
			if (before + length + after > this.#roomOn(vet, run)) return false
			const count = Math.min(lanes, vet.capacity)
			if (type.starts === 'flush') {
				const shape = { step, before, after, length }
				return Array.from({ length: count }, (_, lane) => lane).some((lane) =>
					this.#flushStarts(run, lane, vet, shape).has(start),
				)
			}
			if ((start - run.from) % step !== 0) return false
			const [from, until] = [start - before, start + length + after]
			if (!this.#hasLane(vet, count, from, until)) return false
			return this.#hasOthers(start, start + length, from, until)
		})
	}

	#ageOn(start: number): number | undefined {
		const { visit, now } = this.question
		return visit.ageDays && visit.ageDays + this.#dayOf(start) - this.#dayOf(now)
	}

	#lengthAt(start: number): number {
		const { type, visit } = this.question
		const age = this.#ageOn(start)
		let length =
			type.durationMinutes +
			(visit.pets - 1) * type.extraPetMinutes +
			(visit.problems - 1) * type.extraProblemMinutes
		if (visit.client === 'new') length += type.newClientMinutes
		for (const { fromDays, underDays, minutes } of type.ageMinutes) {
			if (age !== undefined && age >= fromDays! && age < underDays!) length += minutes
		}
		return length
	}

	/** The rules of the clock and of the day. */
	#mayStart(start: number): boolean {
		const { type, visit, now } = this.question
		const [day, today, age] = [this.#dayOf(start), this.#dayOf(now), this.#ageOn(start)]
		if (start < now + type.minNoticeMinutes) return false
		if (day > today + (type.sameDayOnly ? 0 : type.horizonDays)) return false
		for (const { species, minDays, maxDays } of type.ageLimits) {
			if (age === undefined || !(species?.includes(visit.species!) ?? true)) continue
			if (age < (minDays ?? 0) || age > (maxDays ?? 99_999)) return false
		}
		if (type.earlierVisit && visit.lastVisit) {
			const ago = day - number(visit.lastVisit)
			if (ago < type.earlierVisit.minDays || ago > type.earlierVisit.maxDays) return false
		}
		return true
	}

	/** Minutes left of a run's day, after what is kept back of it. */
	#roomOn(vet: Resource, run: Run): number {
		const known = this.#rooms.get(run) ?? this.#countRoom(vet, run)
		this.#rooms.set(run, known)
		return known
	}

	#rooms = new Map<Run, number>()

	#countRoom(vet: Resource, run: Run): number {
		const { type, now } = this.question
		if (type.urgent || run.terms.keepBack.length === 0) return 99_999
		const day = this.#dayOf(run.from)
		const mine = this.runsOf(vet).filter(
			({ from, terms }) =>
				this.#dayOf(from) === day && (terms.appointmentTypeIds?.includes(type.id) ?? true),
		)
		const begin = Math.min(...mine.map(({ from }) => from))
		const [step] = run.terms.keepBack
			.map((one) => ({ share: one.share, at: this.#stepAt(one, day, begin) }))
			.filter(({ at }) => at > now)
			.sort((a, b) => a.at - b.at)
		if (type.urgent || !step || step.share === 0) return 99_999
		let [total, taken] = [0, 0]
		for (const { from, until, terms } of mine) {
			for (let lane = 0; lane < Math.min(terms.lanes, vet.capacity); lane++) {
				const isFree = this.#freeOn(vet, lane)
				for (let minute = from; minute < until; minute++) {
					total++
					if (!isFree(minute)) taken++
				}
			}
		}
		return total - Math.round(total * step.share) - taken
	}

	#stepAt(step: ReleaseTime, day: number, begin: number): number {
		if ('at' in step) return instantOf(this.walls, day, minutes(step.at))
		return begin - 60 * step.hoursBefore
	}

	#taken = new Map<string, Set<number>>()

	#freeOn(vet: Resource, lane: number): (minute: number) => boolean {
		const key = `${vet.id} ${lane}`
		const taken = this.#taken.get(key) ?? new Set<number>()
		if (!this.#taken.has(key)) {
			for (const row of this.question.busy) {
				if (row.resourceId !== vet.id || row.lane !== lane) continue
				for (let minute = row.startsAt; minute < row.endsAt; minute++) taken.add(minute)
			}
			this.#taken.set(key, taken)
		}
		return (minute) => !taken.has(minute)
	}

	#flush = new Map<string, Set<number>>()

	/** Lists all starts of a run that fit, minute by minute, and picks the flush ones of each stretch. */
	#flushStarts(run: Run, lane: number, vet: Resource, shape: Shape): Set<number> {
		const key = `${vet.id} ${lane} ${run.from} ${run.until} ${Object.values(shape)} ${run.terms.lanes}`
		const known = this.#flush.get(key)
		if (known) return known
		const { before, after, length } = shape
		const isFree = this.#freeOn(vet, lane)
		const chosen = new Set<number>()
		let first: number | null = null
		for (let at = run.from; at <= run.until; at++) {
			let fits = at + length <= run.until
			for (let minute = at - before; fits && minute < at + length + after; minute++) {
				fits = isFree(minute)
			}
			if (fits) first ??= at
			else if (first !== null) {
				this.#choose(
					run,
					{ first, last: at - 1, touches: !isFree(at - 1 + length + after) },
					shape,
					chosen,
				)
				first = null
			}
		}
		this.#flush.set(key, chosen)
		return chosen
	}

	#choose(
		run: Run,
		{ first, last, touches }: { first: number; last: number; touches: boolean },
		{ step, before, after, length }: Shape,
		chosen: Set<number>,
	): void {
		const isServed = (at: number) =>
			this.#mayStart(at) &&
			this.#lengthAt(at) === length &&
			this.#hasOthers(at, at + length, at - before, at + length + after)
		const isClosing = touches && isServed(last)
		if (isClosing) chosen.add(last)
		const shortest = before + this.question.type.durationMinutes + after
		for (let at = first; at <= last; at++) {
			if (at !== first && (at - run.from) % step !== 0) continue
			const gap = last - at
			const spoils = at !== first && isClosing && gap > 0 && gap < shortest
			if (spoils || !isServed(at)) continue
			chosen.add(at)
			return
		}
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
			if (!away) continue
			for (const day of this.#daysOf(one)) {
				const span = this.#span(day, one)
				if (one.release && this.#isReleased(one.release, day, span)) continue
				for (const minute of span) closed.add(minute)
			}
		}
		const taken = plan.elsewhere.get(resource.id) ?? []
		for (let i = 0; i < taken.length; i += 2) {
			for (let minute = taken[i]!; minute < taken[i + 1]!; minute++) closed.add(minute)
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

	#isReleased(release: ReleaseTime, day: number, span: number[]): boolean {
		if (span.length === 0) return false
		const at = this.#stepAt(release, day, span[0]!)
		return at <= this.question.now && at <= span.at(-1)!
	}

	/** Minutes of each schedule and day, breaks gone, custom hours applied. */
	*#stretches(resource: Resource): Generator<[number[], Run['terms']]> {
		const { plan } = this.question
		const schedules = plan.schedules.filter(({ resourceId }) => resourceId === resource.id)
		const free = {
			stepMinutes: null,
			bufferMinutes: 0,
			lanes: 99,
			appointmentTypeIds: null,
			keepBack: [],
		}
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
