import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { newId } from '../api/database/ids.ts'
import { inTenant } from '../api/database/tenant.ts'
import { hashKey } from '../api/http/keys.ts'

export const SITE = 'https://www.brackenbury.example'

export interface BookableClinic {
	id: string
	/** Its publishable key, for pages of `SITE`. */
	key: string
	vets: string[]
	rooms: string[]
	/** Appointment types by slug. */
	types: { check: string; request: string; urgent: string; callback: string; form: string }
	questions: { red: string; amber: string; cat: string }
	/** Runs as this clinic. */
	run<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T>
}

export interface ClinicOptions {
	vets?: number
	rooms?: number
	/** Columns of every appointment type. */
	type?: Record<string, unknown>
	clinic?: Record<string, unknown>
}

/**
 * A clinic that never closes, so that tests depend neither on the hour nor on the day: every vet
 * works around the clock, visits start each half hour, last thirty minutes and need a room.
 */
export async function makeBookableClinic(
	db: Knex,
	options: ClinicOptions = {},
): Promise<BookableClinic> {
	const { vets = 2, rooms = vets } = options
	const clinic = {
		id: newId(),
		key: `pk_test_${randomBytes(12).toString('hex')}`,
		vets: Array.from({ length: vets }, newId),
		rooms: Array.from({ length: rooms }, newId),
		types: { check: newId(), request: newId(), urgent: newId(), callback: newId(), form: newId() },
		questions: { red: newId(), amber: newId(), cat: newId() },
	}
	const run = <T>(work: (trx: Knex.Transaction) => Promise<T>) => inTenant(db, clinic.id, work)
	await run(async (trx) => {
		await insertClinic(trx, clinic, options)
		await insertResources(trx, clinic)
		await insertTypes(trx, clinic, options)
		await insertQuestions(trx, clinic)
	})
	return { ...clinic, run }
}

type Ids = Omit<BookableClinic, 'run'>

async function insertClinic(trx: Knex.Transaction, clinic: Ids, options: ClinicOptions) {
	await trx('clinics').insert({
		id: clinic.id,
		slug: `c-${clinic.id}`,
		name: 'Brackenbury Vets',
		time_zone: 'Europe/London',
		locale: 'en-GB',
		currency: 'GBP',
		phone: '+442079460188',
		email: 'hello@brackenbury.example',
		address_lines: ['8 Bracken Street', 'London', 'ZZ3 3ZZ'],
		settings: JSON.stringify({ region: 'GB', cancellationPolicy: 'Free until the day before.' }),
		...options.clinic,
	})
	await trx.raw('select register_clinic(?, ?)', [clinic.id, `c-${clinic.id}`])
	await trx.raw(
		`select create_api_key(?, ?, decode(?, 'hex'), 'publishable', ?, '{}', false, 'test')`,
		[newId(), clinic.id, hashKey(clinic.key), [SITE]],
	)
	await trx('availability_versions').insert({ clinic_id: clinic.id })
}

async function insertResources(trx: Knex.Transaction, { id, vets, rooms }: Ids) {
	const of = { clinic_id: id }
	const people = vets.map((vet, i) => ({ ...of, id: vet, name: `Dr Vet ${i + 1}` }))
	await trx('users').insert(people)
	await trx('resources').insert([
		...people.map((row, i) => ({ ...row, kind: 'veterinarian', sort_order: i })),
	])
	for (const [i, room] of rooms.entries()) {
		const row = { ...of, id: room, kind: 'room', room_type: 'consult', name: `Room ${i + 1}` }
		await trx('resources').insert(row)
	}
	await trx('vet_schedules').insert(
		vets.map((vet) => ({
			...of,
			id: newId(),
			resource_id: vet,
			rrule: 'FREQ=DAILY',
			anchor_date: '2026-01-01',
			effective_from: '2026-01-01',
			start_time: '00:00',
			end_time: '00:00',
		})),
	)
}

async function insertTypes(trx: Knex.Transaction, { id, types }: Ids, options: ClinicOptions) {
	const base = {
		clinic_id: id,
		duration_minutes: 30,
		step_minutes: 30,
		min_notice_minutes: 0,
		horizon_days: 60,
		cancellation_cutoff_hours: 24,
		room_types: ['consult'],
		species: ['dog', 'cat'],
		price_kind: 'fixed',
		base_price: 58,
		rules: JSON.stringify({ maxPets: 3, extraPetMinutes: 15 }),
		...options.type,
	}
	const rows = [
		{ id: types.check, slug: 'check', booking_mode: 'instant', is_default: true },
		{ id: types.request, slug: 'request', booking_mode: 'request' },
		{
			id: types.urgent,
			slug: 'urgent',
			booking_mode: 'triage_only',
			triage: 'amber_required',
			rules: JSON.stringify({ sameDayOnly: false }),
		},
		{ id: types.callback, slug: 'callback', booking_mode: 'callback' },
		{
			id: types.form,
			slug: 'form',
			booking_mode: 'instant',
			triage: 'required',
			form_fields: JSON.stringify(formFields),
		},
	]
	for (const row of rows) await trx('appointment_types').insert({ ...base, name: row.slug, ...row })
}

const formFields = [
	{ id: 'reason', label: 'What is it about?', type: 'longtext', required: true, maxLength: 100 },
	{
		id: 'since',
		label: 'Since when?',
		type: 'choice',
		required: false,
		options: ['Today', 'Longer'],
	},
	{ id: 'well', label: 'Well today?', type: 'yesno', required: true },
	{ id: 'chip', label: 'Chip', type: 'text', required: false, pattern: '^[0-9]{15}$' },
	{ id: 'days', label: 'Days left', type: 'number', required: false, min: 0, max: 180 },
	{ id: 'reach', label: 'Phone for the day', type: 'phone', required: false },
	{ id: 'outdoors', label: 'Outdoors?', type: 'yesno', required: true, species: ['cat'] },
]

async function insertQuestions(trx: Knex.Transaction, { id, questions }: Ids) {
	const row = (code: 'red' | 'amber' | 'cat', species: string | null) => ({
		clinic_id: id,
		id: questions[code],
		code,
		species,
		text: `A ${code} sign`,
		level: code === 'red' ? 'red' : 'amber',
	})
	await trx('triage_questions').insert([row('red', null), row('amber', null), row('cat', 'cat')])
}
