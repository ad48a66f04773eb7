import { SQLSTATE, sqlStateOf } from '../database/sqlstate.ts'
import type { Query } from '../database/tenant.ts'
import { Lost } from './lost.ts'

// What a booking writes. Objection would take a round trip and a plan for each table, and all of
// them together are most of what a booking costs; this is one statement, planned once a connection.
const TABLES = {
	holds: `id uuid, token_hash bytea, appointment_type_id uuid, veterinarian_id uuid,
		any_veterinarian boolean, starts_at timestamptz, ends_at timestamptz, visit jsonb,
		api_key_id uuid, address_hash bytea, session_hash bytea, expires_at timestamptz`,
	clients: 'id uuid, name text, email text, phone text, locale text',
	consents: `id uuid, client_id uuid, purpose text, channel text, is_granted boolean,
		proof jsonb`,
	pets: `id uuid, name text, species text, breed text, sex text, born_on date,
		match_status text`,
	pet_owners: 'pet_id uuid, client_id uuid',
	appointments: `id uuid, appointment_type_id uuid, pet_id uuid, client_id uuid,
		veterinarian_id uuid, scheduled_start timestamptz, scheduled_end timestamptz,
		booking_method text, booked_by_client boolean, source text, booking_reference text,
		manage_generation integer, ics_sequence integer, visit jsonb, status text,
		answer_by timestamptz, estimated_cost numeric, customer_notes text, reason text,
		internal_notes text, shared_notes text, actual_start timestamptz,
		reschedule_count integer, previous_appointment_id uuid`,
	appointment_pets: 'appointment_id uuid, pet_id uuid',
	appointment_resources: 'appointment_id uuid, resource_id uuid, lanes smallint',
	reservations: `id uuid, resource_id uuid, lane smallint, starts_at timestamptz,
		ends_at timestamptz, appointment_id uuid, hold_id uuid, expires_at timestamptz`,
	appointment_form_data: `id uuid, appointment_id uuid, field_name text, field_value text,
		field_type text`,
	appointment_events: `id uuid, appointment_id uuid, actor_kind text, actor_id uuid,
		from_status text, to_status text, reason text, data jsonb`,
	notifications: `id uuid, appointment_id uuid, client_id uuid, kind text, channel text,
		variables jsonb, sequence integer, max_attempts integer`,
	idempotency_keys: `credential text, route text, key text, body_hash bytea, status smallint,
		answer jsonb`,
} as const

type Table = keyof typeof TABLES
type Row = Readonly<Record<string, unknown>>

/** New rows by table, columns as the database names them, instants as ISO text, bytes as `\x…`. */
export type NewRows = Partial<Record<Table, readonly Row[]>>

/** A hold whose reservations become the visit's. */
export interface Spent {
	holdId: string
	/** They fit as they are; otherwise they are given back, and the new rows take their place. */
	fits: boolean
}

const columnsOf = (table: Table) =>
	TABLES[table].split(',').map((column) => column.trim().split(' ')[0])
const rowsOf = (table: Table) =>
	`jsonb_to_recordset($2::jsonb -> '${table}') as x(${TABLES[table]})`
const insertInto = (table: Table) => `
	insert into ${table} (clinic_id, ${columnsOf(table).join(', ')})
	select $1::uuid, ${columnsOf(table).join(', ')} from ${rowsOf(table)}`
const tableNames = Object.keys(TABLES) as Table[]

const ENDED = `ended as (
		delete from reservations r using ${rowsOf('reservations')}
		where r.clinic_id = $1 and r.resource_id = x.resource_id
			and r.expires_at <= statement_timestamp()
			and r.starts_at < x.ends_at and r.ends_at > x.starts_at
			and r.starts_at > x.starts_at - interval '36 hours'
		returning r.id)`
const TAKEN = `taken as (
		${insertInto('reservations')} where (select gone.count from gone) >= 0
		on conflict do nothing returning id)`

const SPENT = [
	`spent as (
		delete from holds where clinic_id = $1 and id = $4)`,
	`kept as (
		update reservations
			set appointment_id = $5, hold_id = null, expires_at = null, updated_at = now()
		where clinic_id = $1 and hold_id = $4 and $6 and expires_at > statement_timestamp()
		returning id)`,
	`dropped as (
		delete from reservations
		where clinic_id = $1 and hold_id = $4 and not $6 and expires_at > statement_timestamp()
		returning id)`,
]

const countOf = (part: string) => `(select count(*) from ${part})`
const gone = (count: string) => `gone as (select ${count} as count)`
const completeIf = (condition: string) => `select 1 / case when ${condition} then 1 else 0 end`

// Foreign keys are checked at the end of the statement, so the order of the parts does not matter,
// but for one thing: what stands in the way of a reservation must be gone before. The insert counts
// what was removed, which makes it wait. An exclusion constraint can't look at the clock, so the
// reservations of holds that have ended are removed here; the holds are left to the cleaner.
// Each part costs its start, whether it has rows or not: those that have nothing to do are left out.
function writing(tables: readonly Table[], spends: boolean): string {
	const inserts = tables.map((table) => `new_${table} as (${insertInto(table)})`)
	const ended = countOf('ended')
	const [taken, kept, dropped] = [countOf('taken'), countOf('kept'), countOf('dropped')]
	const parts = spends
		? [...inserts, ...SPENT, ENDED, gone(`${dropped} + ${ended}`), TAKEN]
		: [...inserts, ENDED, gone(ended), TAKEN]
	const complete = spends
		? `${taken} + ${kept} = $3::int and ($6 or ${dropped} > 0)`
		: `${taken} = $3::int`
	return `with ${parts.join(',\n\t')}\n\t${completeIf(complete)}`
}

/** By what they write: few kinds come up, and the database plans each text once a connection. */
const texts = new Map<string, string>()

function textFor(rows: NewRows, spends: boolean): string {
	const tables = tableNames.filter((table) => table !== 'reservations' && rows[table]?.length)
	const kind = `${tables} ${spends}`
	const text = texts.get(kind) ?? writing(tables, spends)
	texts.set(kind, text)
	return text
}

/**
 * Writes all rows of a visit or hold in one statement, all or none. Reservations are inserted with
 * DO NOTHING, since plain inserts deadlocked under races; when fewer come back than were asked for,
 * or a hold has ended meanwhile, the statement fails by itself, so that a commit may follow it
 * unseen.
 *
 * @throws Lost
 */
export async function writeRows(
	query: Query,
	clinicId: string,
	rows: NewRows,
	taking: { lanes: number; appointmentId?: string; spent?: Spent | undefined },
): Promise<void> {
	const { lanes, appointmentId = null, spent } = taking
	const values = [clinicId, JSON.stringify(rows), lanes]
	const spending = spent ? [spent.holdId, appointmentId, spent.fits] : []
	try {
		await query(textFor(rows, spent !== undefined), [...values, ...spending])
	} catch (error) {
		if (sqlStateOf(error) === SQLSTATE.divisionByZero) throw new Lost()
		throw error
	}
}
