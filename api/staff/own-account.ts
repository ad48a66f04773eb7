import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { clearFailures, countFailure } from '../sign-in/failures.ts'
import { fitsPassword, hashPassword } from '../sign-in/password.ts'
import { assertGoodPassword, wrongField } from '../sign-in/password-rules.ts'
import { setPassword } from '../sign-in/set-password.ts'
import { locked } from '../sign-in/tries.ts'
import { onceAfter } from './once.ts'
import { lockUser, type UserRow, userById } from './users.ts'

/** Somebody who is signed in, and asks for something about their own sign-in. */
export interface Own {
	intent: Intent
	userId: string
	sessionId: string
}

type OwnServices = Pick<Services, 'db' | 'serverKey' | 'queueNotification'>

/**
 * Changes one's own password; every other session ends.
 *
 * @throws Problem `invalid_request` naming the field, `account_locked`
 */
export async function changeOwnPassword(
	services: OwnServices,
	own: Own,
	{ current, password }: { current?: string | undefined; password: string },
): Promise<void> {
	const { intent, sessionId } = own
	const { clinicId } = intent
	const prepare = async () => {
		const user = await assertKnows(services, own, { path: 'current', password: current })
		const readClinic = (trx: Knex) => trx('clinics').where({ id: clinicId }).first('slug', 'name')
		const clinic = await inTenant(services.db, clinicId, readClinic, { quietly: true })
		assertGoodPassword(password, { ...user, clinic })
		return { known: user, hash: await hashPassword(password) }
	}
	await onceAfter(services.db, intent, prepare, async (trx, { known, hash }) => {
		const user = await sameUser(trx, clinicId, known)
		await setPassword(trx, services, {
			...{ audience: 'staff', clinicId, personId: user.id, known: user, hash },
			...{ by: 'page', keepSession: sessionId },
		})
		return {}
	})
}

/**
 * Makes sure that whoever sits at the page knows the password: an open page may have been left
 * alone. Wrong ones are counted by the session, apart from those at the door: neither locks the
 * other. Who has no password proves nothing by it.
 */
export async function assertKnows(
	{ db }: Pick<Services, 'db'>,
	{ intent: { clinicId }, userId, sessionId }: Own,
	{ path, password }: { path: string; password: string | undefined },
): Promise<UserRow> {
	const find = (trx: Knex) => userById(trx, clinicId, userId)
	const user = await inTenant(db, clinicId, find, { quietly: true })
	if (!user?.is_active) throw new Problem('session_ended')
	if (user.password_hash === null) return user
	if (password === undefined) throw wrongField(path, 'required', 'This field is required')
	const subject = `own ${userId} ${sessionId}`
	const count = (trx: Knex) => countFailure(queryOf(trx), clinicId, subject)
	const { seconds } = await inTenant(db, clinicId, count, { quietly: true })
	if (seconds > 0) throw locked(seconds)
	if (!(await fitsPassword(user.password_hash, password))) {
		throw wrongField(path, 'wrong_password', 'This is not your password')
	}
	const clear = (trx: Knex) => clearFailures(queryOf(trx), clinicId, subject)
	await inTenant(db, clinicId, clear, { quietly: true })
	return user
}

/** The person's row under a lock, if it still has the password that was proved. */
export async function sameUser(
	trx: Knex.Transaction,
	clinicId: string,
	known: UserRow,
): Promise<UserRow> {
	const user = await lockUser(trx, clinicId, known.id)
	if (!user?.is_active) throw new Problem('session_ended')
	if (user.password_hash !== known.password_hash) throw new Problem('conflict')
	return user
}
