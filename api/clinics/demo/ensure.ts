import type { Knex } from 'knex'
import { inTenant } from '../../database/tenant.ts'
import { bumpPlan } from '../../database/versions.ts'
import { hashKey } from '../../http/keys.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'
import type { Day } from './calendar.ts'
import { datedOverrideRows, recurringOverrideRows, scheduleRows } from './calendar-rows.ts'
import type { DemoData } from './check.ts'
import { clinicRows, type Ids, idsOf } from './clinic-rows.ts'
import { fillDays } from './fill.ts'
import { insertRows } from './insert.ts'
import { peopleRows } from './people.ts'
import { demoClinics } from './read.ts'
import { recordRows } from './record-rows.ts'
import { demoId } from './seed.ts'
import { settlePast } from './settle.ts'
import { ensureOwners, ensureSignIns } from './sign-ins.ts'

export interface DemoOptions {
	/** Everything is placed around this day. */
	now: Date
	/** Where the made-up clinics' website is served; the keys are bound to these origins. */
	allowedOrigins: readonly string[]
	/** Whether its people sign in by passwords that everyone knows: on one's own machine only. */
	signIns: boolean
}

export interface DemoClinics {
	/** `key` is the publishable key for the page of that clinic. */
	clinics: { id: string; slug: string; name: string; key: string }[]
}

// Two servers that start at once must not load twice. Any number that nothing else uses.
const LOAD_LOCK = 7_141_202

/**
 * Makes sure that the demonstration clinics are there and that their calendars reach two weeks ahead.
 * Called at every start and once a day; what is there already stays as it is, also what somebody
 * changed by hand.
 *
 * @throws {DemoDataError} before anything is written
 * @example
 * const { clinics } = await ensureDemo(db, { now: new Date(), allowedOrigins: [], signIns: true })
 */
export async function ensureDemo(db: Knex, options: DemoOptions): Promise<DemoClinics> {
	const all = demoClinics()
	const clinics = []
	for (const data of all) {
		await ensureClinic(db, data, options)
		const { slug, name, demoKey } = data.clinic
		clinics.push({ id: idsOf(slug).clinic, slug, name, key: demoKey })
	}
	return { clinics }
}

/** One clinic of `ensureDemo`, from data that has been checked. */
async function ensureClinic(db: Knex, data: DemoData, options: DemoOptions): Promise<void> {
	const ids = idsOf(data.clinic.slug)
	await inTenant(db, ids.clinic, async (trx) => {
		await trx.raw('select pg_advisory_xact_lock(?)', [LOAD_LOCK])
		const today = zoneOf(data.clinic.timeZone).dayAt(minuteOf(options.now))
		if (!(await isLoaded(trx, data, ids))) await load(trx, servedHere(data, options), ids, today)
		await setOrigins(trx, data, ids, options.allowedOrigins)
		await setText(trx, data, ids)
		if (options.signIns) {
			await ensureSignIns(trx, data, ids)
			await ensureOwners(trx, data, ids)
		}
		await topUp(trx, data, ids, options.now)
		await bumpPlan(trx, ids.clinic)
	})
}

/** The made-up address of the website leads nowhere; its page on the first origin does. */
function servedHere(data: DemoData, { allowedOrigins: [origin] }: DemoOptions): DemoData {
	if (!origin) return data
	const website = new URL(new URL(data.clinic.website).pathname, origin).href
	return { ...data, clinic: { ...data.clinic, website } }
}

/** @throws Error when the name in the address belongs to a clinic that is no demonstration */
async function isLoaded(trx: Knex, { clinic }: DemoData, ids: Ids): Promise<boolean> {
	const { rows } = await trx.raw('select find_clinic(?) as id', [clinic.slug])
	const found: string | null = rows[0].id
	if (found === null || found === ids.clinic) return found !== null
	throw new Error(`"${clinic.slug}" is another clinic here; the demonstration is left out`)
}

async function load(trx: Knex, data: DemoData, ids: Ids, today: Day): Promise<void> {
	const { clinic } = data
	await insertRows(trx, clinicRows(data))
	await trx.raw('select register_clinic(?, ?)', [ids.clinic, clinic.slug])
	await trx.raw(
		`select create_api_key(?, ?, decode(?, 'hex'), 'publishable', '{}', '{}', false, ?, ?)`,
		[
			demoId(`${clinic.slug}/key`),
			ids.clinic,
			hashKey(clinic.demoKey),
			'Demonstration website',
			clinic.demoKey,
		],
	)
	await insertRows(trx, {
		...peopleRows(clinic, today, ids).rows,
		vet_schedules: scheduleRows(clinic, today, ids),
		vet_availability_overrides: recurringOverrideRows(clinic, today, ids),
		medical_records: recordRows(clinic, today, ids),
	})
}

async function setOrigins(
	trx: Knex,
	{ clinic }: DemoData,
	ids: Ids,
	origins: readonly string[],
): Promise<void> {
	await trx.raw(`select set_api_key_origins(?, decode(?, 'hex'), ?::text[])`, [
		ids.clinic,
		hashKey(clinic.demoKey),
		[...origins],
	])
}

/** Its pages are found by the text, which a key that was made before 0029 lacks. */
async function setText(trx: Knex, { clinic }: DemoData, ids: Ids): Promise<void> {
	await trx.raw('select set_api_key_text(?, decode(?, ?), ?)', [
		ids.clinic,
		hashKey(clinic.demoKey),
		'hex',
		clinic.demoKey,
	])
}

async function topUp(
	trx: Knex.Transaction,
	{ clinic }: DemoData,
	ids: Ids,
	now: Date,
): Promise<void> {
	const today = zoneOf(clinic.timeZone).dayAt(minuteOf(now))
	await insertRows(trx, { vet_availability_overrides: datedOverrideRows(clinic, today, ids) })
	await fillDays(trx, { slug: clinic.slug, ids, now, today })
	await settlePast(trx, { ids, now })
	await trx.raw(
		'delete from reservations where clinic_id = ? and appointment_id is not null and ends_at <= ?',
		[ids.clinic, now],
	)
}
