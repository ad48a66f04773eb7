import type { Knex } from 'knex'
import type { SignInOwnerBody } from '../contract/owner-session.ts'
import { inTenant } from '../database/tenant.ts'
import { consumeCode, tryCode } from '../http/one-time-codes.ts'
import { type CountedTry, enter, type SignInServices, whileCounted } from '../sign-in/enter.ts'
import { inEvenTime } from '../sign-in/even-time.ts'
import type { SignedIn } from '../sign-in/exchange.ts'
import { fitsPassword } from '../sign-in/password.ts'
import { lockPerson, type PersonRow, personByEmail } from '../sign-in/person.ts'
import type { Device } from '../sign-in/sessions.ts'
import { forgiveTry } from '../sign-in/tries.ts'

const audience = 'owner' as const
const quietly = { quietly: true } as const

/**
 * Begins a session for whoever proves to be an owner with an account. An unknown address, one that
 * is not verified and a wrong password get the same answer in the same time, and are locked out alike.
 *
 * @throws Problem `sign_in_refused`, `account_locked`, `rate_limited`
 */
export function signInOwner(
	services: SignInServices,
	clinicId: string,
	body: SignInOwnerBody,
	device: Device,
): Promise<SignedIn> {
	const { serverKey } = services
	const { address } = device
	const one = { serverKey, audience, clinicId, email: body.email, address }
	return inEvenTime(() =>
		whileCounted(services, one, (counted) => prove(services, counted, body, device)),
	)
}

/** The slow hash is made before the transaction, which holds the person's row. */
async function prove(
	services: SignInServices,
	counted: CountedTry,
	{ email, password, code }: SignInOwnerBody,
	device: Device,
): Promise<SignedIn | 'refused'> {
	const { db } = services
	const find = (trx: Knex) => personByEmail(trx, counted, email)
	const known = await inTenant(db, counted.clinicId, find, quietly)
	if (password !== undefined) {
		const fits = await fitsPassword(known?.password_hash ?? null, password)
		if (!fits) return 'refused'
	}
	if (!known?.may) return 'refused'
	const work = (trx: Knex.Transaction) => conclude(trx, services, counted, { known, code, device })
	return inTenant(db, counted.clinicId, work, quietly)
}

interface Proof {
	/** As the password was compared with. */
	known: PersonRow
	code: string | undefined
	device: Device
}

/** Commits whatever comes of it: what was tried is counted. */
async function conclude(
	trx: Knex.Transaction,
	services: SignInServices,
	counted: CountedTry,
	{ known, code, device }: Proof,
): Promise<SignedIn | 'refused'> {
	const { clinicId } = counted
	const person = { audience, clinicId, personId: known.id }
	const now = await lockPerson(trx, person)
	if (!now?.may || now.password_hash !== known.password_hash) return 'refused'
	if (code !== undefined && !(await useCode(trx, services.serverKey, person, code)))
		return 'refused'
	await forgiveTry(trx, counted)
	return enter(trx, services, person, device)
}

async function useCode(
	trx: Knex.Transaction,
	serverKey: Uint8Array,
	{ clinicId, personId: id }: { clinicId: string; personId: string },
	code: string,
): Promise<boolean> {
	const subject = { kind: audience, id }
	const found = await tryCode(trx, serverKey, { clinicId, subject, purpose: 'sign_in', code })
	return found !== null && consumeCode(trx, clinicId, found)
}
