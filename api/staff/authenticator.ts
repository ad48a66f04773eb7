import type { Knex } from 'knex'
import type { Authenticator } from '../contract/staff-account.ts'
import { type Actor, audit } from '../database/audit.ts'
import { inTenant } from '../database/tenant.ts'
import { lettersOf } from '../http/code-text.ts'
import { forgetCodes, issuePaperCodes } from '../http/one-time-codes.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { wrongField } from '../sign-in/password-rules.ts'
import { once, onceAfter } from './once.ts'
import { assertKnows, type Own, sameUser } from './own-account.ts'
import { authenticatorOf, newSealedSecret, recoveryOf, useTotp } from './second-factor.ts'
import { lockUser, type UserRow, userById } from './users.ts'

type OwnServices = Pick<Services, 'db' | 'serverKey'>
interface Password {
	password?: string | undefined
}

const RECOVERY_CODES = 10

/**
 * Begins to set up an authenticator app. It counts for nothing until a code of it has been given;
 * beginning again makes another secret.
 *
 * @throws Problem `conflict` when there is one already
 */
export async function beginAuthenticator(
	services: OwnServices,
	own: Own,
	{ password }: Password,
): Promise<Authenticator> {
	const { db, serverKey } = services
	const { userId, intent } = own
	const { clinicId } = intent
	const prepare = () => assertKnows(services, own, { path: 'password', password })
	await onceAfter(db, intent, prepare, async (trx, known) => {
		const user = await sameUser(trx, clinicId, known)
		assertNone(user)
		await change(trx, clinicId, userId, {
			totp_secret: newSealedSecret(serverKey, clinicId, userId),
			totp_last_step: null,
		})
		return {}
	})
	const find = async (trx: Knex) => ({
		user: await userById(trx, clinicId, userId),
		clinic: await trx('clinics').where({ id: clinicId }).first('name'),
	})
	const { user, clinic } = await inTenant(db, clinicId, find, { quietly: true })
	assertNone(user)
	if (!user?.totp_secret) throw new Problem('conflict')
	const who = { clinicId, userId, label: user.email ?? user.name, issuer: clinic.name }
	return authenticatorOf(serverKey, user.totp_secret, who)
}

/**
 * Ends the setting up with a code of the app, and gives the paper codes for the day it is lost.
 *
 * @throws Problem `invalid_request` for a code that does not fit
 */
export async function confirmAuthenticator(
	{ db, serverKey }: OwnServices,
	{ intent, userId }: Own,
	code: string,
): Promise<string[]> {
	const { clinicId } = intent
	const { ids } = await once(db, intent, async (trx) => {
		const user = await lockUser(trx, clinicId, userId)
		assertNone(user)
		if (!user || !(await useTotp(trx, serverKey, clinicId, { user, code }))) {
			throw wrongField('code', 'wrong_code', 'This code does not fit; wait for the next one')
		}
		await change(trx, clinicId, userId, { totp_confirmed_at: trx.fn.now() })
		await note(trx, clinicId, userId, 'staff.authenticator_added')
		return { ids: await issuePaperCodes(trx, recoveryOf(clinicId, userId), RECOVERY_CODES) }
	})
	return ids.map((id) => lettersOf(serverKey, { clinicId, id }))
}

/** Takes the app and its paper codes away. */
export async function removeAuthenticator(
	services: OwnServices & Pick<Services, 'queueNotification'>,
	own: Own,
	{ password }: Password,
): Promise<void> {
	const { userId, intent } = own
	const { clinicId } = intent
	const prepare = () => assertKnows(services, own, { path: 'password', password })
	await onceAfter(services.db, intent, prepare, async (trx, known) => {
		await sameUser(trx, clinicId, known)
		const actor = { kind: 'staff', id: userId } as const
		await takeAuthenticator(trx, services, { clinicId, userId, actor })
		return {}
	})
}

/** Takes somebody's app away, and tells them: it may have been another one than they. */
export async function takeAuthenticator(
	trx: Knex.Transaction,
	{ queueNotification }: Pick<Services, 'queueNotification'>,
	{ clinicId, userId, actor }: { clinicId: string; userId: string; actor: Actor },
): Promise<void> {
	const nothing = { totp_secret: null, totp_confirmed_at: null, totp_last_step: null }
	await change(trx, clinicId, userId, nothing)
	await forgetCodes(trx, recoveryOf(clinicId, userId))
	await audit(trx, clinicId, { actor, action: 'staff.authenticator_removed', subjectId: userId })
	await queueNotification(trx, {
		...{ clinicId, userId, variables: {} },
		kind: 'staff_authenticator_removed',
	})
}

/** Makes new paper codes; the earlier ones end. */
export async function renewRecoveryCodes(
	services: OwnServices,
	own: Own,
	{ password }: Password,
): Promise<string[]> {
	const { userId, intent } = own
	const { clinicId } = intent
	const prepare = () => assertKnows(services, own, { path: 'password', password })
	const { ids } = await onceAfter(services.db, intent, prepare, async (trx, known) => {
		const user = await sameUser(trx, clinicId, known)
		if (user.totp_confirmed_at === null) {
			throw new Problem('conflict', { detail: 'There is no authenticator that they belong to.' })
		}
		await note(trx, clinicId, userId, 'staff.recovery_codes_renewed')
		return { ids: await issuePaperCodes(trx, recoveryOf(clinicId, userId), RECOVERY_CODES) }
	})
	return ids.map((id) => lettersOf(services.serverKey, { clinicId, id }))
}

function assertNone(user: UserRow | undefined): void {
	if (!user?.totp_confirmed_at) return
	throw new Problem('conflict', {
		detail: 'An authenticator is set up already. Remove it before you set up another one.',
	})
}

async function change(trx: Knex.Transaction, clinicId: string, id: string, columns: object) {
	await trx('users')
		.where({ clinic_id: clinicId, id })
		.update({ ...columns, updated_at: trx.fn.now() })
}

async function note(
	trx: Knex.Transaction,
	clinicId: string,
	userId: string,
	action: `staff.${string}`,
) {
	const actor = { kind: 'staff', id: userId } as const
	await audit(trx, clinicId, { actor, action, subjectId: userId })
}
