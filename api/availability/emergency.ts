/** Time that `emergency_only` keeps, and when it is released to everyone. */
import { type Minute, merge, type Ranges } from '../time/interval.ts'
import type { Override } from './model.ts'
import type { Session } from './openings.ts'
import { stepInstant } from './steps.ts'
import { overrideDays, type Span, wallRange, widened } from './wall-ranges.ts'

/** A kept range that everyone may use from the instant `at` on. */
export interface Release {
	start: Minute
	end: Minute
	at: Minute
}

export interface KeptTime {
	/** What is never released. */
	always: Ranges
	/** By the instant of release. */
	releases: readonly Release[]
}

/** The kept time of some days. What would be released only once it is over stays kept. */
export function keptTime(overrides: readonly Override[], span: Span): KeptTime {
	const always: number[] = []
	const releases: Release[] = []
	for (const override of overrides) {
		if (override.type !== 'emergency_only') continue
		for (const day of overrideDays(override, widened(span))) {
			const [start, end] = wallRange(span.zone, day, override.startTime, override.endTime)
			const { release } = override
			const at = release ? stepInstant(release, span.zone, day, start) : end
			if (at < end) releases.push({ start, end, at })
			else always.push(start, end)
		}
	}
	return { always: merge(always), releases: releases.sort((a, b) => a.at - b.at) }
}

/** All kept time, released or not. */
export function everKept({ always, releases }: KeptTime): Ranges {
	return merge([...always, ...releases.flatMap(({ start, end }) => [start, end])])
}

/**
 * Hours by the releases that have happened. The last ones are remembered: questions mostly come for
 * the same stretch between two releases.
 */
export function hoursByRelease(
	kept: KeptTime,
	hoursBut: (away: Ranges) => readonly Session[],
): (now: Minute) => readonly Session[] {
	const { always, releases } = kept
	let count = -1
	let hours: readonly Session[] = []
	return (now) => {
		const released = releasedBy(releases, now)
		if (released !== count) {
			const ahead = releases.slice(released).flatMap(({ start, end }) => [start, end])
			hours = hoursBut(merge([...always, ...ahead]))
			count = released
		}
		return hours
	}
}

/** When the next release comes after `now`; Infinity without one. */
export function nextRelease(releases: readonly Release[], now: Minute): Minute {
	return releases[releasedBy(releases, now)]?.at ?? Number.POSITIVE_INFINITY
}

function releasedBy(releases: readonly Release[], now: Minute): number {
	let low = 0
	let high = releases.length
	while (low < high) {
		const middle = (low + high) >> 1
		if (releases[middle]!.at <= now) low = middle + 1
		else high = middle
	}
	return low
}
