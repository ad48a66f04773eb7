import type { ClinicNow } from '../../availability/catalogue.ts'
import { todayOf } from '../../clinics/hours/schedules.ts'
import type { Owner } from '../../http/authenticate.ts'
import { Problem } from '../../http/problem.ts'
import { fromDay } from '../../time/date.ts'

/** Whose pets are asked for, and which day it is at the clinic. */
export interface Asking {
	clinicId: string
	clientId: string
	today: string
}

/** @throws Problem `forbidden` as long as nobody knows that the email is theirs */
export function askingOf(owner: Owner, now: ClinicNow): Asking {
	if (!owner.isVerified) {
		throw new Problem('forbidden', { detail: 'Please confirm your email address first.' })
	}
	const { clinicId, clientId } = owner
	return { clinicId, clientId, today: fromDay(todayOf(now)) }
}
