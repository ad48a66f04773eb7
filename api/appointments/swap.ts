import type { Knex } from 'knex'
import { typeOfBooked } from '../availability/question.ts'
import { lockAllResources } from '../database/lock-resources.ts'
import type { Appointment, LivingAppointment } from '../database/models/appointment.ts'
import { queryOf } from '../database/query.ts'
import { type Issue, Problem } from '../http/problem.ts'
import { minuteOf } from '../time/zone.ts'
import type { ChangeServices } from './book.ts'
import type { Actor } from './events.ts'
import { lowerOverbooked } from './free.ts'
import { candidatesIn, look } from './look.ts'
import { Lost } from './lost.ts'
import { type Moved, renew, retire, tellMoved } from './move.ts'
import { findOr404, livingOf } from './open-for-change.ts'
import { lockReference } from './queries.ts'

export interface SwapInput {
	clinicId: string
	/** Ids of the two visits, as they are now. */
	a: string
	b: string
	actor: Actor
}

/**
 * Gives two visits each other's time and person, or leaves both as they are. Each keeps its own
 * type, length and room needs, so the rules are asked anew for both; a clinic is not bound by
 * notice and horizon.
 *
 * @returns the two in their new states
 * @throws Problem `appointment_not_found`, `appointment_moved`, `transition_refused`, `slot_taken`,
 * `slot_not_offered`, also when one of the two has begun; `invalid_request` for a visit with itself
 */
export async function swapAppointments(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, a, b, actor }: SwapInput,
): Promise<{ a: Moved; b: Moved }> {
	const [first, second] = await openBoth(trx, clinicId, [a, b])
	// Whatever the two will need besides what they have: one wide lock, in order, and no second one.
	await lockAllResources(queryOf(trx), clinicId)
	const { now } = await services.catalogue.read(queryOf(trx), clinicId)
	assertAhead({ a: first, b: second }, now)
	// Both go before either comes: each stands where the other wants to be.
	const freed = [...(await retire(trx, first)), ...(await retire(trx, second))]
	const moved = {
		a: await place(trx, services, { visit: first, at: second, actor }),
		b: await place(trx, services, { visit: second, at: first, actor }),
	}
	await lowerOverbooked(trx, clinicId, freed)
	await tellMoved(trx, services, first, moved.a.id)
	await tellMoved(trx, services, second, moved.b.id)
	return moved
}

/** Locks both visits, in one order for all, and reads them. */
async function openBoth(
	trx: Knex.Transaction,
	clinicId: string,
	ids: [string, string],
): Promise<[LivingAppointment, LivingAppointment]> {
	const [first, second] = [
		await findOr404(trx, clinicId, ids[0]),
		await findOr404(trx, clinicId, ids[1]),
	]
	const references = [first.bookingReference, second.bookingReference].sort()
	if (references[0] === references[1]) throw itself()
	for (const reference of references) await lockReference(queryOf(trx), clinicId, reference)
	return [await livingOf(trx, first), await livingOf(trx, second)]
}

/** Staff are bound by no notice, but nobody can come to a time that is past. */
function assertAhead(visits: Record<'a' | 'b', Appointment>, now: Date): void {
	const message = 'The visit has begun already'
	const issues = (['a', 'b'] as const)
		.filter((path) => visits[path].scheduledStart <= now)
		.map((path): Issue => ({ path, in: 'body', code: 'notice_too_short', message }))
	if (issues.length > 0) throw new Problem('slot_not_offered', { issues })
}

function itself(): Problem {
	const message = 'A visit can not change places with itself'
	return new Problem('invalid_request', {
		issues: [{ path: 'b', in: 'body', code: 'same_visit', message }],
	})
}

interface Place {
	visit: LivingAppointment
	/** Whose start and person it takes over. */
	at: Appointment
	actor: Actor
}

async function place(
	trx: Knex.Transaction,
	{ catalogue }: ChangeServices,
	{ visit, at, actor }: Place,
): Promise<Moved> {
	const { clinicId } = visit
	const sight = await look(queryOf(trx), catalogue, clinicId, (clinic) => ({
		type: typeOfBooked(clinic, visit),
		visit: visit.visit,
		toldAt: visit.toldAt,
		vetId: at.veterinarianId,
		start: minuteOf(at.scheduledStart),
		asker: actor.kind === 'owner' ? 'owner' : 'staff',
	}))
	const [fit] = candidatesIn(sight)
	if (!fit) throw new Lost()
	return renew(trx, visit, { fit, now: sight.now }, { actor })
}
