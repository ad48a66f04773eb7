/** A start on lanes above the capacity: what is full is asked about as if those lanes were all it had. */
import type { Minute } from '../time/interval.ts'
import { pointsOf } from './caps.ts'
import type { RuleOutcome } from './explain.ts'
import type { Busy, Candidate, Question, ReasonCode, Resource } from './model.ts'
import { candidatesAt } from './slots.ts'
import { isPerson } from './terms.ts'

/** So many lanes may be taken above a capacity. Of a cap: the places of so many visits. */
const MOST_ABOVE = 2

interface Full {
	vet: Resource
	/** The rules that the start breaks when asked of the same question. */
	failed: readonly RuleOutcome[]
}

interface Above {
	fit: Candidate
	overbooked: string[]
}

/**
 * @returns null when it is not fullness that stands in the way, or when the lanes above are full, too
 */
export function above(question: Question, start: Minute, full: Full): Above | null {
	const codes = new Set(full.failed.map(({ code }) => code))
	const { resources } = question.plan
	const lifted = new Set(
		resources.filter((one) => isFull(one, full.vet, codes)).map(({ id }) => id),
	)
	const raised = codes.has('day_full') || codes.has('hour_full')
	if (lifted.size === 0 && !raised) return null
	const capacities = new Map(resources.map(({ id, capacity }) => [id, capacity]))
	const asked = lift(question, { lifted, raised, capacities })
	const [found] = candidatesAt(asked, start, full.vet.id)
	if (!found) return null
	const reservations = found.reservations.map((part) => {
		const base = lifted.has(part.resourceId) ? (capacities.get(part.resourceId) ?? 0) : 0
		return { ...part, lane: part.lane + base }
	})
	const overbooked = reservations
		.filter(({ resourceId, lane }) => lane >= (capacities.get(resourceId) ?? 0))
		.map(({ resourceId }) => resourceId)
	return { fit: { ...found, reservations }, overbooked: [...new Set(overbooked)] }
}

/** Which rule tells that a resource has no lane left. */
function isFull(one: Resource, vet: Resource, codes: ReadonlySet<ReasonCode>): boolean {
	if (one.id === vet.id) return codes.has('vet_busy')
	if (isPerson(one)) return codes.has('person_not_free')
	if (one.kind === 'room') return codes.has('room_not_free')
	return one.kind === 'equipment' && codes.has('equipment_not_free')
}

interface Lift {
	lifted: ReadonlySet<string>
	raised: boolean
	capacities: ReadonlyMap<string, number>
}

/** The question with the lanes above in place of those that are full. */
function lift(question: Question, { lifted, raised, capacities }: Lift): Question {
	const { plan, busy, type, visit } = question
	const more = new Map(
		type.caps.map((use) => [use.resourceId, MOST_ABOVE * pointsOf(use.points, visit)]),
	)
	const resources = plan.resources.map((one) => {
		if (lifted.has(one.id)) return { ...one, capacity: MOST_ABOVE }
		const cap = raised && one.kind === 'cap' ? (more.get(one.id) ?? 0) : 0
		// Places of a day are no lanes of a person: a visit may take the last ones and some above.
		return cap > 0 ? { ...one, capacity: one.capacity + cap } : one
	})
	const schedules = plan.schedules.map((one) =>
		lifted.has(one.resourceId) ? { ...one, lanes: MOST_ABOVE } : one,
	)
	const shifted = busy.flatMap((row): Busy[] => {
		if (!lifted.has(row.resourceId)) return [row]
		const lane = row.lane - (capacities.get(row.resourceId) ?? 0)
		return lane < 0 ? [] : [{ ...row, lane }]
	})
	return { ...question, busy: shifted, plan: { ...plan, resources, schedules } }
}
