import type {
	ClinicRows,
	OverrideRow,
	ResourceRow,
	ScheduleRow,
	TypeRow,
} from '../clinics/queries.ts'
import { merge } from '../time/interval.ts'
import type { Break, Override, Plan, Resource, Schedule, TypeRules } from './model.ts'
import { needsIn } from './stored-needs.ts'
import { keepBackIn, limitsIn } from './stored-rules.ts'

/** The engine's plan out of a clinic's rows. */
export function planOf(rows: ClinicRows): Plan {
	return {
		zone: rows.clinic.time_zone,
		resources: rows.resources.map(resourceOf),
		schedules: rows.schedules.filter(isBookable).map(scheduleOf),
		overrides: rows.overrides.map(overrideOf),
		elsewhere: elsewhereOf(rows),
	}
}

function elsewhereOf({ foreign }: ClinicRows): Plan['elsewhere'] {
	const by = Map.groupBy(foreign, (row) => row.resource_id)
	return new Map([...by].map(([id, rows]) => [id, merge(rows.flatMap((row) => row.busy))]))
}

// Time in which someone works but sees nobody. With a list of types it is bookable for those.
const busyKinds = ['admin', 'theatre_support', 'surgery']

/** Whether visits can be booked in these hours at all. */
export function isBookable(row: Pick<ScheduleRow, 'kind' | 'appointment_type_ids'>): boolean {
	return row.appointment_type_ids !== null || !busyKinds.includes(row.kind)
}

function resourceOf(row: ResourceRow): Resource {
	return {
		id: row.id,
		kind: row.kind,
		capacity: row.capacity,
		category: row.kind === 'room' ? row.room_type : row.code,
		roles: [],
		skills: row.skills,
		species: row.species.length > 0 ? row.species : null,
		active: row.is_active,
		bookableOnline: row.bookable_online,
		pausedUntil: wholeMinute(row.booking_paused_until),
	}
}

/** Up to a whole minute: a pause is never over too early. */
function wholeMinute(instant: string | null): number | null {
	return instant === null ? null : Math.ceil(Date.parse(instant) / 60_000)
}

function scheduleOf(row: ScheduleRow): Schedule {
	return {
		resourceId: row.resource_id,
		rule: row.rrule,
		anchorDate: row.anchor_date,
		startTime: row.start_time,
		endTime: row.end_time,
		effectiveFrom: row.effective_from,
		effectiveUntil: row.effective_until,
		stepMinutes: row.step_minutes,
		bufferMinutes: row.buffer_minutes,
		lanes: row.lanes,
		breaks: row.break_times.map(breakOf),
		appointmentTypeIds: row.appointment_type_ids,
		keepBack: keepBackIn(row.keep_back),
	}
}

function breakOf(entry: Record<string, unknown>): Break {
	return {
		start: String(entry.start),
		end: String(entry.end),
		rule: text(entry.rule ?? entry.rrule),
		anchorDate: text(entry.anchorDate ?? entry.anchor_date),
	}
}

function overrideOf(row: OverrideRow): Override {
	return {
		resourceId: row.resource_id,
		type: row.override_type,
		date: row.override_date,
		rule: row.rrule === null ? null : until(row.rrule, row.effective_until),
		anchorDate: row.anchor_date,
		startTime: row.start_time,
		endTime: row.end_time,
		release: releaseOf(row),
	}
}

function releaseOf({ release_hours_before: hoursBefore, release_at: at }: OverrideRow) {
	if (typeof at === 'string') return { at }
	return typeof hoursBefore === 'number' ? { hoursBefore } : null
}

/** A rule that ends by itself keeps its own end. */
function until(rule: string, day: string | null): string {
	if (day === null || /\b(UNTIL|COUNT)=/i.test(rule)) return rule
	return `${rule};UNTIL=${day.replaceAll('-', '')}`
}

/** A type's rules; people who don't do this visit are left out of who may. */
export function rulesOf(row: TypeRow, rows: ClinicRows): TypeRules {
	const extra = row.rules
	return {
		id: row.id,
		mode: row.booking_mode,
		durationMinutes: row.duration_minutes,
		bufferBefore: row.buffer_before_minutes,
		bufferAfter: row.buffer_after_minutes,
		stepMinutes: row.step_minutes,
		minNoticeMinutes: row.min_notice_minutes,
		horizonDays: row.horizon_days,
		sameDayOnly: extra.sameDayOnly === true,
		roles: row.roles,
		namedResourceIds: namedIn(row, rows.resources),
		requiredSkills: row.required_skills,
		exoticSkill: text(extra.exoticSkill),
		exoticSpecies: list(extra.exoticSpecies),
		roomTypes: row.room_types,
		equipment: row.equipment,
		species: row.species.length > 0 ? row.species : null,
		excludedSpecies: row.excluded_species,
		clientType: row.client_type,
		...limitsIn(extra, rows.types),
		...needsIn(extra, rows.resources),
		extraPetMinutes: number(extra.extraPetMinutes) ?? 0,
		extraProblemMinutes: number(extra.extraProblemMinutes) ?? 0,
		maxPets: number(extra.maxPets) ?? 1,
		urgent: extra.urgent === true || row.booking_mode === 'triage_only',
	}
}

function namedIn(type: TypeRow, resources: readonly ResourceRow[]): string[] | null {
	const refuses = (row: ResourceRow) => row.excluded_type_slugs.includes(type.slug)
	if (!resources.some(refuses)) return type.named_resource_ids
	const willing = resources.filter((row) => !refuses(row)).map((row) => row.id)
	return willing.filter((id) => type.named_resource_ids?.includes(id) ?? true)
}

function text(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null
}

function number(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined
}

function list(value: unknown): string[] | null {
	return Array.isArray(value) ? value.map(String) : null
}
