import type { Knex } from 'knex'
import { foldedEmail } from '../../http/folded-email.ts'
import { hashPassword } from '../../sign-in/password.ts'
import type { DemoData } from './check.ts'
import type { Ids } from './clinic-rows.ts'
import { demoClinics } from './read.ts'
import { demoId } from './seed.ts'

/** With which every member of a made-up clinic signs in; nothing there is anybody's. */
export const demoPassword = (slug: string) => `${slug}-demo`

/** `Imogen Tarrow` of a clinic at `hello@wrenfold.example`: `imogen.tarrow@wrenfold.example`. */
function demoEmail(name: string, clinicEmail: string): string {
	const words =
		name
			.replace(/^Dr\.? /, '')
			.toLowerCase()
			.match(/[a-z]+/g) ?? []
	return `${words.join('.')}@${clinicEmail.split('@').at(-1)}`
}

/** In words: how the first of the made-up people signs in. */
export function demoSignIn(): string {
	const { clinic } = demoClinics()[0] as DemoData
	const email = demoEmail(clinic.staff[0]?.name ?? '', clinic.email)
	return `${email} of "${clinic.slug}", password ${demoPassword(clinic.slug)}`
}

/** How many of the first households have an account. */
const OWNERS = 2

/** In words: how the first of the made-up owners signs in. */
export function demoOwnerSignIn(): string {
	const { clinic } = demoClinics()[0] as DemoData
	return `${clinic.households[0]?.email}, password ${demoPassword(clinic.slug)}`
}

/** The first made-up owners have an account, unless somebody has one by that address. */
export async function ensureOwners(
	trx: Knex.Transaction,
	{ clinic }: DemoData,
	ids: Ids,
): Promise<void> {
	const first = clinic.households.slice(0, OWNERS)
	const clients: { id: string; email: string | null; phone: string | null }[] = await trx('clients')
		.where({ clinic_id: ids.clinic })
		.whereIn(
			'id',
			first.map(({ id }) => ids.client(id)),
		)
		.select('id', 'email', 'phone')
	const known = await trx('client_accounts')
		.where({ clinic_id: ids.clinic })
		.whereIn(
			'client_id',
			clients.map(({ id }) => id),
		)
		.pluck('client_id')
	const missing = clients.filter(({ id, email }) => email !== null && !known.includes(id))
	if (missing.length === 0) return
	const password_hash = await hashPassword(demoPassword(clinic.slug))
	const rows = missing.map(({ id, email, phone }) => ({
		...{ clinic_id: ids.clinic, id: demoId(`${clinic.slug}/account/${id}`), client_id: id, phone },
		...{ email, email_key: foldedEmail(email ?? ''), email_verified_at: trx.fn.now() },
		...{ password_hash, password_set_at: trx.fn.now() },
	}))
	await trx('client_accounts').insert(rows).onConflict().ignore()
}

/**
 * The made-up people can sign in, also at clinics that were loaded before people could, or that lost
 * their passwords when the database went back for a while. An address that somebody put in is theirs.
 */
export async function ensureSignIns(
	trx: Knex.Transaction,
	{ clinic }: DemoData,
	ids: Ids,
): Promise<void> {
	const closed: { id: string; name: string; email: string | null }[] = await trx('users')
		.where({ clinic_id: ids.clinic, password_hash: null })
		.select('id', 'name', 'email')
	const people = closed
		.map(({ id, name, email }) => ({ id, email, own: demoEmail(name, clinic.email) }))
		.filter(({ email, own }) => email === null || email === own)
	if (people.length === 0) return
	const password_hash = await hashPassword(demoPassword(clinic.slug))
	for (const { id, own: email } of people) {
		await trx('users')
			.where({ clinic_id: ids.clinic, id })
			.update({ email, password_hash, password_set_at: trx.fn.now(), updated_at: trx.fn.now() })
	}
}
