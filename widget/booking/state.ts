import type {
	AppointmentType,
	AvailabilityDay,
	BookedAppointment,
	CallbackPromise,
	ClinicProfile,
	ErrorCode,
	Hold,
	NextFree,
	OfferedTime,
	Species,
	Veterinarian,
	Visit,
} from '@vetslot/sdk'

import type { TypedPet } from './owner/known.ts'
import type { OwnerPart } from './owner/part.ts'

/** Where the visitor is. `holding`, `booking` and `checking` are waits; the rest are screens. */
export type Step =
	| 'boot'
	| 'species'
	| 'types'
	| 'questions'
	| 'triage'
	| 'call_now'
	| 'callback'
	| 'called'
	| 'time'
	| 'none_free'
	| 'holding'
	| 'details'
	| 'review'
	| 'booking'
	| 'checking'
	| 'booked'
	| 'pending'
	| 'time_lost'
	| 'error'
	| 'limited'
	| 'paused'
	| 'sign_in'
	| 'sign_code'

export type FieldValue = string | boolean | string[]

/** What the visitor has chosen and typed. Nothing but the visitor's own hand ever clears it. */
export interface Entry {
	species?: Species | undefined
	typeId?: string | undefined
	/** The visit that was picked before amber signs led to the same-day one. */
	wantedId?: string | undefined
	client?: 'new' | 'existing' | undefined
	problems: number
	/** Of several pets, or of an owner's, those that the visit is for. */
	petIds?: string[] | undefined
	/** Pets of these that the clinic does not know, as they were typed. */
	typed?: TypedPet[] | undefined
	/** Completed weeks or months, whichever was given. */
	ageWeeks?: number | undefined
	ageMonths?: number | undefined
	weightGrams?: number | undefined
	sex?: 'male' | 'female' | undefined
	/** Ids of the ticked signs. */
	signs: string[]
	/** "None of these" was ticked. */
	noSigns: boolean
	triagedAt?: string | undefined
	/** null is any vet. */
	vetId: string | null
	day?: string | undefined
	picked?: OfferedTime | undefined
	/**
	 * The form, by field: `pet`, `breed`, `age`, `name`, `phone`, `email`, `notes`, `f-<id>`; and what
	 * was typed before: `weight`, `age-count`, `age-unit`, `last-<type>`, `last-<type>-unknown`.
	 */
	fields: Record<string, FieldValue>
}

export interface Failure {
	code: ErrorCode
	requestId: string | null
	/** The step that asked, and that a retry returns to. */
	from: Step
	effect: Effect
	/** Seconds the server asked to wait. */
	wait: number | null
}

/** What a reload may bring back: never signs, never free text. */
export interface Saved {
	/** Milliseconds since 1970, on this device's clock. */
	at: number
	entry: Entry
	hold: Hold | undefined
}

/** Free times as loaded so far, for one visit and one vet (or any). */
export interface Diary {
	/** What was asked; another question empties the diary. */
	of: string
	days: Record<string, AvailabilityDay>
	minutes: number
	last: string
	/** When the clock alone changes what is known; null for not in sight. */
	until: string | null
}

export interface Lost {
	time: OfferedTime
	reason: 'taken' | 'expired'
	near: OfferedTime[] | undefined
}

export interface State {
	step: Step
	/** The screen behind a wait. */
	under: Step
	clinic?: ClinicProfile | undefined
	entry: Entry
	diary?: Diary | undefined
	next?: NextFree | undefined
	/** First day of the strip, and the month that is open, if one is. */
	from: string
	month?: string | undefined
	hold?: Hold | undefined
	/** What the held visit depends on, as it was answered then; empty when that isn't known. */
	heldFor: string
	/** The hold is in its last minute. */
	low: boolean
	/** The hold was just made longer: its new end is shown instead of the button. */
	kept: boolean
	/** Milliseconds to add to this device's clock to get the server's. */
	ahead: number
	offline: boolean
	/** Came from the review and goes back to it. */
	editing: boolean
	/** The form was sent once, so every field speaks up. */
	sent: boolean
	/** How many, when it is more than one. */
	pets?: number | undefined
	/** What nobody needs to be asked, since the clinic has it on record. */
	given: { pet?: boolean | undefined; owner?: boolean | undefined }
	/** Of somebody who is signed in or about to be. */
	owner?: OwnerPart | undefined
	/** Messages of the server by field. */
	refused: Record<string, string>
	/** Times of the day on screen that were taken while it was shown. */
	gone: OfferedTime[]
	/** Starts of that day that opened meanwhile: not drawn until asked for, since others would move. */
	opened: string[]
	lost?: Lost | undefined
	failure?: Failure | undefined
	failures: number
	/** Idempotency key of the booking under review. */
	key: string
	booked?: BookedAppointment | undefined
	/** By when the clinic calls. */
	promise?: CallbackPromise | undefined
}

