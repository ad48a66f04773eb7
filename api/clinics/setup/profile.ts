import type { Knex } from 'knex'
import { lateCutOffOf } from '../../appointments/owner/arrival.ts'
import { readPhone } from '../../appointments/phone.ts'
import type { Issue } from '../../contract/problem.ts'
import type { ProfileChange, SetupProfile } from '../../contract/profile.ts'
import { type Actor, audit } from '../../database/audit.ts'
import { lockAllResources } from '../../database/lock-resources.ts'
import { queryOf } from '../../database/query.ts'
import { invalidRequest, Problem } from '../../http/problem.ts'
import { weekdays } from '../opening.ts'
import { presentOutOfHours, regionOf, textCountriesOf } from '../presenter.ts'
import type { ClinicRow } from '../queries.ts'

interface ProfileRow extends ClinicRow {
	about: string | null
	sms: string | null
	units: SetupProfile['units']
	prices_include_tax: boolean
}

/** What a clinic says about itself, as it edits it. */
export async function showProfile(trx: Knex, clinicId: string): Promise<SetupProfile> {
	const row = await findRow(trx, clinicId)
	const { settings, contact } = row
	const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
	return {
		name: row.name,
		about: row.about,
		phone: row.phone,
		sms: row.sms,
		email: row.email,
		website: row.website,
		privacyUrl: text(settings.privacyUrl),
		address: row.address_lines,
		parking: text(contact.parking),
		access: text(contact.access),
		hours: weekdays(row),
		outOfHours: presentOutOfHours(row),
		cancellationPolicy: text(settings.cancellationPolicy) ?? '',
		carParkCheckIn: settings.carParkCheckIn === true,
		lateCutOffMinutes: lateCutOffOf(row),
		retention: retentionOf(settings),
		accent: text(settings.accent),
		locale: row.locale,
		region: regionOf(row),
		textCountries: textCountriesOf(row),
		currency: row.currency,
		timeZone: row.time_zone,
		units: row.units,
		pricesIncludeTax: row.prices_include_tax,
	}
}

/** As the nightly purge reads it: what is no number counts as not set. */
function retentionOf({ retention }: ClinicRow['settings']): SetupProfile['retention'] {
	const set = (retention ?? {}) as Partial<Record<string, unknown>>
	const days = (value: unknown) => (typeof value === 'number' ? value : USUAL_DAYS)
	return { callbackDays: days(set.callbackDays), emergencyDays: days(set.emergencyDays) }
}

const USUAL_DAYS = 90

async function findRow(trx: Knex, clinicId: string): Promise<ProfileRow> {
	const row: ProfileRow | undefined = await trx('clinics').where({ id: clinicId }).first()
	if (!row) throw new Problem('clinic_not_found')
	return row
}

interface Input {
	clinicId: string
	actor: Actor
	body: ProfileChange
}

/**
 * Changes the fields that are given. What nobody books by leaves free times as they are; the time
 * zone would move every visit on the wall.
 *
 * @throws Problem `invalid_request` for phone numbers that can't be dialled, `time_zone_in_use`
 */
export async function changeProfile(
	trx: Knex.Transaction,
	{ clinicId, actor, body }: Input,
): Promise<void> {
	const old = await findRow(trx, clinicId)
	const { timeZone } = body
	if (timeZone !== undefined && timeZone !== old.time_zone) await requireNoVisits(trx, clinicId)
	const dialled = dial(body, body.region ?? regionOf(old))
	await trx('clinics')
		.where({ id: clinicId })
		.update({ ...columnsOf(trx, dialled), updated_at: trx.fn.now() })
	// How long something was kept has to be told afterwards, too.
	const kept = body.retention && { from: retentionOf(old.settings), to: body.retention }
	const data = { fields: Object.keys(body), ...(kept && { retention: kept }) }
	await audit(trx, clinicId, { actor, action: 'clinic.changed', subjectId: null, data })
}

/** Every resource is locked, so that nothing can be booked meanwhile. */
async function requireNoVisits(trx: Knex.Transaction, clinicId: string): Promise<void> {
	const query = queryOf(trx)
	await lockAllResources(query, clinicId)
	const [found] = await query<{ taken: boolean }>(
		`select exists (select from reservations r
			where r.clinic_id = $1 and r.ends_at > statement_timestamp()
				and (r.expires_at is null or r.expires_at > statement_timestamp())) as taken`,
		[clinicId],
	)
	if (!found?.taken) return
	throw new Problem('time_zone_in_use', {
		issues: [
			{
				path: 'timeZone',
				in: 'body',
				code: 'in_use',
				message: 'Visits are booked, which would then be at another time',
			},
		],
	})
}

/** The same with phone numbers as E.164. */
function dial(body: ProfileChange, region: string): ProfileChange {
	const issues: Issue[] = []
	const read = (path: string, text: string) => {
		const number = readPhone(text, region)
		const message = `Can't be dialled as it stands`
		if (number === null) issues.push({ path, in: 'body', code: 'invalid_phone', message })
		return number ?? text
	}
	const { phone, sms, outOfHours } = body
	const dialled = {
		...body,
		...(phone ? { phone: read('phone', phone) } : {}),
		...(sms ? { sms: read('sms', sms) } : {}),
		...(outOfHours
			? { outOfHours: { ...outOfHours, phone: read('outOfHours.phone', outOfHours.phone) } }
			: {}),
	}
	if (issues.length > 0) throw invalidRequest(issues)
	return dialled
}

const COLUMNS = {
	name: 'name',
	about: 'about',
	phone: 'phone',
	sms: 'sms',
	email: 'email',
	website: 'website',
	address: 'address_lines',
	locale: 'locale',
	currency: 'currency',
	timeZone: 'time_zone',
	units: 'units',
	pricesIncludeTax: 'prices_include_tax',
} as const
const SETTINGS = [
	...(['privacyUrl', 'cancellationPolicy', 'accent', 'region'] as const),
	...(['carParkCheckIn', 'lateCutOffMinutes', 'textCountries', 'retention'] as const),
] as const
const CONTACT = ['parking', 'access'] as const

function columnsOf(trx: Knex, body: ProfileChange): Record<string, unknown> {
	const columns: Record<string, unknown> = {}
	for (const [field, column] of Object.entries(COLUMNS)) {
		const value = body[field as keyof typeof COLUMNS]
		if (value !== undefined) columns[column] = value
	}
	// Merged by the database: what else stands in there is not this form's.
	const merge = (column: string, names: readonly (keyof ProfileChange)[]) => {
		const given = names.filter((name) => body[name] !== undefined)
		if (given.length === 0) return
		const json = JSON.stringify(Object.fromEntries(given.map((name) => [name, body[name]])))
		columns[column] = trx.raw(`${column} || ?::jsonb`, [json])
	}
	merge('settings', SETTINGS)
	merge('contact', CONTACT)
	if (body.hours) columns.opening_hours = JSON.stringify(openingHours(body.hours))
	if (body.outOfHours !== undefined) {
		columns.out_of_hours = body.outOfHours && JSON.stringify(body.outOfHours)
	}
	return columns
}

const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function openingHours(days: SetupProfile['hours']) {
	return Object.fromEntries(
		NAMES.map((name, i) => {
			const day = days.find(({ weekday }) => weekday === i)
			return [name, day ? [day.opens, day.closes] : null]
		}),
	)
}
