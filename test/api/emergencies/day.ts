/** Days to plan an emergency into; everything has a plain default, a test names what it is about. */
import type { Plan, Question, TypeRules } from '../../../api/availability/model.ts'
import type { DayVisit, Situation, VisitFacts } from '../../../api/emergencies/model.ts'
import { fitAt } from '../../../api/emergencies/places.ts'
import type { Minute } from '../../../api/time/interval.ts'
import { at, plan, question, type } from '../availability/clinic.ts'

export const clock = (time: string): Minute => at(`2027-06-07 ${time}`)

/** As staff ask about one time: without notice, grid or horizon. */
export function staffQuestion(of: Plan, rules: Partial<TypeRules>): Question {
	return question({ plan: of, type: type(rules), asker: 'staff', held: true, now: clock('08:00') })
}

export interface Booking {
	vetId: string
	start: string
	minutes?: number
	facts?: Partial<VisitFacts>
	rules?: Partial<TypeRules>
}

const plain: VisitFacts = {
	fixed: false,
	flexible: false,
	urgent: false,
	waitedDays: 0,
	delayed: false,
	setOut: false,
}

export interface Day {
	plan?: Plan
	bookings: readonly Booking[]
	emergency?: { minutes?: number; arrives?: string; rules?: Partial<TypeRules> }
	severity?: Situation['severity']
	now?: string
}

/** Books the visits one after the other; those that do not fit are left out. */
export function situation({
	plan: of = plan(),
	bookings,
	emergency = {},
	...more
}: Day): Situation {
	const visits: DayVisit[] = []
	for (const [i, { vetId, start, minutes = 30, facts, rules }] of bookings.entries()) {
		const asked = staffQuestion(of, { durationMinutes: minutes, ...rules })
		const busy = visits.flatMap((visit) => visit.reservations)
		const fit = fitAt(asked, busy, clock(start), vetId)
		if (!fit) continue
		const { startsAt, endsAt, reservations } = fit
		const times = { start: startsAt, end: endsAt }
		const own = { id: `v${i}`, vetId, ...times, reservations, question: asked }
		visits.push({ ...own, facts: { ...plain, ...facts } })
	}
	const { minutes = 30, arrives = '09:00', rules } = emergency
	return {
		now: clock(more.now ?? '08:55'),
		severity: more.severity ?? 'life_threatening',
		arrivesAt: clock(arrives),
		question: staffQuestion(of, {
			id: 'emergency',
			durationMinutes: minutes,
			urgent: true,
			...rules,
		}),
		visits,
		busy: [],
	}
}
