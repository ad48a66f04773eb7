import type {
	Appointment,
	AvailabilityDay,
	CancelAppointmentQuery,
	ClinicProfile,
} from '@vetslot/sdk'
import { addDays } from '../controls/calendar.ts'
import type { LocalDate } from '../locales/format.ts'

export type Screen = 'loading' | 'visit' | 'move' | 'moved' | 'cancelled' | 'wrong-link' | 'error'

export type CancelReason = NonNullable<CancelAppointmentQuery['reason']>

/** Days shown at a time when choosing another time. */
export const PAGE_DAYS = 14

export interface State {
	screen: Screen
	/** The element's `api` and the link's token; never shown, never stored. */
	token: string
	visit: Appointment | undefined
	clinic: ClinicProfile | undefined
	/** Something was sent and no answer has come yet. */
	working: boolean
	/** A sentence above the body: a time that has gone, a visit that stays. */
	notice: { kind: 'warm' | 'info'; text: string } | undefined
	reason: CancelReason | undefined
	/** null is any vet. */
	vetId: string | null
	from: LocalDate
	days: readonly AvailabilityDay[] | undefined
	last: LocalDate
	day: LocalDate | undefined
	picked: { start: string; veterinarianId: string } | undefined
	/** Idempotency key of the move or cancellation on screen: the same until what is sent changes. */
	intent: string
	limited: boolean
}

export const start: State = {
	screen: 'loading',
	token: '',
	visit: undefined,
	clinic: undefined,
	working: false,
	notice: undefined,
	reason: undefined,
	vetId: null,
	from: '',
	days: undefined,
	last: '',
	day: undefined,
	picked: undefined,
	intent: '',
	limited: false,
}

/** The clinic's calendar day right now, by the server's clock. */
export const todayOf = (visit: Appointment, dayOf: (at: string) => LocalDate) =>
	dayOf(visit.serverTime)

/** First and last day of the page on screen, never past the last bookable day. */
export function pageOf({ from, last }: State): { from: LocalDate; to: LocalDate } {
	const to = addDays(from, PAGE_DAYS - 1)
	return { from, to: last && to > last ? last : to }
}

/** Free starts of one day, each once, rising, with the vet who has it. */
export function timesOf(days: State['days'], day: LocalDate | undefined) {
	const found = new Map<string, string>()
	for (const { id, starts } of days?.find((each) => each.date === day)?.veterinarians ?? [])
		for (const at of starts) if (!found.has(at)) found.set(at, id)
	return [...found]
		.map(([at, veterinarianId]) => ({ start: at, veterinarianId }))
		.sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
}
