import type { Knex } from 'knex'
import type { SignInBody } from '../contract/staff.ts'
import { audit } from '../database/audit.ts'
import { type Allowance, countHits } from '../database/hits.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { blinder } from '../http/blind.ts'
import { consumeCode, tryCode } from '../http/one-time-codes.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { inEvenTime } from './even-time.ts'
import { isNewDevice } from './new-device.ts'
import { fitsPassword } from './password.ts'
import { checkSecondFactor } from './second-factor.ts'
import { beginSession, type Device } from './sessions.ts'
import { assertMay, beginTry, forgiveTry, giveBackTry, type Try } from './tries.ts'
import { lockUser, type UserRow, userByEmail } from './users.ts'

export interface SignedIn {
	clinicId: string
	userId: string
	sessionId: string
	generation: number
}

type SignInServices = Pick<Services, 'db' | 'serverKey' | 'queueNotification'>

/** The id of a clinic by its name in addresses. */
export async function clinicByName(db: Knex, name: string): Promise<string | null> {
	const { rows } = await db.raw('select find_clinic(?) as id', [name])
	return rows[0].id
}

/**
 * Begins a session for whoever proves to be a member of staff. An unknown clinic, an unknown address
 * and a wrong password get the same answer in the same time, and the latter two are locked out alike:
 * which clinics there are, their booking pages tell.
 *
 * @throws Problem `sign_in_refused`, `second_factor_required`, `account_locked`, `rate_limited`
 */
export function signIn(
	services: SignInServices,
	body: SignInBody,
	device: Device,
): Promise<SignedIn> {
	return inEvenTime(async () => {
		const { db, serverKey } = services
		const clinicId = await clinicByName(db, body.clinic)
		if (clinicId === null) throw new Problem('sign_in_refused')
		const one = { serverKey, clinicId, email: body.email, address: device.address }
		const begun = await inTenant(db, clinicId, (trx) => beginTry(trx, one), quietly)
		assertMay(begun)
		const outcome = await prove(services, { ...one, isHome: begun.isHome }, body, device)
		if (outcome === 'refused') {
			if (begun.locks) await tellLocked(services, one)
			throw new Problem('sign_in_refused')
		}
		if (outcome === 'second_factor') throw new Problem('second_factor_required')
		return outcome
	})
}

const quietly = { quietly: true } as const
type CountedTry = Try & { isHome: boolean }
type Outcome = SignedIn | 'refused' | 'second_factor'

/** The slow hash is made before the transaction, which holds the person's row. */
async function prove(
	services: SignInServices,
	one: CountedTry,
	body: SignInBody,
	device: Device,
): Promise<Outcome> {
	const { db } = services
	const { clinicId } = one
	const find = (trx: Knex) => userByEmail(trx, clinicId, body.email)
	const user = await inTenant(db, clinicId, find, quietly)
	if (body.password !== undefined) {
		const fits = await fitsPassword(user?.password_hash ?? null, body.password)
		if (!fits) return 'refused'
	}
	if (!user?.is_active) return 'refused'
	const work = (trx: Knex.Transaction) => conclude(trx, services, one, { user, body, device })
	return inTenant(db, clinicId, work, quietly)
}

interface Proof {
	/** As the password was compared with. */
	user: UserRow
	body: SignInBody
	device: Device
}

/** Commits whatever comes of it: what was tried is counted. */
async function conclude(
	trx: Knex.Transaction,
	services: SignInServices,
	one: CountedTry,
	{ user: known, body, device }: Proof,
): Promise<Outcome> {
	const { serverKey } = services
	const { clinicId } = one
	const user = await lockUser(trx, clinicId, known.id)
	if (!user?.is_active || user.password_hash !== known.password_hash) return 'refused'
	const codes = { clinicId, subject: { kind: 'staff', id: user.id }, purpose: 'sign_in' } as const
	const { code } = body
	const codeId = code === undefined ? null : await tryCode(trx, serverKey, { ...codes, code })
	if (code !== undefined && codeId === null) return 'refused'
	const second = await checkSecondFactor(trx, serverKey, clinicId, { user, body })
	if (second === 'asked') await giveBackTry(trx, one)
	if (second !== 'fits') return second === 'asked' ? 'second_factor' : 'refused'
	if (codeId !== null && !(await consumeCode(trx, clinicId, codeId))) return 'refused'
	await forgiveTry(trx, one)
	return begin(trx, services, { clinicId, user, device })
}

async function begin(
	trx: Knex.Transaction,
	{ queueNotification }: SignInServices,
	{ clinicId, user, device }: { clinicId: string; user: UserRow; device: Device },
): Promise<SignedIn> {
	const userId = user.id
	const isNew = await isNewDevice(trx, clinicId, userId, device)
	await trx('users')
		.where({ clinic_id: clinicId, id: userId })
		.update({ last_login_at: trx.fn.now(), updated_at: trx.fn.now() })
	const session = await beginSession(trx, clinicId, userId, device)
	if (isNew) {
		const variables = { sessionId: session.sessionId }
		await queueNotification(trx, { clinicId, kind: 'staff_new_device', userId, variables })
	}
	return { clinicId, userId, ...session }
}

/** Guesses from many networks must not fill somebody's mailbox. */
const LETTERS: Allowance = { most: 1, seconds: 3600 }

/** Nobody but the person hears that the address is somebody's. */
async function tellLocked(
	{ db, serverKey, queueNotification }: SignInServices,
	{ clinicId, email }: Try,
): Promise<void> {
	await inTenant(
		db,
		clinicId,
		async (trx) => {
			const user = await userByEmail(trx, clinicId, email)
			if (!user?.is_active) return
			const { id: userId, link_generation: generation } = user
			const actor = { kind: 'system', id: null } as const
			await audit(trx, clinicId, { actor, action: 'staff.locked', subjectId: userId })
			const hit = { ...LETTERS, bucket: 'locked_letter', subject: blinder(serverKey)(userId) }
			if ((await countHits(queryOf(trx), clinicId, [hit], Date.now())) > 0) return
			const variables = { generation }
			await queueNotification(trx, { clinicId, kind: 'staff_locked', userId, variables })
		},
		quietly,
	)
}
