import { verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import type { Knex } from 'knex'
import type { AddPasskeyBody, PasskeyCreation } from '../contract/passkeys.ts'
import { audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { inTenant } from '../database/tenant.ts'
import { deviceName } from '../http/device-name.ts'
import { Problem } from '../http/problem.ts'
import { accountById, lockAccount } from '../joining/accounts.ts'
import { assertProved, type OwnOwner, sameAccount } from '../joining/proof.ts'
import type { Services } from '../services.ts'
import { onceAfter } from '../staff/once.ts'
import { CHALLENGE_SECONDS, challengeOf, issueChallenge, takeChallenge } from './challenge.ts'
import { type RelyingParty, readClientData } from './client-data.ts'

type PasskeyServices = Pick<Services, 'db' | 'serverKey' | 'queueNotification'>

/** COSE: ES256, EdDSA, RS256. */
const ALGORITHMS = [-7, -8, -257]
const MOST = 20

interface KnownRow {
	credential_id: string
	transports: string[]
}

/**
 * What a browser needs to make a passkey, once the person has proved who they are.
 *
 * @throws Problem `fresh_sign_in_required`, `invalid_request`, `account_locked`
 */
export async function beginPasskey(
	services: PasskeyServices,
	own: OwnOwner,
	{ rp, password }: { rp: RelyingParty; password: string | undefined },
): Promise<PasskeyCreation> {
	const { db, serverKey } = services
	const { intent, accountId } = own
	const { clinicId } = intent
	const prepare = () => assertProved(services, own, { path: 'password', password })
	const { challengeId } = await onceAfter(db, intent, prepare, async (trx, known) => {
		await sameAccount(trx, clinicId, known)
		const challenge = { clinicId, use: 'passkey_add', accountId } as const
		return { challengeId: await issueChallenge(trx, challenge) }
	})
	const challenge = challengeOf(serverKey, clinicId, challengeId)
	const work = (trx: Knex) => creationOf(trx, { clinicId, accountId, rp, challenge })
	return inTenant(db, clinicId, work, { quietly: true })
}

interface Creating {
	clinicId: string
	accountId: string
	rp: RelyingParty
	challenge: string
}

async function creationOf(
	trx: Knex,
	{ clinicId, accountId, rp, challenge }: Creating,
): Promise<PasskeyCreation> {
	const account = await accountById(trx, clinicId, accountId)
	if (!account) throw new Problem('session_ended')
	const clinic = await trx('clinics').where({ id: clinicId }).first('name')
	const of = { clinic_id: clinicId, account_id: accountId }
	const known: KnownRow[] = await trx('passkeys').where(of).select('credential_id', 'transports')
	return {
		rp: { id: rp.id, name: clinic.name },
		user: {
			id: handleOf(accountId),
			name: account.email,
			displayName: `${account.name ?? account.email} (${clinic.name})`,
		},
		challenge,
		pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
		timeout: CHALLENGE_SECONDS * 1000,
		excludeCredentials: known.map(({ credential_id: id, transports }) => ({
			...{ type: 'public-key', id, transports },
		})),
		authenticatorSelection: {
			residentKey: 'required',
			requireResidentKey: true,
			userVerification: 'required',
		},
		attestation: 'none',
	}
}

/** How an authenticator names whose passkey it is; it says nothing about the person. */
export function handleOf(accountId: string): string {
	return Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url')
}

interface Adding {
	rp: RelyingParty
	body: AddPasskeyBody
	userAgent: string | null
}

/**
 * Keeps a passkey that the browser has made for the account's challenge.
 *
 * @throws Problem `passkey_refused`, `conflict`
 */
export async function addPasskey(
	services: PasskeyServices,
	{ intent, accountId }: OwnOwner,
	{ rp, body, userAgent }: Adding,
): Promise<{ passkeyId: string }> {
	const { db, serverKey } = services
	const { clinicId } = intent
	const prepare = async () => {
		const { challenge } = readClientData(body.credential.clientDataJSON)
		const use = { clinicId, use: 'passkey_add', accountId } as const
		const take = (trx: Knex.Transaction) => takeChallenge(trx, serverKey, use, challenge)
		const expected = await inTenant(db, clinicId, take, { quietly: true })
		if (expected === null) throw new Problem('passkey_refused')
		return verified(body.credential, rp, expected)
	}
	return onceAfter(db, intent, prepare, async (trx, made) => {
		const passkeyId = newId()
		const name = body.name ?? deviceName(userAgent)
		await keep(trx, clinicId, accountId, { ...made, id: passkeyId, name })
		const actor = { kind: 'owner', id: accountId } as const
		await audit(trx, clinicId, { actor, action: 'passkey.added', subjectId: passkeyId })
		const letter = { clinicId, accountId, variables: {} }
		await services.queueNotification(trx, { ...letter, kind: 'account_passkey_added' })
		return { passkeyId }
	})
}

type Columns = Awaited<ReturnType<typeof verified>>

async function verified(
	{ id, clientDataJSON, attestationObject, transports }: AddPasskeyBody['credential'],
	{ id: expectedRPID, origin: expectedOrigin }: RelyingParty,
	expectedChallenge: string,
) {
	const response = { clientDataJSON, attestationObject, transports: [] }
	try {
		assertUnattested(attestationObject)
		const { registrationInfo } = await verifyRegistrationResponse({
			response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
			...{ expectedChallenge, expectedOrigin, expectedRPID, requireUserVerification: true },
			supportedAlgorithmIDs: ALGORITHMS,
		})
		if (registrationInfo?.credential.id === id) {
			const { credential, credentialBackedUp: is_backed_up } = registrationInfo
			const { counter, publicKey } = credential
			const public_key = Buffer.from(publicKey)
			return { credential_id: id, public_key, counter, is_backed_up, transports }
		}
	} catch (cause) {
		throw new Problem('passkey_refused', { cause })
	}
	throw new Problem('passkey_refused')
}

/** No maker's certificate was asked for; to look into one might mean calling the address within. */
function assertUnattested(attestationObject: string): void {
	const decoded = decodeAttestationObject(Buffer.from(attestationObject, 'base64url'))
	if (decoded.get('fmt') === 'none') return
	const isSelf = decoded.get('fmt') === 'packed' && !decoded.get('attStmt').get('x5c')
	if (!isSelf) throw new Error('attested')
}

async function keep(
	trx: Knex.Transaction,
	clinicId: string,
	accountId: string,
	{ transports, ...columns }: Columns & { id: string; name: string },
): Promise<void> {
	if (!(await lockAccount(trx, clinicId, accountId))) throw new Problem('session_ended')
	const of = { clinic_id: clinicId, account_id: accountId }
	const rows: { count: string }[] = await trx('passkeys').where(of).count('* as count')
	if (Number(rows[0]?.count) >= MOST) {
		throw new Problem('conflict', { detail: `An account has ${MOST} passkeys at most.` })
	}
	const made = await trx('passkeys')
		.insert({ ...of, ...columns, transports })
		.onConflict(['clinic_id', 'credential_id'])
		.ignore()
		.returning('id')
	if (made.length === 0) throw new Problem('conflict', { detail: 'This passkey is known already.' })
}
