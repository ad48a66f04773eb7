import type { Knex } from 'knex'

export type Row = Record<string, unknown>

/** Column types of the tables that are filled here; a row's keys are these columns. */
const TABLES = {
	clinics: `id uuid, slug text, name text, time_zone text, locale text, currency text, units text,
		prices_include_tax boolean, about text, phone text, sms text, email text, website text,
		address_lines text[], contact jsonb, opening_hours jsonb, out_of_hours jsonb, policies jsonb,
		triage_texts jsonb, settings jsonb`,
	users: `clinic_id uuid, id uuid, name text, email text, phone text, title text, roles text[]`,
	resources: `clinic_id uuid, id uuid, kind text, code text, name text, title text, initials text,
		color text, capacity smallint, room_type text, skills text[], species text[],
		languages text[], bookable_online boolean, sort_order integer`,
	vet_schedules: `clinic_id uuid, id uuid, resource_id uuid, kind text, label text, rrule text,
		anchor_date date, start_time time, end_time time, effective_from date, lanes smallint,
		break_times jsonb,
		appointment_type_ids uuid[], room_id uuid`,
	vet_availability_overrides: `clinic_id uuid, id uuid, resource_id uuid, override_type text,
		override_date date, rrule text, anchor_date date, start_time time, end_time time, reason text,
		release_hours_before integer, release_at time`,
	appointment_types: `clinic_id uuid, id uuid, slug text, name text, description text,
		group_name text, sort_order integer, icon text, color_code text, booking_mode text,
		duration_minutes integer, buffer_before_minutes integer, buffer_after_minutes integer,
		step_minutes integer, min_notice_minutes integer, horizon_days integer,
		cancellation_cutoff_hours integer, price_kind text, base_price numeric, price_note text,
		roles text[], required_skills text[], room_types text[], equipment text[], species text[],
		client_type text, triage text, is_default boolean, form_fields jsonb, preparation jsonb,
		rules jsonb`,
	triage_questions: `clinic_id uuid, id uuid, code text, species text, text text, level text,
		action text, emphasis text, sort_order integer`,
	clients: `clinic_id uuid, id uuid, match_status text, external_id text, name text, email text,
		phone text, locale text, created_at timestamptz`,
	consents: `clinic_id uuid, id uuid, client_id uuid, purpose text, channel text,
		is_granted boolean, wording text, created_at timestamptz`,
	pets: `clinic_id uuid, id uuid, match_status text, external_id text, name text, species text,
		breed text, sex text, is_neutered boolean, born_on date, is_birth_estimated boolean,
		weight_kg numeric, color text, microchip text, created_at timestamptz`,
	pet_owners: 'clinic_id uuid, pet_id uuid, client_id uuid, created_at timestamptz',
	medical_records: `clinic_id uuid, id uuid, pet_id uuid, appointment_id uuid, author_id uuid,
		kind text, title text, occurred_on date, next_due_on date, data jsonb, visibility text`,
	appointments: `clinic_id uuid, id uuid, appointment_type_id uuid, pet_id uuid, client_id uuid,
		veterinarian_id uuid, scheduled_start timestamptz, scheduled_end timestamptz,
		actual_start timestamptz, actual_end timestamptz, booking_method text,
		booked_by_client boolean, source text, booking_reference text, visit jsonb, status text,
		answer_by timestamptz, estimated_cost numeric, final_cost numeric, reason text,
		cancellation_reason text, cancelled_at timestamptz, cancelled_by_kind text,
		cancelled_late boolean, created_at timestamptz`,
	appointment_pets: 'clinic_id uuid, appointment_id uuid, pet_id uuid',
	appointment_resources: 'clinic_id uuid, appointment_id uuid, resource_id uuid',
	appointment_events: `clinic_id uuid, id uuid, appointment_id uuid, actor_kind text,
		actor_id uuid, from_status text, to_status text, reason text, at timestamptz`,
	reservations: `clinic_id uuid, id uuid, resource_id uuid, lane smallint, starts_at timestamptz,
		ends_at timestamptz, appointment_id uuid`,
} as const

export type Table = keyof typeof TABLES

/** Rows by table, in the order in which they may be written. */
export type Rows = Partial<Record<Table, Row[]>>

const CHUNK = 4000

/** Writes many rows with one statement for some thousands of them; rows that exist already stay. */
export async function insertRows(trx: Knex, rows: Rows): Promise<void> {
	for (const table of Object.keys(TABLES) as Table[]) {
		const all = rows[table] ?? []
		for (let i = 0; i < all.length; i += CHUNK) await insert(trx, table, all.slice(i, i + CHUNK))
	}
}

async function insert(trx: Knex, table: Table, rows: Row[]): Promise<void> {
	const columns = TABLES[table]
		.split(/,\s+/)
		.map((column) => column.split(' ')[0])
		.join(', ')
	await trx.raw(
		`insert into ${table} (${columns})
			select ${columns} from jsonb_to_recordset(?::jsonb) as r(${TABLES[table]})
			on conflict do nothing`,
		[JSON.stringify(rows)],
	)
}
