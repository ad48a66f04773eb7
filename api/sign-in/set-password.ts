import type { Knex } from 'knex'
import { audit } from '../database/audit.ts'
import { forgetCodes } from '../http/one-time-codes.ts'
import type { Services } from '../services.ts'
import { tellOfSignIn } from './letters.ts'
import { type Person, type PersonRow, tablesOf } from './person.ts'
import { endSessions } from './sessions.ts'
import { forgiveAll } from './tries.ts'

interface NewPassword extends Person {
	/** Under a lock. */
	known: Pick<PersonRow, 'email' | 'link_generation'>
	/** Of argon2id. */
	hash: string
	/** A link of that kind, or the person at a page they are signed in to. */
	by: 'invitation' | 'reset' | 'page'
	/** The session that goes on. */
	keepSession?: string
}

const ACTIONS = { staff: 'staff.password_set', owner: 'account.password_set' } as const

/** Gives somebody another password: ends links, codes and sessions, lifts a lock, and tells the person. */
export async function setPassword(
	trx: Knex.Transaction,
	services: Pick<Services, 'serverKey' | 'queueNotification'>,
	{ known, hash, by, keepSession: exceptId, ...person }: NewPassword,
): Promise<void> {
	const { audience, clinicId, personId } = person
	const { email } = known
	await trx(tablesOf[audience].people)
		.where({ clinic_id: clinicId, id: personId })
		.update({
			password_hash: hash,
			password_set_at: trx.fn.now(),
			link_generation: known.link_generation + 1,
			updated_at: trx.fn.now(),
		})
	await endSessions(trx, person, { personId, exceptId }, 'password_changed')
	const subject = { kind: audience, id: personId } as const
	await forgetCodes(trx, { clinicId, subject, purpose: 'sign_in' })
	const { serverKey } = services
	if (email !== null) await forgiveAll(trx, { serverKey, audience, clinicId, email })
	const actor = { kind: audience, id: personId } as const
	const data = { by }
	await audit(trx, clinicId, { actor, action: ACTIONS[audience], subjectId: personId, data })
	if (by === 'invitation' || email === null) return
	await tellOfSignIn(trx, services, person, 'password_changed', {})
}
