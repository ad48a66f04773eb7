import type { Knex } from 'knex'
import { type Actor, recordEvent } from '../appointments/events.ts'
import type { Freed } from '../appointments/free.ts'
import { renew, retire } from '../appointments/move.ts'
import type { Candidate } from '../availability/model.ts'
import { Appointment } from '../database/models/appointment.ts'
import type { Booked, DayAtHand } from './situation.ts'

/** A visit that has been put off. */
export interface PutOff {
	/** Its new id. */
	id: string
	/** As it was. */
	row: Booked
	to: Candidate
}

interface PutOffInput {
	day: DayAtHand
	leaving: readonly Omit<PutOff, 'id'>[]
	actor: Actor
	emergencyId: string
}

/**
 * Moves the visits that give way. The new time is theirs whether they answer or not; what they had
 * agreed to is kept beside it until they do.
 *
 * @returns also what they gave up, for `lowerOverbooked` once the emergency has its place
 */
export async function putOff(
	trx: Knex.Transaction,
	{ day, leaving, actor, emergencyId }: PutOffInput,
): Promise<{ moved: PutOff[]; freed: Freed[] }> {
	const freed: Freed[] = []
	// All go before any comes: each may stand where another wants to be.
	for (const { row } of leaving) freed.push(...(await retire(trx, row)))
	const moved: PutOff[] = []
	for (const { row, to } of leaving) {
		const { clinicId } = row
		const { id } = await renew(trx, row, { fit: to, now: day.now }, { actor })
		// Of one who was put off before without an answer, it is still the first time that counts.
		const delayedFrom = row.attendanceConfirmedAt
			? row.scheduledStart
			: (row.delayedFrom ?? row.scheduledStart)
		await Appointment.of(trx, clinicId, { id }).patch({ delayedFrom })
		const event = { appointmentId: id, kind: 'delayed', actor, data: { emergencyId } } as const
		await recordEvent(trx, clinicId, event)
		moved.push({ id, row, to })
	}
	return { moved, freed }
}
