/** Why a start is offered or not: every rule, in the order in which it is applied. */
import type { Minute } from '../time/interval.ts'
import { zoneOf } from '../time/zone.ts'
import { type Rule, VET_RULES, VISIT_RULES } from './eligibility.ts'
import type { Question, Reason, ReasonCode, Resource } from './model.ts'
import { meetNeeds, stationFor } from './needs.ts'
import { freeLane } from './occupancy.ts'
import type { Session } from './openings.ts'
import { prepare, type Search } from './search.ts'
import { allowsType, bufferAfter, isPerson, stepOf, usableHours } from './terms.ts'

/** One rule applied to one start. */
export interface RuleOutcome extends Reason {
	passed: boolean
}

/**
 * Every rule that a start passes or fails: first those of the visit and the clock, then those of each
 * vet asked about. Rules that can't be asked, such as the grid outside all hours, are left out.
 *
 * @param vetId null: everyone
 * @example explainStart(question, start, null).filter((rule) => !rule.passed)
 */
export function explainStart(
	question: Question,
	start: Minute,
	vetId: string | null = question.vetId,
): RuleOutcome[] {
	const day = zoneOf(question.plan.zone).dayAt(start)
	const search = prepare(question, vetId, day, day + 1)
	const people = question.plan.resources.filter(
		(resource) => isPerson(resource) && (vetId === null || resource.id === vetId),
	)
	return [
		...VISIT_RULES.map((rule) => apply(rule, question, null, null)),
		...clockRules(search, start),
		...(people.length === 0 ? [unknownVet(vetId)] : []),
		...people.flatMap((vet) => [
			...VET_RULES.map((rule) => apply(rule, question, vet, vet.id)),
			...timeRules(search, vet, start),
		]),
	]
}

/** What an owner or caller is told about a refused start: the nearest causes only. */
export function reasonsAgainst(question: Question, start: Minute, vetId: string | null): Reason[] {
	const failed = explainStart(question, start, vetId).filter(({ passed }) => !passed)
	const general = failed.filter((reason) => reason.vetId === null)
	if (general.length > 0) return general.map(asReason)
	// Of vets who may take the visit only the time matters; the others would drown it.
	const barred = new Set<ReasonCode>(VET_RULES.map(({ code }) => code))
	const hopeless = new Set(
		failed.filter(({ code }) => barred.has(code)).map((reason) => reason.vetId),
	)
	const timely = failed.filter((reason) => !hopeless.has(reason.vetId))
	return (timely.length > 0 ? timely : failed).map(asReason)
}

/** Why nothing can be offered whatever the start; empty if something might be. */
export function standingReasons(question: Question, vetId: string | null): Reason[] {
	const failed = VISIT_RULES.filter((rule) => !rule.passes(question, null)).map((rule) =>
		apply(rule, question, null, null),
	)
	const people = question.plan.resources.filter(
		(resource) => isPerson(resource) && (vetId === null || resource.id === vetId),
	)
	if (people.length === 0) failed.push(unknownVet(vetId))
	const perVet = people.map((vet) =>
		VET_RULES.filter((rule) => !rule.passes(question, vet)).map((rule) =>
			apply(rule, question, vet, vet.id),
		),
	)
	if (perVet.every((reasons) => reasons.length > 0)) failed.push(...perVet.flat())
	return failed.map(asReason)
}

function asReason({ code, vetId, data, message }: RuleOutcome): Reason {
	return { code, vetId, data, message }
}

function apply<Subject>(
	rule: Rule<Subject>,
	question: Question,
	subject: Subject,
	vetId: string | null,
): RuleOutcome {
	const passed = rule.passes(question, subject)
	const message = rule.words(question, subject)[passed ? 0 : 1]
	return { code: rule.code, passed, vetId, data: rule.data(question, subject), message }
}

function unknownVet(vetId: string | null): RuleOutcome {
	const message = vetId === null ? 'Nobody can be booked here' : 'There is no such vet'
	return { code: 'vet_unknown', passed: false, vetId: null, data: { vetId }, message }
}

function clockRules(
	{ question, earliest, latest, timetable }: Search,
	start: Minute,
): RuleOutcome[] {
	const { type } = question
	const finite = (minute: Minute) => (Number.isFinite(minute) ? minute : null)
	const late = type.sameDayOnly ? 'same_day_only' : 'beyond_horizon'
	const lastDay = Number.isFinite(latest) ? timetable.zone.dateAt(latest - 1) : null
	return [
		{
			code: 'notice_too_short',
			passed: start >= earliest,
			vetId: null,
			data: { earliest: finite(earliest), minNoticeMinutes: type.minNoticeMinutes },
			message:
				start >= earliest
					? 'The start leaves enough notice'
					: `The start is past or sooner than ${type.minNoticeMinutes} minutes from now`,
		},
		{
			code: late,
			passed: start < latest,
			vetId: null,
			data: { furthestDay: lastDay, horizonDays: type.horizonDays },
			message:
				start < latest
					? 'The day can be booked already'
					: `The furthest day that can be booked is ${lastDay}`,
		},
	]
}

