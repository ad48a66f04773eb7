/**
 * What the slot engine reads and answers. Plain data: nothing here knows the database or HTTP.
 *
 * Instants are integer minutes since the Unix epoch (`Minute`), local dates `YYYY-MM-DD`, wall times
 * `HH:MM`, durations minutes. Every object given to the engine is treated as immutable.
 */
import type { LocalDate } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'

export type { LocalDate, Minute }

/** A break inside a schedule, on the rule's days (`rule` left out: on every day of the schedule). */
export interface Break {
	start: string
	/** At or before `start`: on the next day. */
	end: string
	rule?: string | null
	/** First day of `rule`; left out: the schedule's. */
	anchorDate?: LocalDate | null
}

/** Recurring working hours of one resource. */
export interface Schedule {
	resourceId: string
	/** RFC 5545 RRULE without times. */
	rule: string
	anchorDate: LocalDate
	startTime: string
	/** At or before `startTime`: on the next day. */
	endTime: string
	effectiveFrom: LocalDate
	/** The last day, inclusive; null: without end. */
	effectiveUntil: LocalDate | null
	/** Grid of starts, in elapsed minutes from the opening's start; null: the type decides. */
	stepMinutes: number | null
	/** Least gap after every visit in these hours. The longer of this and the type's counts. */
	bufferMinutes: number
	/** Visits at once in these hours; never more than the resource's capacity. */
	lanes: number
	breaks: readonly Break[]
	/** Types allowed in these hours; null: all. */
	appointmentTypeIds: readonly string[] | null
}

export type OverrideType = 'unavailable' | 'custom_hours' | 'emergency_only'

/**
 * An exception, once (`date`) or recurring (`rule` + `anchorDate`). Several may fall on one day:
 * `custom_hours` are applied first, `unavailable` always wins.
 */
export interface Override {
	/** Null: the whole clinic. Clinic-wide custom hours limit everyone's hours; they give nobody work. */
	resourceId: string | null
	type: OverrideType
	date: LocalDate | null
	rule: string | null
	anchorDate: LocalDate | null
	/** Null: from local midnight. */
	startTime: string | null
	/** Null: to the next local midnight. At or before `startTime`: on the next day. */
	endTime: string | null
}

export type ResourceKind = 'veterinarian' | 'nurse' | 'room' | 'equipment'

export interface Resource {
	id: string
	kind: ResourceKind
	/** Lanes, numbered from 0. A lane at or above the capacity is staff overbooking and blocks nobody. */
	capacity: number
	/** What a type asks for: a room's type (`consult`) or a piece of equipment's kind (`scales`). */
	category: string | null
	/** Of a person, besides the kind, which counts as a role too. */
	roles: readonly string[]
	skills: readonly string[]
	/** Species a person sees; null: all. */
	species: readonly string[] | null
	active: boolean
	bookableOnline: boolean
}

/** Time taken on one lane, buffers included: `[startsAt, endsAt)`. */
export interface Busy {
	resourceId: string
	lane: number
	startsAt: Minute
	endsAt: Minute
}

export type BookingMode = 'instant' | 'request' | 'triage_only' | 'callback' | 'staff_only'

/** The rules of an appointment type that decide when it can be booked. */
export interface TypeRules {
	id: string
	mode: BookingMode
	durationMinutes: number
	bufferBefore: number
	bufferAfter: number
	/** Grid of starts; null: the schedule's, else `durationMinutes`. */
	stepMinutes: number | null
	minNoticeMinutes: number
	/** Furthest bookable day, counted from today in the clinic's zone (0: today only). */
	horizonDays: number
	sameDayOnly: boolean
	/** Any of these roles or kinds will do. */
	roles: readonly string[]
	/** Only these people; null: anyone eligible. */
	namedResourceIds: readonly string[] | null
	/** All of these skills are needed. */
	requiredSkills: readonly string[]
	/** Skill needed for an exotic pet besides `requiredSkills`; null: none. */
	exoticSkill: string | null
	/** Null: every species but dogs and cats. */
	exoticSpecies: readonly string[] | null
	/** One room of any of these categories is taken; null or empty: no room. */
	roomTypes: readonly string[] | null
	/** For each entry one piece of equipment (by id or category) is taken. */
	equipment: readonly string[]
	/** Null: all. */
	species: readonly string[] | null
	excludedSpecies: readonly string[]
	clientType: 'new' | 'existing' | 'both'
	extraPetMinutes: number
	extraProblemMinutes: number
	/** Null: no limit. */
	maxPets: number | null
	/** May also use time kept by `emergency_only`. */
	urgent: boolean
}

