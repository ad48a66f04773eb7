import type { Knex } from 'knex'
import { type ChangeMemberBody, isClinical } from '../contract/staff-people.ts'
import { type Actor, audit } from '../database/audit.ts'
import { forgetCodes } from '../http/one-time-codes.ts'
import type { Role } from '../http/permission.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { wrongField } from '../sign-in/password-rules.ts'
import { endSessions } from '../sign-in/sessions.ts'
import { takeAuthenticator } from './authenticator.ts'
import { addColumn } from './calendar-column.ts'
import { assertFree } from './invite.ts'
import { assertMayChange } from './key-bounds.ts'
import { lockUser, type UserRow } from './users.ts'

interface MemberChange {
	clinicId: string
	actor: Actor
	id: string
	body: ChangeMemberBody
}

/**
 * Changes a colleague's name, address, title and roles, and whether they still work here. Sessions
 * of somebody who does not end at once; another address ends their sessions,
 * links and codes, and the old one is told.
 *
 * @returns whether the plan was changed, whose version is then for the caller to raise
 * @throws Problem `staff_not_found`, `forbidden`, `last_admin`, `invalid_request`
 */
export async function changeMember(
	trx: Knex.Transaction,
	services: Pick<Services, 'queueNotification'>,
	{ clinicId, actor, id, body }: MemberChange,
): Promise<{ changesPlan: boolean }> {
	// Before the row itself: all who take an admin away queue here, in one order.
	const admins = await lockAdmins(trx, clinicId)
	const user = await lockUser(trx, clinicId, id)
	if (!user) throw new Problem('staff_not_found')
	assertMayChange(actor, user, body)
	const columns = await columnsOf(trx, clinicId, user, body)
	const after = { ...user, ...columns }
	const isAdmin = after.is_active && after.roles.includes('admin')
	if (!isAdmin && admins.length === 1 && admins[0] === user.id) throw new Problem('last_admin')
	const fields = Object.keys(body).sort()
	await trx('users')
		.where({ clinic_id: clinicId, id: user.id })
		.update({ ...columns, updated_at: trx.fn.now() })
	if (user.is_active && !after.is_active) {
		await endSessions(trx, { audience: 'staff', clinicId }, { personId: user.id }, 'deactivated')
	}
	if (isElsewhere(user, body)) await leaveAddress(trx, services, clinicId, user)
	if (body.removeAuthenticator) await helpOut(trx, services, { clinicId, actor, user })
	await audit(trx, clinicId, {
		...{ actor, action: 'staff.changed', subjectId: user.id },
		data: { fields, ...(body.roles && { roles: body.roles }) },
	})
	return { changesPlan: await changeCalendar(trx, clinicId, after, body) }
}

function isElsewhere(
	{ email: before }: UserRow,
	body: ChangeMemberBody,
): body is ChangeMemberBody & { email: string } {
	return body.email !== undefined && body.email.toLowerCase() !== before?.toLowerCase()
}

/** What was opened or asked for by the old address ends, and whoever reads mail there hears of it. */
async function leaveAddress(
	trx: Knex.Transaction,
	{ queueNotification }: Pick<Services, 'queueNotification'>,
	clinicId: string,
	{ id: userId, email: formerEmail }: UserRow,
): Promise<void> {
	const subject = { kind: 'staff', id: userId } as const
	await forgetCodes(trx, { clinicId, subject, purpose: 'sign_in' })
	await endSessions(trx, { audience: 'staff', clinicId }, { personId: userId }, 'ended')
	if (formerEmail === null) return
	await queueNotification(trx, {
		...{ clinicId, userId, formerEmail, variables: {} },
		kind: 'staff_email_changed',
	})
}

/** Their own app people take away by their password. */
async function helpOut(
	trx: Knex.Transaction,
	services: Pick<Services, 'queueNotification'>,
	{ clinicId, actor, user }: { clinicId: string; actor: Actor; user: UserRow },
): Promise<void> {
	if (actor.kind === 'staff' && actor.id === user.id) {
		throw wrongField('removeAuthenticator', 'own', 'Turn your own app off by your password')
	}
	await takeAuthenticator(trx, services, { clinicId, userId: user.id, actor })
	await endSessions(trx, { audience: 'staff', clinicId }, { personId: user.id }, 'ended')
}

type Columns = Partial<
	Pick<UserRow, 'name' | 'email' | 'title' | 'roles' | 'is_active' | 'link_generation'>
>

async function columnsOf(
	trx: Knex,
	clinicId: string,
	user: UserRow,
	body: ChangeMemberBody,
): Promise<Columns> {
	const { name, email, title, roles, isActive } = body
	const moves = isElsewhere(user, body)
	if (moves) await assertFree(trx, clinicId, body.email)
	const endsLinks = moves || isActive === false
	return {
		...(name === undefined ? {} : { name }),
		...(email === undefined ? {} : { email }),
		...(title === undefined ? {} : { title: title || null }),
		...(roles === undefined ? {} : { roles }),
		...(isActive === undefined ? {} : { is_active: isActive }),
		...(endsLinks ? { link_generation: user.link_generation + 1 } : {}),
	}
}

/** Names stand in the calendar too, as the column's. */
async function changeCalendar(
	trx: Knex.Transaction,
	clinicId: string,
	user: UserRow,
	{ name, title, schedulable, isActive }: ChangeMemberBody,
): Promise<boolean> {
	const own = { clinic_id: clinicId, id: user.id }
	const column = await trx('resources').where(own).first('id')
	if (column) {
		if (isActive === false) {
			// Owners book nobody who has left. What is booked stays until the clinic moves it, and the
			// column goes with the visits that it would strand.
			await trx('resources').where(own).update({ bookable_online: false, updated_at: trx.fn.now() })
		}
		if (name === undefined && title === undefined) return isActive === false
		const { name: called, title: titled } = user
		await trx('resources')
			.where(own)
			.update({ name: called, title: titled, updated_at: trx.fn.now() })
		return true
	}
	if (!schedulable) return false
	if (!isClinical(user.roles)) {
		const message = 'Only a veterinarian or a nurse can have a column'
		throw wrongField('schedulable', 'not_clinical', message)
	}
	await addColumn(trx, clinicId, { ...user, roles: user.roles as Role[] })
	return true
}

async function lockAdmins(trx: Knex.Transaction, clinicId: string): Promise<string[]> {
	return trx('users')
		.where({ clinic_id: clinicId, is_active: true })
		.whereRaw(`roles @> array['admin']`)
		.orderBy('id')
		.forNoKeyUpdate()
		.pluck('id')
}
