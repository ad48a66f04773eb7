import type { Knex } from 'knex'
import { Secret, TOTP } from 'otpauth'
import type { SignInBody } from '../contract/staff.ts'
import { queryOf } from '../database/query.ts'
import { seal, UnsealError, unseal } from '../database/sealed.ts'
import { usePaperCode } from '../http/one-time-codes.ts'
import { Problem } from '../http/problem.ts'
import type { UserRow } from './users.ts'

const PERIOD_SECONDS = 30

/** The paper codes of somebody, as `one_time_codes` knows them. */
export const recoveryOf = (clinicId: string, userId: string) =>
	({ clinicId, subject: { kind: 'staff', id: userId }, purpose: 'recovery' }) as const

interface Asked {
	user: UserRow
	body: Pick<SignInBody, 'totp' | 'recoveryCode'>
}

/**
 * `asked`: the person has an authenticator, and the call nothing of it.
 *
 * @throws Problem `sign_in_refused`, with what the log is to say, where the kept secret does not open
 */
export async function checkSecondFactor(
	trx: Knex.Transaction,
	serverKey: Uint8Array,
	clinicId: string,
	{ user, body: { totp, recoveryCode } }: Asked,
): Promise<'fits' | 'asked' | 'refused'> {
	if (user.totp_confirmed_at === null) return 'fits'
	if (totp === undefined && recoveryCode === undefined) return 'asked'
	const fits =
		totp === undefined
			? await usePaperCode(trx, serverKey, {
					...recoveryOf(clinicId, user.id),
					code: recoveryCode ?? '',
				})
			: await useTotp(trx, serverKey, clinicId, { user, code: totp }).catch(refuseUnsealed)
	return fits ? 'fits' : 'refused'
}

/** Under another server key the app can't be checked; paper codes and a colleague's help remain. */
function refuseUnsealed(cause: unknown): never {
	throw cause instanceof UnsealError ? new Problem('sign_in_refused', { cause }) : cause
}

/**
 * Uses a code of the app: RFC 6238, one step before and after for clocks that differ. A step that was
 * used, and any before it, is not good again (section 5.2).
 */
export async function useTotp(
	trx: Knex.Transaction,
	serverKey: Uint8Array,
	clinicId: string,
	{ user, code }: { user: UserRow; code: string },
): Promise<boolean> {
	if (user.totp_secret === null) return false
	const secret = unseal(serverKey, ownerOf(clinicId, user.id), user.totp_secret)
	const timestamp = Date.now()
	const delta = totpOf(secret).validate({ token: code, window: 1, timestamp })
	if (delta === null) return false
	const step = Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta
	return (await queryOf(trx)(USE_STEP, [clinicId, user.id, step])).length === 1
}

// One statement, so that of several calls with the same code one finds it unused.
const USE_STEP = `
	update users set totp_last_step = $3, updated_at = now()
	where clinic_id = $1 and id = $2 and (totp_last_step is null or totp_last_step < $3)
	returning id`

/** Makes a secret for an app: as it is kept, encrypted. */
export function newSealedSecret(serverKey: Uint8Array, clinicId: string, userId: string): Buffer {
	return seal(serverKey, ownerOf(clinicId, userId), new Secret({ size: 20 }).base32)
}

/** What an app is given of a secret that was kept. */
export function authenticatorOf(
	serverKey: Uint8Array,
	sealed: Buffer,
	who: { clinicId: string; userId: string; label: string; issuer: string },
) {
	const totp = totpOf(unseal(serverKey, ownerOf(who.clinicId, who.userId), sealed), who)
	return { uri: totp.toString(), secret: totp.secret.base32 }
}

function totpOf(secret: string, { label = '', issuer = '' } = {}): TOTP {
	return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS })
}

const ownerOf = (clinicId: string, id: string) => ({ purpose: 'staff authenticator', clinicId, id })
