/**
 * What staff may do past the rules, with a reason: a start that no rule allows is asked about again
 * without the rules that it breaks, and at last on lanes above the capacity. Decided by the same search as
 * every other start, over a plan that lacks what stands in the way.
 */
import type { Minute } from '../time/interval.ts'
import { above } from './beyond-capacity.ts'
import { VET_RULES } from './eligibility.ts'
import { explainStart, type RuleOutcome } from './explain.ts'
import type { Candidate, Plan, Question, Reason, ReasonCode, Resource } from './model.ts'
import { candidatesAt } from './slots.ts'
import { isPerson } from './terms.ts'
import { unjudged } from './unjudged.ts'

/** What it takes to have a start; `other`: nothing helps but another time or person. */
export type Needed = 'nothing' | 'override' | 'overbook' | 'other'

export interface Placement {
	needs: Needed
	/** Who takes it then, and with what; null: nobody can. */
	fit: Candidate | null
	/** Every rule that is broken by whoever takes it, or by the one who comes nearest. */
	broken: Reason[]
	/** Resources that are given more than they have places for. */
	overbooked: string[]
}

/** Rules about hours; all else that can be passed over is about the visit or the person. */
const HOURS: ReadonlySet<ReasonCode> = new Set([
	'closed',
	'emergency_only',
	'type_not_in_hours',
	'not_admission_time',
	'cap_closed',
])
const BARS: ReadonlySet<ReasonCode> = new Set(VET_RULES.map(({ code }) => code))

/**
 * Who takes a start with the least that has to be passed over for it.
 *
 * @param vetId null: anyone; then only those who are at work are asked, unless nobody is
 */
export function placeBeyond(question: Question, start: Minute, vetId: string | null): Placement {
	const [first] = candidatesAt(question, start, vetId)
	if (first) return { needs: 'nothing', fit: first, broken: [], overbooked: [] }
	const failed = failedAt(question, start, vetId)
	const people = question.plan.resources.filter(
		(one) => isPerson(one) && one.active && (vetId === null || one.id === vetId),
	)
	let best: Placement | null = null
	for (const vet of nearest(people, failed)) {
		const place = placeWith(question, start, { vet, failed: concerning(failed, vet) })
		if (place.needs === 'override') return place
		if (best === null || (best.needs === 'other' && place.needs === 'overbook')) best = place
	}
	return best ?? { needs: 'other', fit: null, broken: failed, overbooked: [] }
}

function failedAt(question: Question, start: Minute, vetId: string | null): RuleOutcome[] {
	return explainStart(question, start, vetId).filter(({ passed }) => !passed)
}

const concerning = (failed: readonly RuleOutcome[], vet: Resource) =>
	failed.filter((rule) => rule.vetId === null || rule.vetId === vet.id)

/** Those who may do it and are at work come before all others; then the fewest broken rules count. */
function nearest(people: readonly Resource[], failed: readonly RuleOutcome[]): Resource[] {
	const breaks = (vet: Resource, codes: ReadonlySet<ReasonCode>) =>
		failed.some((rule) => rule.vetId === vet.id && codes.has(rule.code))
	const orAll = (some: Resource[], all: readonly Resource[]) => (some.length > 0 ? some : [...all])
	const able = people.filter((vet) => !breaks(vet, BARS))
	const here = orAll(able, people).filter((vet) => !breaks(vet, HOURS))
	const count = (vet: Resource) => concerning(failed, vet).length
	return orAll(here, orAll(able, people)).sort((a, b) => count(a) - count(b))
}

interface Nearly {
	vet: Resource
	failed: readonly RuleOutcome[]
}

function placeWith(question: Question, start: Minute, { vet, failed }: Nearly): Placement {
	const hours = failed.some(({ code }) => HOURS.has(code))
	const levels = [unruled(question, vet, hours), wideOpen(question, vet)]
	for (const level of levels) {
		const [fit] = candidatesAt(level, start, vet.id)
		if (fit) return { needs: 'override', fit, broken: reasons(failed), overbooked: [] }
	}
	// Rules behind one that failed had not been asked: how busy the time is shows only now.
	const all = [...failed, ...levels.flatMap((level) => failedAt(level, start, vet.id))]
	for (const level of levels) {
		const found = above(level, start, { vet, failed: failedAt(level, start, vet.id) })
		if (found) return { needs: 'overbook', broken: reasons(all), ...found }
	}
	return { needs: 'other', fit: null, broken: reasons(all), overbooked: [] }
}

function reasons(failed: readonly RuleOutcome[]): Reason[] {
	const seen = new Set<string>()
	return failed.flatMap(({ code, vetId, data, message }) => {
		if (seen.has(code)) return []
		seen.add(code)
		return [{ code, vetId, data, message }]
	})
}

/** Without the rules about the visit and the person, and without the person's hours if those fail. */
function unruled(question: Question, vet: Resource, hours: boolean): Question {
	const { plan, type } = question
	const free = { ...vet, species: null }
	const resources = plan.resources.map((one) => (one.id === vet.id ? free : one))
	const open = hours ? openFor(plan, vet) : plan
	return { ...question, type: unjudged(type, vet), plan: { ...open, resources } }
}

/** Somebody's hours round the clock, with whatever rooms and others have. */
function openFor(plan: Plan, vet: Resource): Plan {
	const others = plan.resources.filter(({ id }) => id !== vet.id)
	return {
		...plan,
		schedules: [
			...plan.schedules.filter(({ resourceId }) => resourceId !== vet.id),
			roundTheClock(vet),
		],
		overrides: plan.overrides.flatMap((one) => {
			if (one.resourceId !== null) return one.resourceId === vet.id ? [] : [one]
			return others.map(({ id }) => ({ ...one, resourceId: id }))
		}),
	}
}

/** Also without the hours of rooms, equipment and caps, and without what species they are for. */
function wideOpen(question: Question, vet: Resource): Question {
	const { plan, type } = question
	const people = new Set(plan.resources.filter(isPerson).map(({ id }) => id))
	return {
		...question,
		type: unjudged(type, vet),
		plan: {
			...plan,
			resources: plan.resources.map((one) => ({ ...one, species: null })),
			schedules: [
				...plan.schedules.filter(({ resourceId: id }) => people.has(id) && id !== vet.id),
				roundTheClock(vet),
			],
			overrides: plan.overrides.filter(
				({ resourceId: id }) => id !== null && people.has(id) && id !== vet.id,
			),
		},
	}
}

const LONG_AGO = '2000-01-01'

function roundTheClock(vet: Resource): Plan['schedules'][number] {
	return {
		resourceId: vet.id,
		rule: 'FREQ=DAILY',
		anchorDate: LONG_AGO,
		startTime: '00:00',
		endTime: '00:00',
		effectiveFrom: LONG_AGO,
		effectiveUntil: null,
		stepMinutes: null,
		bufferMinutes: 0,
		lanes: vet.capacity,
		breaks: [],
		appointmentTypeIds: null,
		keepBack: [],
	}
}