/** What the machine asks the world to do. */
export type Effect =
	| { do: 'load' }
	/** The next step needs code that is not there yet. */
	| { do: 'code' }
	/** `quiet`: a refresh, whose failure nobody needs to hear of. */
	| { do: 'times'; from: string; to: string; quiet?: boolean }
	| { do: 'next' }
	| { do: 'hold'; time: OfferedTime; again?: boolean }
	| { do: 'release'; hold: Hold }
	/** What the owner's steps ask for. */
	| { do: 'sign-in'; several?: boolean | undefined }
	| { do: 'mail-code' | 'enter' | 'sign-out' | 'book-chain' }
	| { do: 'extend' | 'recheck' | 'nearest' | 'book' | 'callback' | 'clear' }

export const noEntry: Entry = {
	problems: 1,
	signs: [],
	noSigns: false,
	vetId: null,
	fields: {},
}

export const start: State = {
	step: 'boot',
	under: 'boot',
	entry: noEntry,
	from: '',
	heldFor: '',
	low: false,
	kept: false,
	ahead: 0,
	offline: false,
	editing: false,
	sent: false,
	given: {},
	refused: {},
	gone: [],
	opened: [],
	failures: 0,
	key: '',
}

/** The screen to draw: a wait keeps the screen that it started on. */
export const screenOf = (state: State): Step =>
	state.step === 'holding' || state.step === 'booking' ? state.under : state.step

/** The visit that was picked. */
export const typeOf = ({ clinic, entry }: State): AppointmentType | undefined =>
	clinic?.appointmentTypes.find((type) => type.id === entry.typeId)

export const vetOf = ({ clinic }: State, id: string | null | undefined): Veterinarian | undefined =>
	clinic?.veterinarians.find((vet) => vet.id === id)

/** Visits to list for an animal: what staff or triage decide on is never shown. */
export const typesFor = ({ clinic }: State, species: Species | undefined): AppointmentType[] =>
	(clinic?.appointmentTypes ?? []).filter(
		(type) =>
			type.mode !== 'staff_only' &&
			type.mode !== 'triage_only' &&
			(!species || type.species.includes(species)),
	)

/** The signs to ask about for the animal, red ones first as the clinic orders them. */
export const signsFor = ({ clinic, entry }: State) =>
	(clinic?.triage.questions ?? []).filter(
		({ species }) => !species || (entry.species && species.includes(entry.species)),
	)

export const tickedLevel = (state: State, level: 'red' | 'amber'): boolean =>
	signsFor(state).some((sign) => sign.level === level && state.entry.signs.includes(sign.id))

/** Amber signs led to the same-day visit. */
export const isSameDay = (state: State): boolean =>
	!!state.entry.wantedId && tickedLevel(state, 'amber')

/** Where the day of the earlier visit stands that the picked one asks for. */
export const lastField = ({ entry }: State): string => `last-${entry.typeId}`

/** Where it is ticked that there is no such day, or nobody knows it; what was typed stays beside it. */
export const unknownField = (state: State): string => `${lastField(state)}-unknown`

/** That day, once it is one: while a year is typed it runs through the first centuries. */
export function lastVisitOf(state: State): string | undefined {
	const day = state.entry.fields[lastField(state)]
	return typeof day === 'string' && day > '1990' ? day : undefined
}

/** What availability, hold and book must be asked with, so that what is shown can be booked. */
export function visitOf(state: State): Visit {
	const { species, client, problems, ageWeeks, ageMonths, weightGrams, sex } = state.entry
	const lastVisit = lastVisitOf(state)
	const amber = tickedLevel(state, 'amber')
	const { pets } = state
	const visit: Visit = { species, client, pets, ageWeeks, ageMonths, weightGrams, sex, lastVisit }
	if (problems > 1) visit.problems = problems
	if (amber) visit.amber = true
	return visit
}

/** Names a question about free times, so that a late answer to an older one is known. */
export const diaryKey = (state: State): string =>
	JSON.stringify([state.entry.typeId, state.entry.vetId, visitOf(state)])

const RETRY_SECONDS = 8
const LIMIT_SECONDS = 60
/** Failures in a row after which only a person can help. */
export const GIVE_UP = 3
/** What only the clinic's web person can put right. */
export const hopeless = new Set<string>([
	'key_missing',
	'key_unknown',
	'origin_not_allowed',
	'origin_required',
])

/** Seconds until the element tries again by itself; undefined when that would change nothing. */
export function retryIn({ step, failure, failures }: State): number | undefined {
	if (!failure || failures >= GIVE_UP || hopeless.has(failure.code)) return undefined
	return failure.wait ?? (step === 'limited' ? LIMIT_SECONDS : RETRY_SECONDS)
}
