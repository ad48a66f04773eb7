import type { Knex } from 'knex'
import type { SignInBody } from '../contract/staff.ts'
import { inTenant } from '../database/tenant.ts'
import { consumeCode, tryCode } from '../http/one-time-codes.ts'
import { Problem } from '../http/problem.ts'
import { type CountedTry, enter, type SignInServices, whileCounted } from '../sign-in/enter.ts'
import { inEvenTime } from '../sign-in/even-time.ts'
import type { SignedIn } from '../sign-in/exchange.ts'
import { fitsPassword } from '../sign-in/password.ts'
import type { Device } from '../sign-in/sessions.ts'
import { forgiveTry, giveBackTry } from '../sign-in/tries.ts'
import { checkSecondFactor } from './second-factor.ts'
import { lockUser, type UserRow, userByEmail } from './users.ts'

const audience = 'staff' as const

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
		const one = { serverKey, audience, clinicId, email: body.email, address: device.address }
		const outcome = await whileCounted<SignedIn | 'second_factor'>(services, one, (counted) =>
			prove(services, counted, body, device),
		)
		if (outcome === 'second_factor') throw new Problem('second_factor_required')
		return outcome
	})
}

const quietly = { quietly: true } as const
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
	return enter(trx, services, { audience, clinicId, personId: user.id }, device)
}
