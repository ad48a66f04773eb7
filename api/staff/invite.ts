import type { Knex } from 'knex'
import type { InviteBody } from '../contract/staff-people.ts'
import { type Actor, audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { wrongField } from '../sign-in/password-rules.ts'
import { addColumn } from './calendar-column.ts'
import { limitInvitations } from './invite-limit.ts'
import { assertMayGive } from './key-bounds.ts'
import { lockUser, userByEmail } from './users.ts'

/** A new colleague, and who asks them in. */
export interface Invitation {
	clinicId: string
	actor: Actor
	person: InviteBody
}

type InviteServices = Pick<Services, 'queueNotification'>

/**
 * Makes a member of staff and mails them a link to choose a password. Who is to be scheduled gets a
 * column in the calendar; then the plan's version is for the caller to raise, as its last statement.
 *
 * @returns the new person's id
 * @throws Problem `forbidden`, `invalid_request` when the address is somebody's already
 */
export async function inviteUser(
	trx: Knex.Transaction,
	services: InviteServices,
	{ clinicId, actor, person }: Invitation,
): Promise<string> {
	const { name, email, title, roles, schedulable } = person
	assertMayGive(actor, roles)
	await assertFree(trx, clinicId, email)
	const id = newId()
	const row = { clinic_id: clinicId, id, name, email, title: title || null, roles }
	await trx('users').insert({ ...row, invited_at: trx.fn.now() })
	if (schedulable) await addColumn(trx, clinicId, { id, name, title: row.title, roles })
	const data = { roles, schedulable }
	await audit(trx, clinicId, { actor, action: 'staff.invited', subjectId: id, data })
	await mailInvitation(trx, services, clinicId, { id, link_generation: 0 })
	return id
}

/**
 * Mails somebody their link again, with another week to use it.
 *
 * @throws Problem `staff_not_found`, `rate_limited`, `conflict` when they have a password already
 */
export async function inviteAgain(
	trx: Knex.Transaction,
	services: InviteServices & Pick<Services, 'serverKey'>,
	{ clinicId, actor, id }: { clinicId: string; actor: Actor; id: string },
): Promise<void> {
	const user = await lockUser(trx, clinicId, id)
	if (!user) throw new Problem('staff_not_found')
	if (user.password_hash !== null || !user.is_active || user.email === null) {
		const detail = 'Only somebody with an address and without a password can be invited.'
		throw new Problem('conflict', { detail })
	}
	await limitInvitations(trx, services.serverKey, clinicId, user.email)
	await trx('users')
		.where({ clinic_id: clinicId, id })
		.update({ invited_at: trx.fn.now(), updated_at: trx.fn.now() })
	await audit(trx, clinicId, { actor, action: 'staff.invited_again', subjectId: id })
	await mailInvitation(trx, services, clinicId, user)
}

/** @throws Problem `invalid_request` */
export async function assertFree(trx: Knex, clinicId: string, email: string): Promise<void> {
	if (!(await userByEmail(trx, clinicId, email))) return
	throw wrongField('email', 'taken', 'Somebody at the clinic has this address already')
}

function mailInvitation(
	trx: Knex.Transaction,
	{ queueNotification }: InviteServices,
	clinicId: string,
	{ id: userId, link_generation: generation }: { id: string; link_generation: number },
): Promise<string> {
	const variables = { generation }
	return queueNotification(trx, { clinicId, kind: 'staff_invited', userId, variables })
}
