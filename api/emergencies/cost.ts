/**
 * What harm is, in points. One point is a minute that somebody waits who agreed to another time.
 *
 * | what | points |
 * |---|---|
 * | asking an owner at all | 10; 4 for a flexible visit |
 * | each minute later, up to half an hour | 1; half for a flexible visit |
 * | each minute beyond that | twice as much: two who wait a little rather than one who waits long |
 * | another vet than the one booked | 5 |
 * | waited for it: each day since booking, thirty at most | ½ |
 * | put off by the clinic before | 40 |
 * | probably on the way, and has to wait | 20 |
 * | urgent itself (gives way to a life only) | 30 |
 * | the emergency waits: each minute after arrival | 20 for a life, 1½ otherwise |
 *
 * Never weighed, since never moved: animals that are there, visits under way, requests without an
 * answer, surgery and medication. Nor is what a client pays or whether they might not come.
 */
import type { Severity, VisitFacts } from './model.ts'

const MOST_WAITED_DAYS = 30
const BEARABLE_MINUTES = 30

/** Minutes after arrival within which a place counts as soon enough. */
export const IN_TIME: Readonly<Record<Severity, number>> = { life_threatening: 5, urgent: 30 }

const WAITING: Readonly<Record<Severity, number>> = { life_threatening: 20, urgent: 1.5 }

/** Points for putting off one visit. */
export function costOf(facts: VisitFacts, minutesLater: number, sameVet: boolean): number {
	const asked = facts.flexible ? 4 : 10
	const beyond = Math.max(0, minutesLater - BEARABLE_MINUTES)
	const later = (minutesLater + beyond) * (facts.flexible ? 0.5 : 1)
	const waited = Math.min(facts.waitedDays, MOST_WAITED_DAYS) * 0.5
	return (
		asked +
		later +
		waited +
		(sameVet ? 0 : 5) +
		(facts.delayed ? 40 : 0) +
		(facts.setOut && minutesLater > 0 ? 20 : 0) +
		(facts.urgent ? 30 : 0)
	)
}

/** Points for the emergency's own waiting. */
export function costOfWaiting(severity: Severity, minutes: number): number {
	return minutes * WAITING[severity]
}

/** Whether a visit may be put off for this emergency at all. */
export function mayMove({ fixed, urgent }: VisitFacts, severity: Severity): boolean {
	return !fixed && (!urgent || severity === 'life_threatening')
}
