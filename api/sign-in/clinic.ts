import type { Knex } from 'knex'
import type { SignInClinic } from '../contract/session.ts'
import { Problem } from '../http/problem.ts'

interface ClinicRow {
	id: string
	slug: string
	name: string
	time_zone: string
	locale: string
	currency: string
	phone: string | null
	settings: { accent?: string }
}

/** A clinic as the frame of a page needs it on which somebody is signed in. */
export async function signInClinicOf(trx: Knex, clinicId: string): Promise<SignInClinic> {
	const row: ClinicRow | undefined = await trx('clinics').where({ id: clinicId }).first()
	if (!row) throw new Problem('session_ended')
	const { id, slug, name, locale, currency, phone } = row
	const { time_zone: timeZone, settings } = row
	return { id, slug, name, timeZone, locale, currency, phone, accent: settings.accent ?? null }
}
