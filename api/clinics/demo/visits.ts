import { allowedAges } from '../../availability/limits.ts'
import type { Busy, Plan, Question, Resource, TypeRules } from '../../availability/model.ts'
import { openingsOf } from '../../availability/openings.ts'
import { candidatesAt, findSlots } from '../../availability/slots.ts'
import type { Minute } from '../../time/interval.ts'
import { type Zone, zoneOf } from '../../time/zone.ts'
import type { TypeRow } from '../queries.ts'
import { type Day, fromDay } from './calendar.ts'
import type { Patient } from './people.ts'
import { type Random, seeded } from './seed.ts'

/** A clinic as its visits are made up from: what is open, what is offered, and who may come. */
export interface World {
	slug: string
	plan: Plan
	types: readonly { row: TypeRow; rules: TypeRules }[]
	patients: readonly Patient[]
}

/** A made-up visit. A cancelled one leaves its time to others. */
export interface DemoVisit {
	type: TypeRow
	vetId: string
	patients: Patient[]
	/** Without buffers. */
	startsAt: Minute
	endsAt: Minute
	/** Empty once cancelled. */
	reservations: readonly Busy[]
	cancelled: boolean
	urgent: boolean
}

const LEAST_SHARE = 0.52
const MOST_SHARE = 0.72
const CANCELLED = 0.06
const URGENT_TAKEN = 0.6
const MANY_TRIES = 60

// Roughly what a small clinic's week is made of; types that are not named are rarer.
const WEIGHTS: Record<string, number> = {
	sick_visit: 30,
	adult_booster: 24,
	wellness: 24,
	recheck: 14,
	exotic_visit: 8,
	med_review: 8,
	new_pet: 8,
	senior_check: 6,
	primary_1: 5,
	nurse_nails: 10,
	tech_nails: 10,
	post_op: 8,
	nurse_weight: 6,
	lab_draw: 6,
	tech_booster: 6,
}
const RARE = 3

/**
 * The visits of one day: around sixty percent of everyone's bookable time, each at a start that the
 * slot engine offers beside the ones before it, so that nothing can contradict the rules.
 *
 * @param busy what is taken already, holds and real bookings included
 * @param past also fills the time kept for urgent visits, as a day that is over had them
 */
export function visitsOfDay(
	world: World,
	day: Day,
	busy: readonly Busy[],
	past: boolean,
): DemoVisit[] {
	const random = seeded(`${world.slug}/${fromDay(day)}`)
	const zone = zoneOf(world.plan.zone)
	const one = { world, day, random, zone, busy: [...busy], visits: [], seen: new Set<string>() }
	for (const person of world.plan.resources) {
		if (!sees(person)) continue
		if (past) takeUrgent(one, person)
		fillHours(one, person)
	}
	return one.visits
}

/** One day while it is being filled. */
interface DayInWork {
	world: World
	day: Day
	random: Random
	zone: Zone
	busy: Busy[]
	visits: DemoVisit[]
	/** Pets that come today; nobody comes twice. */
	seen: Set<string>
}

function sees({ kind, active, bookableOnline }: Resource): boolean {
	return (kind === 'veterinarian' || kind === 'nurse') && active && bookableOnline
}

function fillHours(one: DayInWork, person: Resource): void {
	const { random } = one
	const open = bookableMinutes(one.world, person.id, one.day, one.zone)
	const wanted = open * (LEAST_SHARE + random.next() * (MOST_SHARE - LEAST_SHARE))
	const types = one.world.types.filter(({ rules, row }) => mayDo(person, rules, row))
	if (types.length === 0) return
	let booked = 0
	for (let tries = 0; tries < MANY_TRIES && booked < wanted; tries++) {
		const { row, rules } = random.weighted(types, ({ row }) => WEIGHTS[row.slug] ?? RARE)
		if (booked + rules.durationMinutes / 2 > wanted) continue
		const visit = place(one, person, row, rules)
		if (visit && !visit.cancelled) booked += visit.endsAt - visit.startsAt
	}
}

/** Minutes of a day for everyday visits: neither kept for emergencies nor for operations. */
export function bookableMinutes(
	{ plan, types }: Pick<World, 'plan' | 'types'>,
	personId: string,
	day: Day,
	zone: Zone,
): number {
	const everyday = types.filter(({ rules }) => rules.admission === null).map(({ row }) => row.id)
	const [start, end] = [zone.toInstant(day, 0), zone.toInstant(day + 1, 0)]
	return openingsOf(plan, personId, fromDay(day), fromDay(day))
		.filter(({ kind }) => kind === 'normal')
		.filter(({ terms }) => terms.appointmentTypeIds?.some((id) => everyday.includes(id)) ?? true)
		.reduce((sum, one) => sum + Math.min(one.end, end) - Math.max(one.start, start), 0)
}

