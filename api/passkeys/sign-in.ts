import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Knex } from 'knex'
import type { PasskeyRequest, PasskeySignInBody } from '../contract/passkeys.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { handleOf } from './add.ts'
import { CHALLENGE_SECONDS, challengeOf, issueChallenge, takeChallenge } from './challenge.ts'
import { type RelyingParty, readClientData } from './client-data.ts'

type PasskeyServices = Pick<Services, 'db' | 'serverKey'>

interface PasskeyRow {
	id: string
	account_id: string
	public_key: Buffer
	counter: string
}

/** What a browser needs to ask for a passkey; whose it is, the passkey tells. */
export async function askForPasskey(
	{ db, serverKey }: PasskeyServices,
	clinicId: string,
	rp: RelyingParty,
): Promise<PasskeyRequest> {
	const use = { clinicId, use: 'passkey_sign_in', accountId: null } as const
	const issue = (trx: Knex.Transaction) => issueChallenge(trx, use)
	const id = await inTenant(db, clinicId, issue, { quietly: true })
	return {
		challenge: challengeOf(serverKey, clinicId, id),
		timeout: CHALLENGE_SECONDS * 1000,
		rpId: rp.id,
		userVerification: 'required',
	}
}

/**
 * Begins a session for whoever shows a passkey of an account. Whatever does not fit, the answer is
 * the same.
 *
 * @throws Problem `passkey_refused`
 */
export async function signInByPasskey<S>(
	{ db, serverKey }: PasskeyServices,
	clinicId: string,
	{ rp, credential }: { rp: RelyingParty; credential: PasskeySignInBody['credential'] },
	begin: (trx: Knex.Transaction, accountId: string) => Promise<S>,
): Promise<S> {
	const { challenge } = readClientData(credential.clientDataJSON)
	const use = { clinicId, use: 'passkey_sign_in', accountId: null } as const
	const look = async (trx: Knex.Transaction) => ({
		expected: await takeChallenge(trx, serverKey, use, challenge),
		row: (await trx('passkeys')
			.where({ clinic_id: clinicId, credential_id: credential.id })
			.first()) as PasskeyRow | undefined,
	})
	const { expected, row } = await inTenant(db, clinicId, look, { quietly: true })
	const isTheirs = row && handleOf(row.account_id) === credential.userHandle
	if (expected === null || !isTheirs) throw new Problem('passkey_refused')
	const { counter, isBackedUp } = await verified(row, credential, rp, expected)
	const work = async (trx: Knex.Transaction) => {
		const used = await queryOf(trx)(USE, [clinicId, row.id, counter, isBackedUp])
		if (used.length === 0) throw new Problem('passkey_refused')
		return begin(trx, row.account_id)
	}
	return inTenant(db, clinicId, work, { quietly: true })
}

// Once more under the row's lock: of two who come with one counter, one has a copy of the key. Many
// authenticators never count; theirs stays at nothing.
const USE = `
	update passkeys set counter = $3, is_backed_up = $4, last_used_at = statement_timestamp(),
		updated_at = now()
	where clinic_id = $1 and id = $2 and (counter < $3 or (counter = 0 and $3::bigint = 0))
	returning id`

async function verified(
	row: PasskeyRow,
	{ id, clientDataJSON, authenticatorData, signature, userHandle }: PasskeySignInBody['credential'],
	{ id: expectedRPID, origin: expectedOrigin }: RelyingParty,
	expectedChallenge: string,
) {
	const response = { clientDataJSON, authenticatorData, signature, userHandle }
	try {
		const { verified, authenticationInfo } = await verifyAuthenticationResponse({
			response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
			...{ expectedChallenge, expectedOrigin, expectedRPID, requireUserVerification: true },
			credential: {
				...{ id, counter: Number(row.counter) },
				publicKey: new Uint8Array(row.public_key),
			},
		})
		const { newCounter: counter, credentialBackedUp: isBackedUp } = authenticationInfo
		if (verified) return { counter, isBackedUp }
	} catch (cause) {
		throw new Problem('passkey_refused', { cause })
	}
	throw new Problem('passkey_refused')
}
