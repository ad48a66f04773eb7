import type { Knex } from 'knex'
import type { Passkey } from '../contract/passkeys.ts'
import { audit } from '../database/audit.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'

interface Owning {
	clinicId: string
	accountId: string
}

interface Row {
	id: string
	name: string
	is_backed_up: boolean
	created_at: Date
	last_used_at: Date | null
}

/** The account's passkeys, the oldest first. */
export async function listPasskeys(trx: Knex, { clinicId, accountId }: Owning): Promise<Passkey[]> {
	const of = { clinic_id: clinicId, account_id: accountId }
	const rows: Row[] = await trx('passkeys').where(of).orderBy(['created_at', 'id'])
	return rows.map(({ id, name, is_backed_up: isBackedUp, created_at, last_used_at }) => ({
		...{ id, name, isBackedUp, addedAt: created_at.toISOString() },
		lastUsedAt: last_used_at?.toISOString() ?? null,
	}))
}

/** @throws Problem `passkey_not_found` */
export async function showPasskey(trx: Knex, owning: Owning, passkeyId: string): Promise<Passkey> {
	const found = (await listPasskeys(trx, owning)).find((one) => one.id === passkeyId)
	if (!found) throw new Problem('passkey_not_found')
	return found
}

/** @throws Problem `passkey_not_found` */
export async function renamePasskey(
	trx: Knex.Transaction,
	{ clinicId, accountId }: Owning,
	{ id, name }: { id: string; name: string },
): Promise<{ passkeyId: string }> {
	const count = await trx('passkeys')
		.where({ clinic_id: clinicId, account_id: accountId, id })
		.update({ name, updated_at: trx.fn.now() })
	if (count === 0) throw new Problem('passkey_not_found')
	return { passkeyId: id }
}

/**
 * Takes a passkey away, and tells the person: it may have been another one than they.
 *
 * @throws Problem `passkey_not_found`
 */
export async function removePasskey(
	trx: Knex.Transaction,
	{ queueNotification }: Pick<Services, 'queueNotification'>,
	{ clinicId, accountId }: Owning,
	id: string,
): Promise<void> {
	const of = { clinic_id: clinicId, account_id: accountId, id }
	if ((await trx('passkeys').where(of).delete()) === 0) throw new Problem('passkey_not_found')
	const actor = { kind: 'owner', id: accountId } as const
	await audit(trx, clinicId, { actor, action: 'passkey.removed', subjectId: id })
	const letter = { clinicId, accountId, variables: {} }
	await queueNotification(trx, { ...letter, kind: 'account_passkey_removed' })
}
