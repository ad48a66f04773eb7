import type { Knex } from 'knex'
import { secondText } from '../../availability/presenter.ts'
import { livingClients } from '../../clients/living.ts'
import type { PetInvitation } from '../../contract/pet-sharing.ts'
import type { Species } from '../../contract/primitives.ts'
import { type Actor, audit } from '../../database/audit.ts'
import { queryOf } from '../../database/query.ts'
import { inTenant } from '../../database/tenant.ts'
import { Problem } from '../../http/problem.ts'
import type { Services } from '../../services.ts'
import { zoneOf } from '../../time/zone.ts'
import { lockPet } from '../lock.ts'
import type { Asking } from '../own/ownership.ts'
import { openInvitation, ownersOf } from './rows.ts'
import { tellOwner } from './tell.ts'
import { readShareToken } from './token.ts'

/**
 * Tells what an invitation is about. A look uses nothing up: scanners of mail open links, too.
 *
 * @throws Problem `link_ended`
 */
export async function readInvitation(
	{ db, serverKey, catalogue }: Pick<Services, 'db' | 'serverKey' | 'catalogue'>,
	token: string,
): Promise<PetInvitation> {
	const claims = readShareToken(serverKey, token)
	if (!claims) throw new Problem('link_ended')
	const { clinicId, invitationId } = claims
	const read = async (trx: Knex) => {
		const query = queryOf(trx)
		const found = await openInvitation(query, clinicId, invitationId)
		if (!found) throw new Problem('link_ended')
		const { clinic } = await catalogue.read(query, clinicId)
		return {
			clinic: { slug: found.slug, name: found.clinicName },
			pet: { name: found.petName, species: found.species as Species },
			from: found.from,
			expiresAt: secondText(zoneOf(clinic.plan.zone), found.expiresAt),
		}
	}
	return inTenant(db, clinicId, read, { quietly: true })
}

interface Acceptance {
	asking: Asking
	accountId: string
	actor: Actor
	token: string
}

/** A link may be forwarded or seen by others; it is for the mailbox that it was sent to. */
async function assertInvited(
	trx: Knex.Transaction,
	{ clinicId, accountId }: { clinicId: string; accountId: string },
	email: string | null,
): Promise<void> {
	const account = await trx('client_accounts')
		.where({ clinic_id: clinicId, id: accountId })
		.first('email')
	// But for case as it was written: folding takes some addresses for one.
	const isInvited = email !== null && account?.email.toLowerCase() === email.toLowerCase()
	if (!isInvited) throw new Problem('link_ended')
}

/**
 * Makes somebody a further owner of a pet, by the link that they were sent, once.
 *
 * @throws Problem `link_ended`, also for a link of another clinic or to another address, `conflict` for who has it already
 */
export async function acceptInvitation(
	trx: Knex.Transaction,
	{ serverKey, queueNotification }: Pick<Services, 'serverKey' | 'queueNotification'>,
	{ asking, accountId, actor, token }: Acceptance,
): Promise<{ petId: string }> {
	const { clinicId, clientId } = asking
	const query = queryOf(trx)
	const claims = readShareToken(serverKey, token)
	if (claims?.clinicId !== clinicId) throw new Problem('link_ended')
	const { invitationId: id } = claims
	const [living] = await livingClients(query, clinicId, [clientId], 'for share')
	const seen = await openInvitation(query, clinicId, id)
	if (!living || !seen) throw new Problem('link_ended')
	// Whoever takes it back, or was faster, holds the pet; so it is looked at once more.
	await lockPet(trx, clinicId, seen.petId)
	const open = await openInvitation(query, clinicId, id)
	if (open?.petId !== seen.petId) throw new Problem('link_ended')
	await assertInvited(trx, { clinicId, accountId }, open.email)
	const { petId } = open
	const owners = await ownersOf(query, clinicId, petId)
	if (owners.some((owner) => owner.id === clientId)) {
		throw new Problem('conflict', { detail: `You have ${open.petName} already.` })
	}
	await trx('pet_owners')
		.insert({ clinic_id: clinicId, pet_id: petId, client_id: clientId, is_primary: false })
		.onConflict(['clinic_id', 'pet_id', 'client_id'])
		.merge({ is_primary: false, owned_until: null, updated_at: trx.fn.now() })
	await trx('pet_invitations')
		.where({ clinic_id: clinicId, id })
		.update({ accepted_at: trx.fn.now(), accepted_by: clientId, updated_at: trx.fn.now() })
	const data = { petId }
	await audit(trx, clinicId, { actor, action: 'invitation.accepted', subjectId: id, data })
	const first = owners.find((owner) => owner.primary)
	const told = { clinicId, kind: 'sharing_accepted', petId, clientId } as const
	if (first) await tellOwner(trx, queueNotification, { ...told, to: first.id })
	return { petId }
}
