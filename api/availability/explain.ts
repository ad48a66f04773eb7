/** Why a start is offered or not: every rule, in the order in which it is applied. */
import type { Minute } from '../time/interval.ts'
import { zoneOf } from '../time/zone.ts'
import { type Rule, VET_RULES, VISIT_RULES } from './eligibility.ts'
import { timeRules } from './explain-times.ts'
import type { Question, Reason, ReasonCode } from './model.ts'
import { capRules } from './need-rules.ts'
import { prepare, type Search } from './search.ts'
import { START_RULES } from './start-rules.ts'
import { isPerson } from './terms.ts'

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
		...startRules(search, start),
		...capRules(search.needs, start),
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

function startRules({ question, timetable }: Search, start: Minute): RuleOutcome[] {
	const { zone } = timetable
	return START_RULES.map((rule) => {
		const passed = start >= rule.from(question, zone) && start < rule.until(question, zone)
		return {
			code: rule.code(question),
			passed,
			vetId: null,
			data: rule.data(question, zone),
			message: rule.words(question, zone)[passed ? 0 : 1],
		}
	})
}
