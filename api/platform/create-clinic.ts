import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { readPhone } from '../appointments/phone.ts'
import { starterTriage } from '../clinics/demo/read.ts'
import { insertKey, keyText } from '../clinics/keys.ts'
import { regionOfLocale } from '../contract/languages.ts'
import type { ClinicCreated, NewClinicBody } from '../contract/platform.ts'
import { inviteBody } from '../contract/staff-people.ts'
import { audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { bumpPlan } from '../database/versions.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { inviteUser } from '../staff/invite.ts'
import { insertStarter } from './starter.ts'

type PlatformServices = Pick<Services, 'db' | 'queueNotification' | 'publicUrl'>

// Any number that nothing else uses.
const CREATE_LOCK = 7_141_203

/**
 * Makes a clinic that is ready for its admin: a set of visits to begin with, a key for its pages, and
 * a letter with a link to choose a password. One after the other, also across processes: the index
 * that guards reservations tells clinics apart by the millisecond of their ids.
 *
 * @throws Problem `slug_taken`, `invalid_request` for a phone number that can't be dialled
 */
export function createClinic(
	{ db, queueNotification, publicUrl }: PlatformServices,
	body: NewClinicBody,
): Promise<ClinicCreated> {
	return db.transaction(async (trx) => {
		await trx.raw('select pg_advisory_xact_lock(?)', [CREATE_LOCK])
		await requireFree(trx, body.slug)
		const id = newId()
		await trx.raw('select set_tenant(?)', [id])
		await insertClinic(trx, id, body)
		await insertStarter(trx, id)
		const publishableKey = keyText('publishable', randomBytes(32))
		const key = { kind: 'publishable', scopes: [], allowedOrigins: [] } as const
		await insertKey(trx, id, { ...key, label: 'Booking page', text: publishableKey })
		const { name, email } = body.admin
		const person = inviteBody.parse({ name, email, roles: ['admin'] })
		const actor = { kind: 'system', id: null } as const
		const adminId = await inviteUser(trx, { queueNotification }, { clinicId: id, actor, person })
		await audit(trx, id, { actor, action: 'clinic.created', subjectId: null })
		await bumpPlan(trx, id)
		const { slug, timeZone } = body
		return {
			clinic: { id, slug, name: body.name, timeZone },
			adminId,
			publishableKey,
			bookingUrl: `${publicUrl()}/book/${slug}`,
			consoleUrl: `${publicUrl()}/clinic`,
		}
	})
}

async function requireFree(trx: Knex, slug: string): Promise<void> {
	const { rows } = await trx.raw('select find_clinic(?) as id', [slug])
	if (rows[0].id === null) return
	throw new Problem('slug_taken', {
		detail: `Another clinic is called "${slug}" in addresses.`,
		issues: [{ path: 'slug', in: 'body', code: 'taken', message: 'Another clinic has this name' }],
	})
}

/** Where red signs are told to call: without a number no clinic can be open to owners. */
function dialled({ phone, locale }: NewClinicBody): string {
	const number = readPhone(phone, regionOfLocale(locale) ?? '')
	if (number !== null) return number
	const message = "Can't be dialled as it stands"
	throw invalidRequest([{ path: 'phone', in: 'body', code: 'invalid_phone', message }])
}

async function insertClinic(trx: Knex, id: string, body: NewClinicBody): Promise<void> {
	const { slug, name, timeZone, currency, locale } = body
	await trx('clinics').insert({
		...{ id, slug, name, locale, currency, time_zone: timeZone, phone: dialled(body) },
		triage_texts: JSON.stringify(starterTriage().texts),
	})
	await trx.raw('select register_clinic(?, ?)', [id, slug])
}
