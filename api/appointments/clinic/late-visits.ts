/** Who waits, and how long, when somebody runs late. Pure: it knows neither clock nor database. */
import type { Minute } from '../../time/interval.ts'
import type { Status } from '../status.ts'
import { isHere } from './actions.ts'

export interface DueVisit {
	id: string
	status: Status
	start: Minute
	end: Minute
}

export interface LateVisit {
	id: string
	minutes: number
	expectedStart: Minute
	whereabouts: 'not_travelling' | 'maybe_travelling' | 'here'
}

/** Whoever starts sooner may have set out. */
const ON_THE_WAY = 45

/**
 * The visits that begin late when the next one begins so many minutes late. Each begins as soon as the one
 * before it is done; a gap makes up for some of the delay, and ends it where it is long enough.
 *
 * @param due what has not begun yet, by start
 */
export function lateVisits(due: readonly DueVisit[], late: number, now: Minute): LateVisit[] {
	const visits: LateVisit[] = []
	// Nobody can be told to come at a time that is over.
	let free = Math.max(now, (due[0]?.start ?? 0) + late)
	for (const { id, status, start, end } of due) {
		const minutes = free - start
		if (minutes <= 0) break
		visits.push({ id, minutes, expectedStart: free, whereabouts: whereabouts(status, start, now) })
		free += end - start
	}
	return visits.sort((a, b) => order(a) - order(b) || a.expectedStart - b.expectedStart)
}

function whereabouts(status: Status, start: Minute, now: Minute): LateVisit['whereabouts'] {
	if (isHere(status)) return 'here'
	return start - now >= ON_THE_WAY ? 'not_travelling' : 'maybe_travelling'
}

/** Who has not set out can still use the time, and is told first; who is here is told by a person. */
function order({ whereabouts: where }: LateVisit): number {
	return ['not_travelling', 'maybe_travelling', 'here'].indexOf(where)
}
