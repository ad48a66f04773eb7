/** How long a visit lasts, which may depend on the animal's age on the day of the start. */
import type { Minute } from '../time/interval.ts'
import type { Zone } from '../time/zone.ts'
import { type AgeMinutes, concerns } from './limits.ts'
import type { Question } from './model.ts'
import { allowedStarts, dayBegin } from './start-rules.ts'

/** A stretch of allowed starts, `[from, until)`, in which a visit has one length. */
export interface Phase {
	from: Minute
	until: Minute
	duration: number
}

/** The length at an age in days; null: unknown, which lengthens nothing. */
function durationAtAge({ type, visit }: Question, ageDays: number | null): number {
	let duration =
		type.durationMinutes +
		Math.max(0, visit.pets - 1) * type.extraPetMinutes +
		Math.max(0, visit.problems - 1) * type.extraProblemMinutes
	if (visit.client === 'new') duration += type.newClientMinutes
	if (ageDays === null) return duration
	for (const rule of type.ageMinutes) {
		if (concerns(rule, visit) && isOfAge(rule, ageDays)) duration += rule.minutes
	}
	return duration
}

function isOfAge({ fromDays, underDays }: AgeMinutes, ageDays: number): boolean {
	return ageDays >= (fromDays ?? ageDays) && (underDays === null || ageDays < underDays)
}

/** How long a visit lasts that starts at an instant, in minutes. */
export function durationAt(question: Question, zone: Zone, start: Minute): number {
	const { ageDays } = question.visit
	if (ageDays === undefined || question.type.ageMinutes.length === 0) {
		return durationAtAge(question, null)
	}
	return durationAtAge(question, ageDays + zone.dayAt(start) - zone.dayAt(question.now))
}

/**
 * The allowed starts, cut where the animal's age changes the length; ascending. Nearly always one, and
 * none if the rules of the start contradict each other.
 */
export function phasesOf(question: Question, zone: Zone): Phase[] {
	const { from, until } = allowedStarts(question, zone)
	if (from >= until) return []
	const { ageDays } = question.visit
	if (ageDays === undefined || question.type.ageMinutes.length === 0) {
		return [{ from, until, duration: durationAtAge(question, null) }]
	}
	const ages = question.type.ageMinutes
		.filter((rule) => concerns(rule, question.visit))
		.flatMap(({ fromDays, underDays }) => [fromDays, underDays])
		.filter((age) => age !== null)
		.sort((a, b) => a - b)
	const today = zone.dayAt(question.now)
	const phases: Phase[] = []
	let begin = from
	let age = Number.NEGATIVE_INFINITY
	for (const next of [...ages, Number.POSITIVE_INFINITY]) {
		const end = Math.min(until, dayBegin(question, zone, today + next - ageDays))
		// Below the lowest bound any age will do that is lower than it.
		const within = Math.max(age, Math.min(0, next - 1))
		if (begin < end) {
			phases.push({ from: begin, until: end, duration: durationAtAge(question, within) })
			begin = end
		}
		age = next
	}
	return phases
}
