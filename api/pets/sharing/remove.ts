import type { Knex } from 'knex'
import { type Actor, audit } from '../../database/audit.ts'
import { queryOf } from '../../database/query.ts'
import { Problem } from '../../http/problem.ts'
import type { Services } from '../../services.ts'
import { lockPet } from '../lock.ts'
import type { Asking } from '../own/ownership.ts'
import { ownedPet } from '../owned.ts'
import { type CoOwner, ownersOf } from './rows.ts'
import { tellOwner } from './tell.ts'

interface Removal {
	asking: Asking
	actor: Actor
	id: string
	ownerId: string
}

/**
 * Ends that somebody has a pet: the first owner removes others, and everybody may leave. From the
 * commit on they see nothing of it any more. Where the first owner leaves, the next one takes over.
 *
 * @throws Problem `pet_not_found`, `forbidden`, `owner_not_found`, `conflict` for its only owner
 */
export async function removeOwner(
	trx: Knex.Transaction,
	{ queueNotification }: Pick<Services, 'queueNotification'>,
	{ asking, actor, id, ownerId: named }: Removal,
): Promise<{ petId: string; ownerId: string }> {
	const { clinicId, clientId, today } = asking
	const { petId } = await ownedPet(queryOf(trx), asking, id)
	await lockPet(trx, clinicId, petId)
	const owners = await ownersOf(queryOf(trx), clinicId, petId)
	const ownerId = named.toLowerCase()
	const self = owners.find((owner) => owner.id === clientId)
	const leaving = owners.find((owner) => owner.id === ownerId)
	if (!self) throw new Problem('pet_not_found')
	if (leaving !== self && !self.primary) {
		throw new Problem('forbidden', { detail: 'Only the first owner of a pet does that.' })
	}
	if (!leaving) throw new Problem('owner_not_found')
	const next = owners.find((owner) => owner !== leaving)
	if (!next) {
		const detail = 'You are its only owner. If it lives with somebody else now, say so instead.'
		throw new Problem('conflict', { detail })
	}
	const row = (owner: string) =>
		trx('pet_owners').where({ clinic_id: clinicId, pet_id: petId, client_id: owner })
	const updated_at = trx.fn.now()
	await row(ownerId).update({ owned_until: today, is_primary: false, updated_at })
	if (leaving.primary) await row(next.id).update({ is_primary: true, updated_at })
	await trx('pet_invitations')
		.where({ clinic_id: clinicId, pet_id: petId, client_id: ownerId })
		.whereNull('accepted_at')
		.whereNull('revoked_at')
		.update({ revoked_at: trx.fn.now(), updated_at })
	const action = leaving === self ? 'pet.left' : 'pet.owner_removed'
	await audit(trx, clinicId, { actor, action, subjectId: petId, data: { clientId: ownerId } })
	const told = { clinicId, petId, clientId, ...whomToTell(owners, { self, leaving, next }) }
	await tellOwner(trx, queueNotification, told)
	return { petId, ownerId }
}

/** Who was taken out; of one who left, the first of those who stay. */
function whomToTell(
	owners: readonly CoOwner[],
	{ self, leaving, next }: { self: CoOwner; leaving: CoOwner; next: CoOwner },
) {
	if (leaving !== self) return { kind: 'sharing_removed', to: leaving.id } as const
	const first = owners.find((owner) => owner.primary && owner !== leaving) ?? next
	return { kind: 'sharing_left', to: first.id } as const
}