/** What the owner has told about the visit: the same for slots, hold and booking. */
export interface Visit {
	species: string | null
	/** Left out: not asked yet, which no rule refuses. */
	client?: 'new' | 'existing'
	pets: number
	problems: number
	/** The triage answer "seen today, but not an emergency". */
	amber?: boolean
	ageMonths?: number
	weightKg?: number
	sex?: string
}

/** What changes seldom. Its openings are remembered by identity: keep one object per version. */
export interface Plan {
	/** IANA name. */
	zone: string
	resources: readonly Resource[]
	schedules: readonly Schedule[]
	overrides: readonly Override[]
}

export interface Question {
	plan: Plan
	/**
	 * All busy time that touches the days asked for, one day wider on both sides. An owner's own hold,
	 * or the visit that is being moved, is left out by the caller.
	 */
	busy: readonly Busy[]
	/** Current instant, rounded down to the minute. */
	now: Minute
	/** First and last local day asked for, both inclusive. */
	from: LocalDate
	to: LocalDate
	type: TypeRules
	visit: Visit
	/** Only this veterinarian (or nurse); null: any. */
	vetId: string | null
	/** The client's usual vet comes first in the assignment. */
	usualVetId?: string | null
	/** Staff are not bound by mode, triage, notice, horizon and online visibility. */
	asker?: 'owner' | 'staff'
	/** A live hold freezes notice and horizon. */
	held?: boolean
}

/** One lane of one resource for a range of time, buffers included: what booking must insert. */
export interface Reservation {
	resourceId: string
	lane: number
	startsAt: Minute
	endsAt: Minute
}

export type ReasonCode =
	| 'mode_not_bookable'
	| 'triage_required'
	| 'species_not_offered'
	| 'client_type_not_offered'
	| 'too_many_pets'
	| 'notice_too_short'
	| 'beyond_horizon'
	| 'same_day_only'
	| 'vet_unknown'
	| 'vet_not_active'
	| 'vet_not_online'
	| 'role_missing'
	| 'vet_not_named'
	| 'skill_missing'
	| 'exotic_skill_missing'
	| 'vet_species'
	| 'closed'
	| 'emergency_only'
	| 'type_not_in_hours'
	| 'off_grid'
	| 'vet_busy'
	| 'room_not_free'
	| 'equipment_not_free'

export type ReasonValue = string | number | boolean | null | readonly string[]

/** Why a start can't be booked: a machine code, its data (instants are Minutes) and English words. */
export interface Reason {
	code: ReasonCode
	/** The person concerned; null: the rule does not depend on a person. */
	vetId: string | null
	data: Readonly<Record<string, ReasonValue>>
	message: string
}

/** Starts of one local day. */
export interface DaySlots {
	date: LocalDate
	/** Starts with at least one vet, ascending. */
	starts: Minute[]
	/** Per vet, in the order of `plan.resources`; a vet without a start is left out. */
	vets: { vetId: string; starts: Minute[] }[]
}

export interface SlotsAnswer {
	/** Every day asked for that has a start, ascending. */
	days: DaySlots[]
	/** How long the visit lasts: base, further pets, further problems. */
	durationMinutes: number
	/** The answer holds for every `now` before this instant, as long as the data does not change. */
	validUntil: Minute
	/** Why nothing can be offered whatever the start; empty if something might be. */
	reasons: Reason[]
}

/** A vet who can take a start, with everything that booking would occupy. */
export interface Candidate {
	vetId: string
	startsAt: Minute
	/** End of the visit itself, without buffers. */
	endsAt: Minute
	/** The vet's lane first, then room and equipment. */
	reservations: Reservation[]
}

export type StartCheck =
	| ({ ok: true } & Candidate)
	/** Reasons of every vet asked about, the visit's own first. */
	| { ok: false; reasons: Reason[] }
