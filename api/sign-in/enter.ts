import type { Knex } from 'knex'
import { audit } from '../database/audit.ts'
import { type Allowance, countHits } from '../database/hits.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { blinder } from '../http/blind.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import type { SignedIn } from './exchange.ts'
import { tellOfSignIn } from './letters.ts'
import { isNewDevice } from './new-device.ts'
import { type Person, personByEmail, tablesOf } from './person.ts'
import { beginSession, type Device } from './sessions.ts'
import { traceStaff } from './trace.ts'
import { assertMay, beginTry, type Try } from './tries.ts'

export type SignInServices = Pick<Services, 'db' | 'serverKey' | 'queueNotification'>
export type CountedTry = Try & { isHome: boolean }

const quietly = { quietly: true } as const

/**
 * Counts a try to sign in before it is looked at. One that fails for the last time before a lock
 * tells the person, and the caller nothing more than any other.
 *
 * @throws Problem `sign_in_refused`, `account_locked`, `rate_limited`
 */
export async function whileCounted<T>(
	services: SignInServices,
	one: Try,
	prove: (counted: CountedTry) => Promise<T | 'refused'>,
): Promise<T> {
	const begun = await inTenant(services.db, one.clinicId, (trx) => beginTry(trx, one), quietly)
	assertMay(begun)
	const outcome = await prove({ ...one, isHome: begun.isHome })
	if (outcome !== 'refused') return outcome
	if (begun.locks) await tellLocked(services, one)
	throw new Problem('sign_in_refused')
}

/** Begins a session of somebody who has proved to be themselves, however, and tells of a new device. */
export async function enter(
	trx: Knex.Transaction,
	services: Pick<Services, 'queueNotification'>,
	person: Person,
	device: Device,
): Promise<SignedIn> {
	const { audience, clinicId, personId } = person
	const isNew = await isNewDevice(trx, person, device)
	await trx(tablesOf[audience].people)
		.where({ clinic_id: clinicId, id: personId })
		.update({ last_login_at: trx.fn.now(), updated_at: trx.fn.now() })
	const session = await beginSession(trx, person, device)
	const { sessionId } = session
	if (isNew) await tellOfSignIn(trx, services, person, 'new_device', { sessionId })
	await traceStaff(trx, person, 'staff.signed_in', { newDevice: isNew })
	return { audience, clinicId, personId, ...session }
}

/** Guesses from many networks must not fill somebody's mailbox. */
const LETTERS: Allowance = { most: 1, seconds: 3600 }
const ACTIONS = { staff: 'staff.locked', owner: 'account.locked' } as const

/** Nobody but the person hears that the address is somebody's. */
async function tellLocked(services: SignInServices, one: Try): Promise<void> {
	const { audience, clinicId, email } = one
	const { db, serverKey } = services
	const tell = async (trx: Knex.Transaction) => {
		const known = await personByEmail(trx, one, email)
		if (!known?.may) return
		const person = { audience, clinicId, personId: known.id }
		const actor = { kind: 'system', id: null } as const
		await audit(trx, clinicId, { actor, action: ACTIONS[audience], subjectId: known.id })
		const hit = { ...LETTERS, bucket: 'locked_letter', subject: blinder(serverKey)(known.id) }
		if ((await countHits(queryOf(trx), clinicId, [hit], Date.now())) > 0) return
		await tellOfSignIn(trx, services, person, 'locked', { generation: known.link_generation })
	}
	await inTenant(db, clinicId, tell, quietly)
}
