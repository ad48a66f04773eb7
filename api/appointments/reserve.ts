import type { Catalogue, ClinicNow } from '../availability/catalogue.ts'
import type { Candidate } from '../availability/model.ts'
import { lockAllResources, lockResourcesBy } from '../database/lock-resources.ts'
import type { Query } from '../database/tenant.ts'
import { type ClaimOf, candidatesIn, look, type Sight } from './look.ts'
import { Lost } from './lost.ts'

/** Who gets a start: the resources are locked and nobody else can take them before the commit. */
export interface Settled {
	fit: Candidate
	now: ClinicNow
}

interface Place {
	query: Query
	catalogue: Catalogue
	clinicId: string
	claimOf: ClaimOf
	/** Resources whose time is given up in the same breath: locked together with the new ones. */
	givesUp?: readonly string[]
	/** After a lost race: lock all that anybody could take instead, so that it is not lost again. */
	wide?: boolean | undefined
}

/**
 * Finds who takes a start: the person, the room and whatever else the visit needs.
 *
 * The rules are asked twice, by the same function: once without locks, so that most losers never
 * queue, and again under the locks on every resource concerned.
 *
 * @throws Problem `slot_taken`, `slot_not_offered` (each failed rule an issue), `clinic_paused`;
 * `Lost`, when another try may find somebody else
 */
export async function reserve(place: Place): Promise<Settled> {
	const { query, catalogue, clinicId, claimOf } = place
	return settle(place, await look(query, catalogue, clinicId, claimOf))
}

/** The second half, for those who have looked already. */
export async function settle(place: Place, sight: Sight): Promise<Settled> {
	const { query, catalogue, clinicId, claimOf, givesUp = [], wide = false } = place
	const ids = wide ? null : alternatives(sight, candidatesIn(sight))
	const locked = ids
		? lockResourcesBy(query, clinicId, [...ids, ...givesUp])
		: lockAllResources(query, clinicId)
	// Sent right behind the locks: it sees whatever their last holders left.
	const looking = look(query, catalogue, clinicId, claimOf)
	await Promise.all([locked, looking])
	const again = await looking
	const held = ids && new Set(ids)
	const fit = candidatesIn(again).find((one) =>
		one.reservations.every((part) => !held || held.has(part.resourceId)),
	)
	if (!fit) throw new Lost()
	return { fit, now: again.now }
}

/**
 * All that could serve: who asks for the same time gets another vet, when any will do, or another
 * room, instead of losing over the one that everyone saw free first. Bookings of a clinic meet at
 * its version anyway; these locks make them meet some statements sooner.
 */
export function alternatives({ now }: Sight, candidates: readonly Candidate[]): string[] {
	const { resources } = now.clinic.plan
	const ids = new Set<string>()
	for (const { vetId, reservations } of candidates) {
		for (const { resourceId } of reservations) {
			ids.add(resourceId)
			const own = resourceId !== vetId && resources.find(({ id }) => id === resourceId)
			if (!own) continue
			for (const { id, kind, category } of resources) {
				if (kind === own.kind && category === own.category) ids.add(id)
			}
		}
	}
	return [...ids]
}
