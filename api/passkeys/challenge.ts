import type { Knex } from 'knex'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { macBy } from '../http/mac.ts'
import { readId, writeId } from '../http/signed-token.ts'

/** Seconds in which somebody finds their finger. */
export const CHALLENGE_SECONDS = 300

const PURPOSE = 'vetslot passkey challenge 1\0'
const BYTES = 48

/** What a challenge is for. */
export interface ChallengeOf {
	clinicId: string
	use: 'passkey_add' | 'passkey_sign_in'
	/** The account; null at sign-in, where nobody knows yet who comes. */
	accountId: string | null
}

const ISSUE = `
	insert into one_time_codes (clinic_id, id, purpose, subject_kind, subject_id, expires_at)
	values ($1, $2, $3, 'owner', $4, statement_timestamp() + interval '${CHALLENGE_SECONDS} seconds')`

/** Makes a challenge that is good once, and answers with its row's id. */
export async function issueChallenge(
	trx: Knex.Transaction,
	{ clinicId, use, accountId }: ChallengeOf,
): Promise<string> {
	const id = newId()
	await queryOf(trx)(ISSUE, [clinicId, id, use, accountId ?? id])
	return id
}

/**
 * The challenge of a row, base64url: its id, by which it is found again in what the browser signs, and
 * an HMAC. It is computed when needed and never stored.
 */
export function challengeOf(serverKey: Uint8Array, clinicId: string, id: string): string {
	const bytes = Buffer.alloc(BYTES)
	writeId(bytes, id, 0)
	macBy(serverKey).update(`${PURPOSE}${clinicId}\0${id}`).digest().copy(bytes, 16)
	return bytes.toString('base64url')
}

const TAKE = `
	update one_time_codes set consumed_at = statement_timestamp(), updated_at = now()
	where clinic_id = $1 and id = $2 and purpose = $3 and subject_id = $4
		and consumed_at is null and expires_at > statement_timestamp()
	returning id`

/**
 * Uses up the challenge that a browser says it has signed, and gives its text; null when it is none of
 * ours, or used, or over. To be committed whatever comes of the signature: it is good once.
 */
export async function takeChallenge(
	trx: Knex.Transaction,
	serverKey: Uint8Array,
	{ clinicId, use, accountId }: ChallengeOf,
	given: string,
): Promise<string | null> {
	const bytes = Buffer.from(given, 'base64url')
	if (bytes.length !== BYTES) return null
	const id = readId(bytes, 0)
	if (challengeOf(serverKey, clinicId, id) !== given) return null
	const rows = await queryOf(trx)(TAKE, [clinicId, id, use, accountId ?? id])
	return rows.length === 1 ? given : null
}
