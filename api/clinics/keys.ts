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
 * Makes a key of a clinic. Only its hash is kept: the text that is returned can't be read again.
 *
 * @throws Error when there is no such clinic
 * @example
 * const { text } = await makeKey(db, { slug: 'wrenfold', kind: 'secret', scopes: ['read'], allowedOrigins: [], label: 'Reports' })
 */
export async function makeKey(db: Knex, key: NewKey): Promise<{ id: string; text: string }> {
	const { rows } = await db.raw('select find_clinic(?) as id', [key.slug])
	const clinicId: string | null = rows[0].id
	if (clinicId === null) throw new Error(`There is no clinic "${key.slug}"`)
	const id = newId()
	const prefix = key.kind === 'secret' ? 'sk' : 'pk'
	const text = `${prefix}_${randomBytes(32).toString('base64url')}`
	await inTenant(db, clinicId, (trx) =>
		trx.raw(`select create_api_key(?, ?, decode(?, 'hex'), ?, ?::text[], ?::text[], false, ?)`, [
			id,
			clinicId,
			hashKey(text),
			key.kind,
			[...key.allowedOrigins],
			[...key.scopes],
			key.label,
		]),
	)
	return { id, text }
}
