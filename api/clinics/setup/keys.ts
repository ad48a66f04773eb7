import type { Knex } from 'knex'
import type { ApiKey, KeyBody, KeyChange } from '../../contract/keys.ts'
import { type Actor, audit } from '../../database/audit.ts'
import type { Caller } from '../../http/authenticate.ts'
import { macBy } from '../../http/mac.ts'
import { Problem } from '../../http/problem.ts'
import type { Intent } from '../../http/route.ts'
import { insertKey, keyText } from '../keys.ts'

interface KeyRow {
	id: string
	kind: ApiKey['kind']
	label: string | null
	public_text: string | null
	allowed_origins: string[]
	scopes: string[]
	native: boolean
	created_at: Date
}

/** The keys that open something, oldest first. */
export async function listKeys(trx: Knex, clinicId: string): Promise<ApiKey[]> {
	const { rows } = await trx.raw<{ rows: KeyRow[] }>('select * from list_api_keys(?)', [clinicId])
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind,
		label: row.label ?? '',
		text: row.public_text,
		allowedOrigins: row.allowed_origins,
		native: row.native,
		scopes: row.scopes,
		createdAt: row.created_at.toISOString(),
	}))
}

/** @throws Problem `key_not_found`, also for one that was revoked and for another clinic's */
export async function findKey(trx: Knex, clinicId: string, id: string): Promise<ApiKey> {
	const key = (await listKeys(trx, clinicId)).find((one) => one.id === id.toLowerCase())
	if (!key) throw new Problem('key_not_found')
	return key
}

// Keeps this use of the server key apart from every other one.
const PURPOSE = 'vetslot api key 1\0'

/**
 * The text of the key that an intent makes: the same for a repeated call, whose first answer may have
 * been lost, and stored nowhere.
 */
export function textOfIntent(serverKey: Uint8Array, intent: Intent, kind: KeyBody['kind']): string {
	const { clinicId, credential, key } = intent
	const mac = macBy(serverKey).update(PURPOSE).update([clinicId, credential, key].join('\0'))
	return keyText(kind, mac.digest())
}

/**
 * @returns the id of the new key
 * @throws Problem `forbidden` when a key would make one that may do more than itself
 */
export async function createKey(
	trx: Knex.Transaction,
	caller: Pick<Caller, 'clinicId' | 'actor' | 'key'>,
	{ body, text }: { body: KeyBody; text: string },
): Promise<string> {
	const { clinicId, actor, key } = caller
	const beyond = key ? body.scopes.filter((scope) => !key.scopes.includes(scope)) : []
	if (beyond.length > 0) {
		const detail = `This key may not do that itself: ${beyond.join(', ')}.`
		throw new Problem('forbidden', { detail })
	}
	const id = await insertKey(trx, clinicId, { ...body, text })
	const data = { kind: body.kind, scopes: body.scopes }
	await audit(trx, clinicId, { actor, action: 'key.created', subjectId: id, data })
	return id
}

interface One {
	clinicId: string
	actor: Actor
	id: string
}

/** @throws Problem `key_not_found`, `invalid_request` */
export async function changeKey(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: One,
	body: KeyChange,
): Promise<void> {
	const old = await findKey(trx, clinicId, id)
	if (old.kind === 'secret' && (body.allowedOrigins || body.native !== undefined)) {
		throw new Problem('forbidden', { detail: 'A secret key has no business in a page.' })
	}
	const { label = old.label, allowedOrigins = old.allowedOrigins, native = old.native } = body
	const values = [clinicId, old.id, label, allowedOrigins, native] as unknown as Knex.ValueDict
	await trx.raw('select change_api_key(?, ?, ?, ?::text[], ?)', values)
	const data = { fields: Object.keys(body) }
	await audit(trx, clinicId, { actor, action: 'key.changed', subjectId: old.id, data })
}

/** From some seconds later on the key opens nothing. @throws Problem `key_not_found` */
export async function revokeKey(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: One,
): Promise<void> {
	const { id: known } = await findKey(trx, clinicId, id)
	await trx.raw('select revoke_api_key(?, ?)', [clinicId, known])
	await audit(trx, clinicId, { actor, action: 'key.revoked', subjectId: known })
}
