/** What owners may say on their way: that they are late, and that they are here. Pure. */
import type { ClinicRow, TypeRow } from '../../clinics/queries.ts'
import type { OwnerVisit } from '../../contract/owner-visits.ts'
import type { Appointment } from '../../database/models/appointment.ts'

const MINUTE = 60_000
// Whoever knows it earlier than this has the time to move the visit.
const SAY_LATE_BEFORE = 180
const SAY_LATE_AFTER = 30
const CHECK_IN_BEFORE = 20
const CHECK_IN_AFTER = 15
/** Clinics that say so wait for seven to ten minutes. */
const USUAL_CUT_OFF = 10

type Times = Pick<Appointment, 'status' | 'scheduledStart'>

/** Whether the visit is to come and nobody has arrived. */
function isAwaited({ status }: Times): boolean {
	return status === 'confirmed' || status === 'reminded'
}

export function maySayLate(visit: Times, now: Date): boolean {
	const minutes = (now.getTime() - visit.scheduledStart.getTime()) / MINUTE
	return isAwaited(visit) && minutes >= -SAY_LATE_BEFORE && minutes <= SAY_LATE_AFTER
}

export interface CheckInWindow {
	opensAt: Date
	closesAt: Date
	isOpen: boolean
}

/** When somebody in the car park may check in; null where the clinic does not do that, and afterwards. */
export function checkInWindow(
	{ settings }: Pick<ClinicRow, 'settings'>,
	visit: Times,
	now: Date,
): CheckInWindow | null {
	if (settings.carParkCheckIn !== true || !isAwaited(visit)) return null
	const start = visit.scheduledStart.getTime()
	const opensAt = new Date(start - CHECK_IN_BEFORE * MINUTE)
	const closesAt = new Date(start + CHECK_IN_AFTER * MINUTE)
	if (now > closesAt) return null
	return { opensAt, closesAt, isOpen: now >= opensAt }
}

export type Outlook = NonNullable<OwnerVisit['lateness']>['outlook']

/**
 * What a clinic does about somebody who is late: it waits for so long, then others come first; an
 * animal that is ill is fitted in whenever it comes.
 */
export function outlookOf(
	{ settings }: Pick<ClinicRow, 'settings'>,
	type: Pick<TypeRow, 'triage'>,
	{ visit }: Pick<Appointment, 'visit'>,
	minutes: number,
): Outlook {
	if (visit.amber || type.triage === 'amber_required') return 'come'
	return minutes <= lateCutOffOf({ settings }) ? 'fits' : 'may_wait'
}

/** For how many minutes a clinic waits. */
export function lateCutOffOf({ settings }: Pick<ClinicRow, 'settings'>): number {
	const { lateCutOffMinutes: minutes } = settings
	return typeof minutes === 'number' ? minutes : USUAL_CUT_OFF
}
