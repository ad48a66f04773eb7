import type { StoredNote } from '../database/models/appointment-type.ts'
import type { Query } from '../database/tenant.ts'

/** Rows as the database names them; instants as ISO text, dates `YYYY-MM-DD`, times `HH:MM:SS`. */
export interface ClinicRow {
	id: string
	slug: string
	name: string
	time_zone: string
	locale: string
	currency: string
	phone: string | null
	email: string | null
	website: string | null
	address_lines: string[]
	contact: Record<string, unknown>
	opening_hours: Record<string, [opens: string, closes: string] | null>
	out_of_hours: Record<string, unknown> | null
	policies: Record<string, unknown>
	triage_texts: Record<string, unknown>
	settings: Record<string, unknown>
}

export interface TypeRow {
	id: string
	slug: string
	name: string
	description: string | null
	group_name: string | null
	icon: string | null
	booking_mode: 'instant' | 'request' | 'triage_only' | 'callback' | 'staff_only'
	duration_minutes: number
	buffer_before_minutes: number
	buffer_after_minutes: number
	step_minutes: number
	min_notice_minutes: number
	horizon_days: number
	cancellation_cutoff_hours: number
	price_kind: 'fixed' | 'from' | 'package' | 'free' | 'range' | 'estimate' | 'none'
	base_price: number | null
	price_note: string | null
	roles: string[]
	named_resource_ids: string[] | null
	required_skills: string[]
	room_types: string[]
	equipment: string[]
	species: string[]
	excluded_species: string[]
	client_type: 'new' | 'existing' | 'both'
	triage: 'none' | 'required' | 'amber_required'
	is_default: boolean
	is_active: boolean
	form_fields: Record<string, unknown>[]
	preparation: StoredNote[]
	rules: Record<string, unknown>
}

export interface ResourceRow {
	id: string
	kind: 'veterinarian' | 'nurse' | 'room' | 'equipment' | 'cap'
	code: string | null
	name: string
	title: string | null
	photo_url: string | null
	initials: string | null
	capacity: number
	room_type: string | null
	skills: string[]
	species: string[]
	languages: string[]
	excluded_type_slugs: string[]
	bookable_online: boolean
	is_active: boolean
	/** As text with an offset. */
	booking_paused_until: string | null
}

export interface ScheduleRow {
	resource_id: string
	kind: string
	label: string | null
	rrule: string
	anchor_date: string
	start_time: string
	end_time: string
	effective_from: string
	effective_until: string | null
	step_minutes: number | null
	buffer_minutes: number
	lanes: number
	break_times: Record<string, unknown>[]
	appointment_type_ids: string[] | null
	keep_back: Record<string, unknown>[]
}

export interface OverrideRow {
	resource_id: string | null
	override_type: 'unavailable' | 'custom_hours' | 'emergency_only'
	override_date: string | null
	rrule: string | null
	anchor_date: string | null
	effective_until: string | null
	start_time: string | null
	end_time: string | null
	release_hours_before: number | null
	release_at: string | null
}

/** Minutes since 1970: start, end, start, end … */
export interface ForeignRow {
	resource_id: string
	/** The diary's name; for the staff only. */
	label: string
	busy: number[]
}

export interface TriageRow {
	id: string
	code: string
	species: string | null
	text: string
	level: 'red' | 'amber'
	emphasis: string | null
}

/** What changes seldom about a clinic, read in one snapshot together with its version. */
export interface ClinicRows {
	clinic: ClinicRow
	types: TypeRow[]
	resources: ResourceRow[]
	schedules: ScheduleRow[]
	overrides: OverrideRow[]
	triage: TriageRow[]
	/** Time taken in diaries kept elsewhere. */
	foreign: ForeignRow[]
}

const list = (table: string, order: string, where = 'true') => `(
	select coalesce(jsonb_agg(to_jsonb(r) - '{created_at,updated_at}'::text[] order by ${order}), '[]')
	from ${table} r where r.clinic_id = $1 and ${where})`

// One statement is one snapshot: the version can not be older or newer than what stands beside it.
// Inactive types, people and rooms are read, too: visits that were booked before still name them.
const CLINIC = `
	select jsonb_build_object(
		'clinic', to_jsonb(c) - '{created_at,updated_at,booking_paused_until}'::text[],
		'types', ${list('appointment_types', 'r.sort_order, r.id')},
		'resources', ${list('resources', 'r.sort_order, r.id')},
		'schedules', ${list('vet_schedules', 'r.id', 'r.is_active')},
		'overrides', ${list(
			'vet_availability_overrides',
			'r.id',
			`(r.override_date is null or r.override_date >= statement_timestamp()::date - 2)
				and (r.effective_until is null or r.effective_until >= statement_timestamp()::date - 2)`,
		)},
		'triage', ${list('triage_questions', 'r.sort_order, r.id', 'r.is_active and r.is_published')},
		'foreign', (
			select coalesce(jsonb_agg(
				jsonb_build_object('resource_id', f.resource_id, 'label', f.label, 'busy', f.busy)
				order by f.id), '[]')
			from calendar_feeds f
			where f.clinic_id = $1 and f.is_active and cardinality(f.busy) > 0)
	)::text as text,
	coalesce((select v.plan_version from availability_versions v where v.clinic_id = $1), 0)
		as "planVersion"
	from clinics c where c.id = $1`

/** The clinic's rows as JSON text, and the version of the plan that they are. */
export async function readClinicText(
	query: Query,
	clinicId: string,
): Promise<{ text: string; planVersion: number } | undefined> {
	const [row] = await query<{ text: string; planVersion: number }>(CLINIC, [clinicId])
	return row
}

/** What is asked at every call: the versions, the pause, and the one clock that counts. */
export interface ClinicState {
	/** Of all that decides about free times. */
	version: number
	/** Of what `readClinicText` reads. */
	planVersion: number
	pausedUntil: Date | null
	now: Date
}

const STATE = `
	select s.version, s.plan_version as "planVersion", s.paused_until as "pausedUntil", s.clock as now
	from clinic_state($1) s`

export async function readClinicState(
	query: Query,
	clinicId: string,
): Promise<ClinicState | undefined> {
	const [row] = await query<ClinicState>(STATE, [clinicId])
	return row
}