/** Hours, grid, busy time, room and equipment of one vet. Stops where the next rule has no meaning. */
function timeRules(search: Search, vet: Resource, start: Minute): RuleOutcome[] {
	const { question, timetable, duration } = search
	const rules: RuleOutcome[] = []
	const add = (
		code: ReasonCode,
		passed: boolean,
		data: Reason['data'],
		words: [string, string],
	) => {
		rules.push({ code, passed, vetId: vet.id, data, message: words[passed ? 0 : 1] })
		return passed
	}
	const covers = (session: Session) => session.start <= start && session.end >= start + duration
	const open = timetable.hours(vet).all.some(covers)
	if (!add('closed', open, { durationMinutes: duration }, WORDS.closed)) return rules
	const inHours = usableHours(search.question, search.timetable.hours(vet)).filter(covers)
	if (!add('emergency_only', inHours.length > 0, {}, WORDS.emergency)) return rules
	const allowed = inHours.filter((session) => allowsType(session, question))
	const typeData = { appointmentTypeId: question.type.id }
	if (!add('type_not_in_hours', allowed.length > 0, typeData, WORDS.type)) return rules
	const fitting = allowed.filter(
		(session) => (start - session.start) % stepOf(session, question) === 0,
	)
	const grid = gridData(fitting[0] ?? allowed[0]!, question, start)
	if (!add('off_grid', fitting.length > 0, grid, WORDS.grid)) return rules
	return [...rules, ...occupancyRules(search, vet, start, fitting)]
}

const WORDS: Record<'closed' | 'emergency' | 'type' | 'grid' | 'busy', [string, string]> = {
	closed: ['The whole visit lies in working hours', 'The visit is not wholly in working hours'],
	emergency: ['The time is open to this type', 'The time is kept for emergencies'],
	type: ['The type is allowed in these hours', 'The type is not allowed in these hours'],
	grid: ['The start is on the grid', 'The start is not on the grid of starts'],
	busy: ['The vet is free', 'The vet is busy, buffers included'],
}

function gridData(session: Session, question: Question, start: Minute): Reason['data'] {
	const stepMinutes = stepOf(session, question)
	const before = start - ((start - session.start) % stepMinutes)
	return { stepMinutes, before, after: before === start ? start : before + stepMinutes }
}

function occupancyRules(
	search: Search,
	vet: Resource,
	start: Minute,
	sessions: readonly Session[],
): RuleOutcome[] {
	// Busy time is prepared only for those who may take the visit.
	if (!search.vets.includes(vet)) return []
	const { question, duration, needs } = search
	const lanes = search.lanes.get(vet.id)!
	const from = start - question.type.bufferBefore
	const untilIn = (session: Session) => start + duration + bufferAfter(session, question)
	const isFree = (session: Session) =>
		freeLane(lanes, session.terms.lanes, from, untilIn(session)) >= 0
	// With overlapping schedules the start is booked in the first session where everything is free.
	const session =
		sessions.find((one) => isFree(one) && meetNeeds(search, start, from, untilIn(one))) ??
		sessions.find(isFree) ??
		sessions[0]!
	const until = untilIn(session)
	const free = isFree(session)
	const clash = free ? null : (lanes[0]?.next(from) ?? null)
	const busy: RuleOutcome = {
		code: 'vet_busy',
		passed: free,
		vetId: vet.id,
		data: { from, until, busyFrom: clash?.start ?? null, busyUntil: clash?.end ?? null },
		message: WORDS.busy[free ? 0 : 1],
	}
	const taken: NonNullable<ReturnType<typeof stationFor>>[] = []
	const others = needs.map((need): RuleOutcome => {
		const one = stationFor(need, start, start + duration, from, until, taken)
		if (one) taken.push(one)
		const what = need.code === 'room_not_free' ? 'room' : 'equipment'
		const names = need.wanted.join(' or ')
		return {
			code: need.code,
			passed: one !== null,
			vetId: vet.id,
			data: { wanted: need.wanted, resourceId: one?.resourceId ?? null },
			message: one ? `There is free ${what}: ${names}` : `No ${what} is free: ${names}`,
		}
	})
	return [busy, ...others]
}