function mayDo(person: Resource, rules: TypeRules, row: TypeRow): boolean {
	const apart = ['callback', 'triage_only'].includes(row.booking_mode)
	return (
		!apart &&
		rules.admission === null &&
		rules.roles.includes(person.kind) &&
		rules.requiredSkills.every((skill) => person.skills.includes(skill))
	)
}

function place(
	one: DayInWork,
	person: Resource,
	row: TypeRow,
	rules: TypeRules,
): DemoVisit | undefined {
	const patients = choosePatients(one, person, rules)
	if (!patients) return undefined
	const question = questionOf(one, person, rules, patients)
	const starts = findSlots(question).days[0]?.starts ?? []
	if (starts.length === 0) return undefined
	// Receptions fill up from the front; the rest come when it suits them.
	const start = one.random.chance(0.5) ? (starts[0] ?? 0) : one.random.pick(starts)
	return take(one, question, start, { row, patients, urgent: false })
}

function take(
	one: DayInWork,
	question: Question,
	start: Minute,
	what: { row: TypeRow; patients: Patient[]; urgent: boolean },
): DemoVisit | undefined {
	const [candidate] = candidatesAt(question, start)
	if (!candidate) return undefined
	const cancelled = !what.urgent && one.random.chance(CANCELLED)
	const visit: DemoVisit = {
		type: what.row,
		vetId: candidate.vetId,
		patients: what.patients,
		startsAt: candidate.startsAt,
		endsAt: candidate.endsAt,
		reservations: cancelled ? [] : candidate.reservations,
		cancelled,
		urgent: what.urgent,
	}
	one.busy.push(...visit.reservations)
	one.visits.push(visit)
	for (const patient of what.patients) one.seen.add(patient.id)
	return visit
}

function takeUrgent(one: DayInWork, person: Resource): void {
	const type = one.world.types.find(({ row }) => row.booking_mode === 'triage_only')
	if (!type?.rules.roles.includes(person.kind)) return
	const date = fromDay(one.day)
	for (const opening of openingsOf(one.world.plan, person.id, date, date)) {
		if (opening.kind !== 'emergency' || !one.random.chance(URGENT_TAKEN)) continue
		const patients = choosePatients(one, person, type.rules)
		if (!patients) continue
		const question = questionOf(one, person, type.rules, patients.slice(0, 1))
		take(one, question, opening.start, {
			row: type.row,
			patients: patients.slice(0, 1),
			urgent: true,
		})
	}
}

function questionOf(
	one: DayInWork,
	person: Resource,
	rules: TypeRules,
	patients: readonly Patient[],
): Question {
	const date = fromDay(one.day)
	return {
		plan: one.world.plan,
		busy: one.busy,
		// Asked the day before, whatever today is: notice and horizon are not what is made up here.
		now: one.zone.toInstant(one.day - 1, 0),
		from: date,
		to: date,
		type: {
			...rules,
			mode: rules.urgent ? rules.mode : 'instant',
			minNoticeMinutes: 0,
			horizonDays: 2,
			sameDayOnly: false,
		},
		visit: {
			species: patients[0]?.species ?? null,
			client: 'existing',
			pets: patients.length,
			problems: 1,
			amber: rules.urgent,
		},
		vetId: person.id,
	}
}

/** A pet for which this visit makes sense, at times with another one of the same household. */
function choosePatients(one: DayInWork, person: Resource, rules: TypeRules): Patient[] | undefined {
	const fit = one.world.patients.filter(
		(patient) =>
			!one.seen.has(patient.id) &&
			(rules.species?.includes(patient.species) ?? true) &&
			(person.species?.includes(patient.species) ?? true) &&
			isOfAge(patient, rules, one.day),
	)
	if (fit.length === 0) return undefined
	const first = one.random.pick(fit)
	const pair = rules.extraPetMinutes > 0 && (rules.maxPets ?? 1) > 1 && one.random.chance(0.12)
	const other = fit.find(
		(patient) =>
			patient.clientId === first.clientId &&
			patient.species === first.species &&
			patient.id !== first.id,
	)
	return pair && other ? [first, other] : [first]
}

function isOfAge({ species, bornOn }: Patient, { ageLimits }: TypeRules, day: Day): boolean {
	const { minDays, maxDays } = allowedAges(ageLimits, { species })
	const age = day - bornOn
	return age >= Math.max(0, minDays) && age <= maxDays
}
