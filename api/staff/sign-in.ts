import type { Knex } from 'knex'
import type { SignInBody } from '../contract/staff.ts'
import { inTenant } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { fitsPassword } from './password.ts'
import { beginSession, type Device } from './sessions.ts'
import { type UserRow, userByEmail } from './users.ts'

export interface SignedIn {
	clinicId: string
	userId: string
	sessionId: string
	generation: number
}

/** The id of a clinic by its name in addresses. */
export async function clinicByName(db: Knex, name: string): Promise<string | null> {
	const { rows } = await db.raw('select find_clinic(?) as id', [name])
	return rows[0].id
}

/**
 * Begins a session for whoever proves to be a member of staff. An unknown clinic, an unknown address
 * and a wrong password get the same answer after the same work.
 *
 * @throws Problem `sign_in_refused`
 */
export async function signIn(db: Knex, body: SignInBody, device: Device): Promise<SignedIn> {
	const clinicId = await clinicByName(db, body.clinic)
	const find = (trx: Knex) => userByEmail(trx, clinicId ?? '', body.email)
	const user = clinicId === null ? undefined : await inTenant(db, clinicId, find, quietly)
	const fits = await fitsPassword(user?.password_hash ?? null, body.password ?? '')
	if (clinicId === null || !user?.is_active || !fits) throw new Problem('sign_in_refused')
	return inTenant(db, clinicId, (trx) => begin(trx, clinicId, user, device), quietly)
}

const quietly = { quietly: true } as const

async function begin(trx: Knex.Transaction, clinicId: string, user: UserRow, device: Device) {
	await trx('users')
		.where({ clinic_id: clinicId, id: user.id })
		.update({ last_login_at: trx.fn.now(), login_attempts: 0, updated_at: trx.fn.now() })
	const session = await beginSession(trx, clinicId, user.id, device)
	return { clinicId, userId: user.id, ...session }
}
