import type { Knex } from 'knex'
import { isFresh } from '../accounts/fresh.ts'
import type {
	ChangeOwnerPasswordBody,
	OwnerAccount,
	OwnerChange,
} from '../contract/owner-joining.ts'
import { audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { hashPassword } from '../sign-in/password.ts'
import { assertGoodPassword } from '../sign-in/password-rules.ts'
import { setPassword } from '../sign-in/set-password.ts'
import { onceAfter } from '../staff/once.ts'
import { changeAccount, followAccount, lockAccount } from './accounts.ts'
import { assertProved, type OwnOwner, sameAccount } from './proof.ts'

interface Owning {
	clinicId: string
	accountId: string
}

type Row = Omit<OwnerAccount, 'canText' | 'isFresh'>

const SHOW = `
	select coalesce(a.name, c.name, '') as name, a.email, a.phone, a.new_phone as "newPhone",
		a.phone_verified_at is not null as "isPhoneVerified", a.locale,
		a.password_hash is not null as "hasPassword",
		(select m.new_email from email_changes m
			where m.clinic_id = $1 and m.account_id = a.id and m.ended_at is null
				and m.expires_at > statement_timestamp()) as "newEmail",
		(select count(*)::int from passkeys p
			where p.clinic_id = $1 and p.account_id = a.id) as passkeys
	from client_accounts a
	join clients c on c.clinic_id = $1 and c.clinic_id = a.clinic_id and c.id = a.client_id
	where a.clinic_id = $1 and a.id = $2`

/** @throws Problem `session_ended` when the account is gone */
export async function showAccount(
	trx: Knex,
	{ clinicId, accountId, sessionId }: Owning & { sessionId: string },
	canText: boolean,
): Promise<OwnerAccount> {
	const query = queryOf(trx)
	const [row] = await query<Row>(SHOW, [clinicId, accountId])
	if (!row) throw new Problem('session_ended')
	const { name, email, newEmail, phone, isPhoneVerified, newPhone } = row
	const { locale, hasPassword, passkeys } = row
	const fresh = await isFresh(query, { clinicId, accountId, sessionId })
	const person = { name, email, newEmail, phone, isPhoneVerified, newPhone, locale }
	return { ...person, hasPassword, isFresh: fresh, canText, passkeys }
}

/** Changes what needs no proof; the clinic's record follows. */
export async function changeOwner(
	trx: Knex.Transaction,
	{ clinicId, accountId }: Owning,
	{ phone, ...rest }: OwnerChange,
): Promise<void> {
	const account = await lockAccount(trx, clinicId, accountId)
	if (!account) throw new Problem('session_ended')
	const gone = { phone: null, phone_verified_at: null, new_phone: null }
	await changeAccount(trx, clinicId, accountId, { ...rest, ...(phone === null ? gone : {}) })
	const { name, locale } = rest
	await followAccount(trx, clinicId, account, {
		...(name === undefined ? {} : { name }),
		...(locale === undefined ? {} : { locale }),
	})
	const actor = { kind: 'owner', id: accountId } as const
	const data = { fields: [...Object.keys(rest), ...(phone === null ? ['phone'] : [])] }
	await audit(trx, clinicId, { actor, action: 'account.changed', subjectId: accountId, data })
}

/**
 * Changes one's own password, or sets the first one; every other session ends.
 *
 * @throws Problem `fresh_sign_in_required`, `invalid_request` naming the field, `account_locked`
 */
export async function changeOwnerPassword(
	services: Pick<Services, 'db' | 'serverKey' | 'queueNotification'>,
	own: OwnOwner,
	{ current, password }: ChangeOwnerPasswordBody,
): Promise<void> {
	const { db } = services
	const { intent, accountId, sessionId } = own
	const { clinicId } = intent
	const prepare = async () => {
		const known = await assertProved(services, own, { path: 'current', password: current })
		const readClinic = (trx: Knex) => trx('clinics').where({ id: clinicId }).first('slug', 'name')
		const clinic = await inTenant(db, clinicId, readClinic, { quietly: true })
		assertGoodPassword(password, { email: known.email, name: known.name ?? '', clinic })
		return { known, hash: await hashPassword(password) }
	}
	await onceAfter(db, intent, prepare, async (trx, { known, hash }) => {
		const account = await sameAccount(trx, clinicId, known)
		const person = { audience: 'owner', clinicId, personId: accountId } as const
		const set = { known: account, hash, by: 'page', keepSession: sessionId } as const
		await setPassword(trx, services, { ...person, ...set })
		return {}
	})
}
