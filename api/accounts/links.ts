import type { Knex } from 'knex'
import { audit } from '../database/audit.ts'
import { inTenant } from '../database/tenant.ts'
import { readLinkToken } from '../http/password-link.ts'
import { Problem } from '../http/problem.ts'
import { endChanges } from '../joining/email.ts'
import type { Services } from '../services.ts'
import { hashPassword } from '../sign-in/password.ts'
import { assertGoodPassword } from '../sign-in/password-rules.ts'
import { lockPerson, type Person } from '../sign-in/person.ts'
import { setPassword } from '../sign-in/set-password.ts'
import { showOwner } from './show.ts'

type LinkServices = Pick<Services, 'db' | 'serverKey' | 'queueNotification'>

/** A link as a page of a clinic presents it. */
interface Presented {
	clinicId: string
	token: string
}

/**
 * Tells whose link it is, so that the page can greet.
 *
 * @throws Problem `link_ended`
 */
export async function readOwnerLink(services: LinkServices, presented: Presented) {
	const { me } = await openLink(services, presented)
	return { name: me.owner.name, email: me.owner.email }
}

/**
 * Sets a password by a link from a mail, once. It ends all sessions, passkeys and changes of the
 * email, and lifts a lock: whoever reads the mail is the person.
 *
 * @throws Problem `link_ended`, `invalid_request`
 */
export async function setOwnerPassword(
	services: LinkServices,
	presented: Presented,
	password: string,
): Promise<{ email: string }> {
	const { person, generation, expiresAt, me } = await openLink(services, presented)
	assertGoodPassword(password, { ...me.owner, clinic: me.clinic })
	const hash = await hashPassword(password)
	const set = async (trx: Knex.Transaction) => {
		const known = await assertOpen(trx, person, { generation, expiresAt })
		await setPassword(trx, services, { ...person, known, hash, by: 'reset' })
		await shutOut(trx, services, person)
	}
	await inTenant(services.db, person.clinicId, set, { quietly: true })
	return { email: me.owner.email }
}

/**
 * Takes away what somebody else who was signed in may have left behind: passkeys, which sign in
 * without any password, and a change to another address. The person is told of passkeys that are gone.
 */
async function shutOut(
	trx: Knex.Transaction,
	{ queueNotification }: Pick<Services, 'queueNotification'>,
	{ clinicId, personId: accountId }: Person,
): Promise<void> {
	const of = { clinic_id: clinicId, account_id: accountId }
	await endChanges(trx, clinicId, { account_id: accountId }, 'refused')
	const gone: { id: string }[] = await trx('passkeys').where(of).delete().returning('id')
	const actor = { kind: 'owner', id: accountId } as const
	for (const { id } of gone) {
		await audit(trx, clinicId, { actor, action: 'passkey.removed', subjectId: id })
	}
	if (gone.length === 0) return
	const letter = { clinicId, accountId, variables: {} }
	await queueNotification(trx, { ...letter, kind: 'account_passkey_removed' })
}

async function openLink({ db, serverKey }: LinkServices, { clinicId, token }: Presented) {
	const claims = readLinkToken(serverKey, 'owner', token)
	if (claims?.clinicId !== clinicId) throw new Problem('link_ended')
	const { personId, generation, expiresAt } = claims
	const person = { audience: 'owner', clinicId, personId } as const
	const read = async (trx: Knex.Transaction) => {
		await assertOpen(trx, person, { generation, expiresAt })
		return { person, generation, expiresAt, me: await showOwner(trx, clinicId, personId) }
	}
	return inTenant(db, clinicId, read, { quietly: true })
}

/** Links are made by the database's clock, and servers' own may differ. */
async function assertOpen(
	trx: Knex.Transaction,
	person: Person,
	{ generation, expiresAt }: { generation: number; expiresAt: number },
) {
	const known = await lockPerson(trx, person)
	const { rows } = await trx.raw('select to_timestamp(?) > statement_timestamp() as lives', [
		expiresAt,
	])
	if (known?.may && known.link_generation === generation && rows[0].lives) return known
	throw new Problem('link_ended')
}
