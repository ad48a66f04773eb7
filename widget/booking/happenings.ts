import type {
	Availability,
	BookedAppointment,
	CallbackPromise,
	ClinicProfile,
	Hold,
	HoldState,
	NextFree,
	OfferedTime,
	Species,
} from '@vetslot/sdk'
import type { Ask } from './answers.ts'
import type { OwnerEvents } from './owner/happenings.ts'
import type { Entry, Failure, FieldValue, Saved } from './state.ts'

/** A part of the review that can be edited. */
export type Section = 'time' | 'visit' | 'vet' | 'pet' | 'owner'

/** What can happen, by name, with what comes along. */
export interface Events extends OwnerEvents {
	CONFIG_OK: { clinic: ClinicProfile; ahead: number; saved: Saved | undefined }
	/** Been here before; or, with `several`, a guest who has several pets. */
	SIGN_IN: { several?: boolean }
	PICK_SPECIES: { species: Species }
	PICK_TYPE: { id: string }
	/** Any answer of the questions, the signs or the form. */
	SET: { entry: Partial<Entry> }
	FIELD: { name: string; value: FieldValue }
	CONTINUE: { now: string }
	UNDO: object
	PICK_VET: { id: string | null }
	PICK_DAY: { day: string }
	/** A month to show, or none to go back to the strip. */
	OPEN_MONTH: { month: string | undefined }
	/** The day's times as they are now: without what was taken, with what has opened. */
	SHOW_OPENED: object
	PICK_TIME: { time: OfferedTime }
	PICK_FIRST: { time: OfferedTime }
	TIMES: { of: string; answer: Availability }
	NEXT: { of: string; answer: NextFree }
	REFRESH: object
	SEE_NEXT_DAY: { day: string }
	/** No time is left today: the times of the visit that was wanted first. */
	SEE_WANTED: object
	ANY_VET: object
	HELD: { hold: Hold; ahead: number; key: string; again: boolean }
	RECHECKED: { hold: HoldState; ahead: number }
	EXTENDED: { hold: HoldState; ahead: number }
	HOLD_LOW: object
	HOLD_END: object
	EXTEND: object
	/** The time is no longer there; `expired` when the hold ran out first. */
	CONFLICT: { reason: 'taken' | 'expired' }
	NEAR: { times: OfferedTime[] }
	PICK_NEAR: { time: OfferedTime }
	SUBMIT: { key: string }
	EDIT: { section: Section }
	/** Another visit than the one in the summary. */
	CHANGE: object
	CONFIRM: object
	BOOKED: { appointment: BookedAppointment }
	/** The clinic will call. */
	PROMISED: { promise: CallbackPromise }
	TIMEOUT: object
	/** What the server refused: messages by field of the form, and questions about the visit. */
	REFUSED: { fields: Record<string, string>; asks: Ask[] }
	OFFLINE: object
	ONLINE: object
	FAIL: { failure: Failure }
	PAUSED: object
	RETRY: object
	BACK: object
	LEAVE: object
}

export type EventName = keyof Events
export type BookingEvent = { [K in EventName]: { type: K } & Events[K] }[EventName]
