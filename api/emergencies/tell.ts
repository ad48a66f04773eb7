import type { Knex } from 'knex'
import type { ChangeServices } from '../appointments/book.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import type { PutOff } from './put-off.ts'
import { SET_OUT_MINUTES } from './situation.ts'

/** From one letter to the next, so that they leave in this order whoever sends them. */
const APART_SECONDS = 2

/**
 * Writes to everyone who was put off. Whoever has not left home hears first, the next to leave before
 * the others: a word that comes in time spares them the wait.
 */
export async function tellDelayed(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ now }: Pick<ClinicNow, 'now'>,
	moved: readonly PutOff[],
): Promise<void> {
	for (const [i, { id, row }] of inOrderOfTelling(moved, now).entries()) {
		await services.queueNotification(trx, {
			clinicId: row.clinicId,
			kind: 'booking_delayed',
			appointmentId: id,
			clientId: row.clientId,
			sequence: row.icsSequence + 1,
			variables: { previousStart: row.scheduledStart.toISOString() },
			delaySeconds: i * APART_SECONDS,
		})
	}
}

function inOrderOfTelling(moved: readonly PutOff[], now: Date): PutOff[] {
	const leaves = ({ row }: PutOff) => row.scheduledStart.getTime() - SET_OUT_MINUTES * 60_000
	const isAway = (one: PutOff) => leaves(one) <= now.getTime()
	return [...moved].sort((a, b) => Number(isAway(a)) - Number(isAway(b)) || leaves(a) - leaves(b))
}
