/**
 * What the slot engine reads and answers. Plain data: nothing here knows the database or HTTP.
 *
 * Instants are integer minutes since the Unix epoch (`Minute`), local dates `YYYY-MM-DD`, wall times
 * `HH:MM`, durations minutes. Every object given to the engine is treated as immutable.
 */
import type { LocalDate } from '../time/date.ts'
import type { Minute, Ranges } from '../time/interval.ts'
import type { AgeLimit, AgeMinutes, EarlierVisit, WeightLimit } from './limits.ts'
import type { Admission, CapUse, OwnPart, Part, Window } from './parts.ts'
import type { Reason } from './reasons.ts'
import type { KeepBackStep, ReleaseTime } from './steps.ts'

export type { Reason, ReasonCode, ReasonValue } from './reasons.ts'
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
	/** Shares of the day kept for later bookings; the order does not matter. */
	keepBack: readonly KeepBackStep[]
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
	/** When time kept by `emergency_only` becomes everyone's; null: never. */
	release: ReleaseTime | null
}

/** A `cap` is nothing that one can see: its lanes are the places of a day or an hour. */
export type ResourceKind = 'veterinarian' | 'nurse' | 'room' | 'equipment' | 'cap'

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
	/** Species a person sees or a room takes in; null: all. */
	species: readonly string[] | null
	active: boolean
	bookableOnline: boolean
	/** Until then nothing new is booked online with this person; left out or null: not paused. */
	pausedUntil?: Minute | null
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
	/** The chosen person's part of the visit; null: all of it. */
	ownPart: OwnPart | null
	/** Further people, rooms and equipment, each for its own part of the visit. */
	parts: readonly Part[]
	/** Places taken of the day or the hour. */
	caps: readonly CapUse[]
	/** Animals are brought in this window, and the visit that is booked is their admission. */
	admission: Admission | null
	/** When animals of a day procedure go home. */
	discharge: Window | null
	/** Null: all. */
	species: readonly string[] | null
	excludedSpecies: readonly string[]
	clientType: 'new' | 'existing' | 'both'
	extraPetMinutes: number
	extraProblemMinutes: number
	/** What a new client's visit takes longer. */
	newClientMinutes: number
	/** What the animal's age on the day of the visit adds; several may apply. */
	ageMinutes: readonly AgeMinutes[]
	/** Null: no limit. */
	maxPets: number | null
	/** May also use time kept by `emergency_only`, and what is kept back of a day. */
	urgent: boolean
	/** `flush`: only starts that touch the neighbouring visits or begin a free stretch. */
	starts: 'grid' | 'flush'
	/** Every limit for the animal's species holds, on the day of the visit. */
	ageLimits: readonly AgeLimit[]
	weightLimits: readonly WeightLimit[]
	/** An earlier visit that has to lie some days before this one; null: none. */
	earlierVisit: EarlierVisit | null
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
	/** Age in days on the day of the question's `now`. */
	ageDays?: number
	weightGrams?: number
	sex?: string
	/** Day of the earlier visit that the type asks for. */
	lastVisit?: LocalDate
}

/** What changes seldom. Its openings are remembered by identity: keep one object per version. */
export interface Plan {
	/** IANA name. */
	zone: string
	resources: readonly Resource[]
	schedules: readonly Schedule[]
	overrides: readonly Override[]
	/** Time taken in diaries that are kept elsewhere, by resource; merged. */
	elsewhere: ReadonlyMap<string, Ranges>
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
	/** A live hold freezes notice, horizon, releases and the grid. */
	held?: boolean
}

/** One lane of one resource for a range of time, buffers included: what booking must insert. */
export interface Reservation {
	resourceId: string
	lane: number
	startsAt: Minute
	endsAt: Minute
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
	/** How long the visit lasts on the first day asked for: with age, other days may differ. */
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
