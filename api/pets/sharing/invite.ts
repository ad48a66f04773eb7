import type { Knex } from 'knex'
import { type Actor, audit } from '../../database/audit.ts'
import { newId } from '../../database/ids.ts'
import { queryOf } from '../../database/query.ts'
import { foldedEmail } from '../../http/folded-email.ts'
import { invalidRequest, Problem } from '../../http/problem.ts'
import type { Services } from '../../services.ts'
import { lockPet } from '../lock.ts'
import type { Asking } from '../own/ownership.ts'
import { ownedPet } from '../owned.ts'
import { limitShares } from './limits.ts'
import { ownersOf, waitingInvitations } from './rows.ts'

/** Owners of one pet, and those who are asked to be. */
const MOST = 5
const DAYS = 7

interface Invitation {
	asking: Asking
	actor: Actor
	id: string
	email: string
}

/**
 * Asks somebody to share a pet, by a link that is good once, for a week.
 *
 * @throws Problem `pet_not_found`, `forbidden` for who is not its first owner, `conflict`,
 * `invalid_request`, `rate_limited`
 */
export async function inviteOwner(
	trx: Knex.Transaction,
	services: Pick<Services, 'serverKey' | 'queueNotification' | 'limitLetters'>,
	{ asking, actor, id, email }: Invitation,
): Promise<{ petId: string }> {
	const { clinicId, clientId } = asking
	const query = queryOf(trx)
	const petId = await leadPet(trx, asking, id)
	const { status } = await lockPet(trx, clinicId, petId)
	if (status !== 'active') {
		throw new Problem('conflict', { detail: 'Only a pet that lives with you can be shared.' })
	}
	const waiting = await waitingInvitations(query, clinicId, petId)
	const open = waiting.filter((one) => !one.expired)
	const owners = await ownersOf(query, clinicId, petId)
	if (owners.length + open.length >= MOST) {
		const detail = `${MOST} people at most share a pet. Take back an invitation first.`
		throw new Problem('conflict', { detail })
	}
	await assertSomebodyElse(trx, asking, email, open)
	await limitShares(query, services.serverKey, { clinicId, clientId, email })
	await services.limitLetters(query, { clinicId, purpose: 'invitation', email })
	const invitationId = newId()
	await trx('pet_invitations').insert({
		...{ clinic_id: clinicId, id: invitationId, pet_id: petId, client_id: clientId, email },
		expires_at: trx.raw('now() + make_interval(days => ?)', [DAYS]),
	})
	const variables = { invitationId }
	await services.queueNotification(trx, { clinicId, kind: 'pet_invitation', variables })
	const data = { petId }
	await audit(trx, clinicId, { actor, action: 'invitation.sent', subjectId: invitationId, data })
	return { petId }
}

/**
 * @returns where their pet lives on
 * @throws Problem `pet_not_found`, `forbidden`
 */
async function leadPet(trx: Knex, asking: Asking, id: string): Promise<string> {
	const { petId, isPrimary } = await ownedPet(queryOf(trx), asking, id)
	if (isPrimary) return petId
	throw new Problem('forbidden', { detail: 'Only the first owner of a pet does that.' })
}

async function assertSomebodyElse(
	trx: Knex,
	{ clinicId, clientId }: Asking,
	email: string,
	open: readonly { email: string | null }[],
): Promise<void> {
	const folded = foldedEmail(email)
	const own = await trx('client_accounts')
		.where({ clinic_id: clinicId, client_id: clientId, email_key: folded })
		.first('id')
	if (own) throw wrong('own_address', 'This is your own address')
	if (open.some((one) => one.email !== null && foldedEmail(one.email) === folded)) {
		throw wrong('invited', 'You have invited this address already')
	}
}

const wrong = (code: string, message: string) =>
	invalidRequest([{ path: 'email', in: 'body', code, message }])

/**
 * Takes an invitation back; its link opens nothing any more.
 *
 * @throws Problem `pet_not_found`, `forbidden`, `invitation_not_found`
 */
export async function revokeInvitation(
	trx: Knex.Transaction,
	{ asking, actor, id, invitationId }: Omit<Invitation, 'email'> & { invitationId: string },
): Promise<{ petId: string }> {
	const { clinicId } = asking
	const petId = await leadPet(trx, asking, id)
	await lockPet(trx, clinicId, petId)
	const [row] = await trx('pet_invitations')
		.where({ clinic_id: clinicId, id: invitationId, pet_id: petId })
		.whereNull('accepted_at')
		.update({ revoked_at: trx.raw('coalesce(revoked_at, now())'), updated_at: trx.fn.now() })
		.returning('id')
	if (!row) throw new Problem('invitation_not_found')
	const data = { petId }
	await audit(trx, clinicId, { actor, action: 'invitation.revoked', subjectId: row.id, data })
	return { petId }
}
