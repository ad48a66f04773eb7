import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { newId } from '../database/ids.ts'
import { inTenant } from '../database/tenant.ts'
import { hashKey } from '../http/keys.ts'
import type { Scope } from '../http/permission.ts'

export interface NewKey {
	/** The clinic's name in addresses. */
	slug: string
	kind: 'publishable' | 'secret'
	/** What a secret key may do; a publishable one has none. */
	scopes: readonly Scope[]
	/** Origins of the pages that may use it. */
	allowedOrigins: readonly string[]
	/** For people: where the key is used. */
	label: string
}

/**
 * Makes a key of a clinic. Only its hash is kept, and of a publishable one, which stands in pages
 * anyway, its text: a secret key can't be read again.
 *
 * @throws Error when there is no such clinic
 * @example
 * const { text } = await makeKey(db, { slug: 'wrenfold', kind: 'secret', scopes: ['read'], allowedOrigins: [], label: 'Reports' })
 */
export async function makeKey(db: Knex, key: NewKey): Promise<{ id: string; text: string }> {
	const { rows } = await db.raw('select find_clinic(?) as id', [key.slug])
	const clinicId: string | null = rows[0].id
	if (clinicId === null) throw new Error(`There is no clinic "${key.slug}"`)
	const text = keyText(key.kind, randomBytes(32))
	const id = await inTenant(db, clinicId, (trx) => insertKey(trx, clinicId, { ...key, text }))
	return { id, text }
}

/** A key's text out of 32 bytes that nobody can guess. */
export function keyText(kind: NewKey['kind'], secret: Buffer): string {
	return `${kind === 'secret' ? 'sk' : 'pk'}_${secret.toString('base64url')}`
}

/** Writes the row of a key in the transaction of its clinic. */
export async function insertKey(
	trx: Knex,
	clinicId: string,
	key: Omit<NewKey, 'slug'> & { text: string; native?: boolean },
): Promise<string> {
	const id = newId()
	await trx.raw(`select create_api_key(?, ?, decode(?, 'hex'), ?, ?::text[], ?::text[], ?, ?, ?)`, [
		id,
		clinicId,
		hashKey(key.text),
		key.kind,
		[...key.allowedOrigins],
		[...key.scopes],
		key.native ?? false,
		key.label,
		key.kind === 'publishable' ? key.text : null,
	])
	return id
}
