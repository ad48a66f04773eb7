import { Problem } from '../http/problem.ts'
import type { Minute } from '../time/interval.ts'

// Far outside of what any clinic offers, and inside of what calendars can count.
const FIRST = Date.UTC(2000, 0, 1)
const LAST = Date.UTC(2150, 0, 1)

/**
 * The minute of a wished start.
 *
 * @throws Problem `slot_not_offered` for seconds, which no grid has, and for other centuries
 */
export function startOf(instant: string): Minute {
	const time = Date.parse(instant)
	if (time % 60_000 !== 0) throw notOffered('off_grid', 'Visits start on a whole minute')
	if (!(time > FIRST)) throw notOffered('notice_too_short', 'This time is long past')
	if (!(time < LAST)) throw notOffered('beyond_horizon', 'This time is too far in the future')
	return time / 60_000
}

function notOffered(code: string, message: string): Problem {
	return new Problem('slot_not_offered', { issues: [{ path: 'start', in: 'body', code, message }] })
}
