import type { Knex } from 'knex'
import type { Catalogue } from '../../availability/catalogue.ts'
import { queryOf } from '../../database/query.ts'
import { Problem } from '../../http/problem.ts'
import { type Actor, recordEvent } from '../events.ts'
import { openForOwner, type VisitAccess } from '../read.ts'
import { maySayLate } from './arrival.ts'
import { saidLate } from './extras.ts'

interface LateInput {
	access: VisitAccess
	actor: Actor
	appointmentId: string
	minutes: number
}

/**
 * Writes down that an owner will be late, for reception to see at once. It promises nothing and moves
 * nothing: what the clinic does about it is up to the people there.
 *
 * @returns whether anything changed: the same delay is not told twice
 * @throws Problem `appointment_not_found`, `appointment_moved`; `transition_refused` long before the
 * visit, long after its start, and once somebody has arrived
 */
export async function sayLate(
	trx: Knex.Transaction,
	catalogue: Catalogue,
	{ actor, minutes, ...named }: LateInput,
): Promise<boolean> {
	const { visit, now } = await openForOwner(trx, catalogue, named, 'come')
	const { clinicId, id: appointmentId } = visit
	if (!maySayLate(visit, now.now)) {
		throw new Problem('transition_refused', {
			detail: 'This can be said in the three hours before a visit, and until half an hour after.',
		})
	}
	if ((await saidLate(queryOf(trx), clinicId, appointmentId)) === minutes) return false
	await recordEvent(trx, clinicId, { appointmentId, kind: 'owner_late', actor, data: { minutes } })
	return true
}
