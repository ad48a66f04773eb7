import type { Knex } from 'knex'
import { audit } from '../database/audit.ts'
import type { Services } from '../services.ts'
import { endSessions } from './sessions.ts'
import { forgiveAll } from './tries.ts'
import type { UserRow } from './users.ts'

interface NewPassword {
	clinicId: string
	user: UserRow
	/** Of argon2id. */
	hash: string
	/** A link of that kind, or the person at a page they are signed in to. */
	by: 'invitation' | 'reset' | 'page'
	/** The session that goes on. */
	keepSession?: string
}

/** Gives somebody another password: ends links and sessions, lifts a lock, and tells the person. */
export async function setPassword(
	trx: Knex.Transaction,
	{ serverKey, queueNotification }: Pick<Services, 'serverKey' | 'queueNotification'>,
	{ clinicId, user, hash, by, keepSession }: NewPassword,
): Promise<void> {
	const userId = user.id
	await trx('users')
		.where({ clinic_id: clinicId, id: userId })
		.update({
			password_hash: hash,
			password_set_at: trx.fn.now(),
			link_generation: user.link_generation + 1,
			updated_at: trx.fn.now(),
		})
	const others = keepSession === undefined ? { userId } : { userId, exceptId: keepSession }
	await endSessions(trx, clinicId, others, 'password_changed')
	if (user.email !== null) await forgiveAll(trx, { serverKey, clinicId, email: user.email })
	const actor = { kind: 'staff', id: userId } as const
	const data = { by }
	await audit(trx, clinicId, { actor, action: 'staff.password_set', subjectId: userId, data })
	if (by === 'invitation' || user.email === null) return
	await queueNotification(trx, {
		...{ clinicId, userId, variables: {} },
		kind: 'staff_password_changed',
	})
}
