import type { Knex } from 'knex'
import type { PasswordLink, PasswordSet } from '../contract/staff-account.ts'
import { inTenant } from '../database/tenant.ts'
import { type LinkClaims, readLinkToken } from '../http/password-link.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { hashPassword } from '../sign-in/password.ts'
import { assertGoodPassword } from '../sign-in/password-rules.ts'
import { setPassword } from '../sign-in/set-password.ts'
import { lockUser, type UserRow, userById } from './users.ts'

type LinkServices = Pick<Services, 'db' | 'serverKey' | 'queueNotification'>

interface Opened {
	claims: LinkClaims
	user: UserRow & { email: string }
	clinic: { slug: string; name: string }
}

/**
 * Tells whose link it is and for what, so that the page can greet.
 *
 * @throws Problem `link_ended`
 */
export async function readLink(services: LinkServices, token: string): Promise<PasswordLink> {
	const { claims, user, clinic } = await openLink(services, token)
	return {
		purpose: claims.purpose,
		name: user.name,
		email: user.email,
		clinic,
		expiresAt: new Date(claims.expiresAt * 1000).toISOString(),
	}
}

/**
 * Sets a password by a link from a mail, once. It ends all sessions and lifts a lock: whoever reads
 * the mail is the person.
 *
 * @throws Problem `link_ended`, `invalid_request`
 */
export async function setPasswordByLink(
	services: LinkServices,
	token: string,
	password: string,
): Promise<PasswordSet> {
	const { claims, user, clinic } = await openLink(services, token)
	const { clinicId } = claims
	assertGoodPassword(password, { ...user, clinic })
	const hash = await hashPassword(password)
	await inTenant(
		services.db,
		clinicId,
		async (trx) => {
			const now = await lockUser(trx, clinicId, user.id)
			assertOpen(now, claims, await databaseNow(trx))
			const person = { audience: 'staff', clinicId, personId: now.id } as const
			await setPassword(trx, services, { ...person, known: now, hash, by: claims.purpose })
		},
		{ quietly: true },
	)
	return { clinic: clinic.slug, email: user.email }
}

async function openLink({ db, serverKey }: LinkServices, token: string): Promise<Opened> {
	const claims = readLinkToken(serverKey, 'staff', token)
	if (!claims) throw new Problem('link_ended')
	const { clinicId, personId } = claims
	const read = async (trx: Knex) => {
		const user = await userById(trx, clinicId, personId)
		assertOpen(user, claims, await databaseNow(trx))
		const clinic = await trx('clinics').where({ id: clinicId }).first('slug', 'name')
		return { claims, user, clinic }
	}
	return inTenant(db, clinicId, read, { quietly: true })
}

/** Links are made by the database's clock, and servers' own may differ. */
async function databaseNow(trx: Knex): Promise<Date> {
	const { rows } = await trx.raw('select statement_timestamp() as now')
	return rows[0].now
}

function assertOpen(
	user: UserRow | undefined,
	{ generation, expiresAt }: LinkClaims,
	now: Date,
): asserts user is Opened['user'] {
	const isOver = expiresAt * 1000 <= now.getTime()
	if (user?.is_active && user.email && user.link_generation === generation && !isOver) return
	throw new Problem('link_ended')
}
