/** The hours in which a visit may start, which for a day procedure are its admissions. */
import { minutesOf } from '../time/date.ts'
import { type Zone, zoneOf } from '../time/zone.ts'
import type { Question } from './model.ts'
import type { Hours, Session } from './openings.ts'
import type { Admission } from './parts.ts'
import { usableHours } from './terms.ts'

/** The sessions in which the chosen person may begin a visit of this type. */
export function startHours(question: Question, hours: Hours): readonly Session[] {
	const sessions = usableHours(question, hours)
	const { admission } = question.type
	if (admission === null) return sessions
	const zone = zoneOf(question.plan.zone)
	return sessions.flatMap((session) => admissionsIn(session, admission, zone))
}

/**
 * What of a session lies in the daily window. Its grid is the window's, so that every person admits at
 * the same times, whenever their own work begins.
 */
function admissionsIn(session: Session, admission: Admission, zone: Zone): Session[] {
	const { everyMinutes } = admission
	const terms = { ...session.terms, stepMinutes: everyMinutes }
	const [first, last] = [zone.dayAt(session.start) - 1, zone.dayAt(session.end - 1)]
	const pieces: Session[] = []
	for (let day = first; day <= last; day++) {
		const [opens, closes] = [minutesOf(admission.from), minutesOf(admission.until)]
		const from = zone.toInstant(day, opens)
		const until = zone.toInstant(closes > opens ? day : day + 1, closes)
		const late = Math.ceil(Math.max(0, session.start - from) / everyMinutes)
		const start = from + late * everyMinutes
		const end = Math.min(session.end, until)
		if (start < end) pieces.push({ start, end, terms })
	}
	return pieces
}
