import type {
	Appointment,
	AppointmentType,
	AvailabilityDay,
	CancelAppointmentQuery,
	ClinicProfile,
	LinkedAppointment,
	OfferedTime,
} from '@vetslot/sdk'
import { addDays } from '../controls/calendar.ts'
import type { LocalDate } from '../locales/format.ts'

export type Screen = 'loading' | 'visit' | 'move' | 'moved' | 'cancelled' | 'wrong-link' | 'error'

export type CancelReason = NonNullable<CancelAppointmentQuery['reason']>

/** Days shown at a time when choosing another time: two rows of a week where there is room. */
export const PAGE_DAYS = 14

export interface State {
	screen: Screen
	/** The link's token; never shown, never stored. */
	token: string
	visit: (Appointment & Partial<LinkedAppointment>) | undefined
	clinic: ClinicProfile | undefined
	offline: boolean
	/** Something was sent and no answer has come yet. */
	working: boolean
	/** A sentence above the body: a time that has gone, a visit that stays. */
	notice: { kind: 'warm' | 'info'; text: string } | undefined
	/** Why the last press did nothing, beside what was pressed. */
	trouble: { by: 'move' | 'accept' | 'cancel' | 'calendar' | 'times'; text: string } | undefined
	reason: CancelReason | undefined
	/** null is any vet. */
	vetId: string | null
	from: LocalDate
	days: readonly AvailabilityDay[] | undefined
	/** The days on screen are older than what was asked for. */
	asking: boolean
	/** The first free time after days without any; null when there is none at all. */
	next: OfferedTime | null | undefined
	last: LocalDate
	day: LocalDate | undefined
	picked: OfferedTime | undefined
	/** Refused a moment ago: stays in its place, slashed. */
	gone: OfferedTime | undefined
	/** Idempotency key of the move or cancellation on screen: the same until what is sent changes. */
	intent: string
	/** What was cancelled had not been confirmed yet. */
	wasRequest: boolean
	limited: boolean
	/** Loads of the page that failed one after the other. */
	failures: number
}

export const start: State = {
	screen: 'loading',
	token: '',
	visit: undefined,
	clinic: undefined,
	offline: false,
	working: false,
	notice: undefined,
	trouble: undefined,
	reason: undefined,
	vetId: null,
	from: '',
	days: undefined,
	asking: false,
	next: undefined,
	last: '',
	day: undefined,
	picked: undefined,
	gone: undefined,
	intent: '',
	wasRequest: false,
	limited: false,
	failures: 0,
}

export type Phase = 'ahead' | 'past' | 'was-cancelled' | 'missed' | 'under-way'

/** The hours of a visit for which the animal is left with the clinic. */
export const stayOf = ({ clinic, visit }: Pick<State, 'clinic' | 'visit'>) =>
	clinic?.appointmentTypes.find((type) => type.id === visit?.appointmentType.id)?.dayStay

/** Where a visit stands, by its status and, where nobody has written that down yet, by the clock. */
export function phaseOf(
	{ status, start, end, serverTime }: Appointment,
	stay?: AppointmentType['dayStay'],
): Phase {
	const now = Date.parse(serverTime)
	if (status === 'cancelled') return 'was-cancelled'
	if (status === 'no_show') return 'missed'
	// Who was brought is there until it goes home, long after the admission that was booked.
	const over = stay ? `${start.slice(0, 11)}${stay.collectUntil}${start.slice(16)}` : end
	if (status === 'completed' || Date.parse(over) <= now) return 'past'
	const begun = status === 'checked_in' || status === 'in_progress' || Date.parse(start) <= now
	return begun ? 'under-way' : 'ahead'
}

/** First and last day of the page on screen, never past the last bookable day. */
export function pageOf({ from, last }: Pick<State, 'from' | 'last'>) {
	const to = addDays(from, PAGE_DAYS - 1)
	return { from, to: last && to > last ? last : to }
}

const sameTime = (a: OfferedTime | undefined, b: OfferedTime) =>
	a?.veterinarianId === b.veterinarianId && Date.parse(a.start) === Date.parse(b.start)

/** The days without the visit's own time, which is free to it but is no move. */
export function otherTimes(days: readonly AvailabilityDay[], visit: Appointment) {
	const own = { start: visit.start, veterinarianId: visit.veterinarian.id }
	return days.map((day): AvailabilityDay => {
		const veterinarians = day.veterinarians
			.map(({ id, starts }) => ({
				id,
				starts: starts.filter((at) => !sameTime(own, { start: at, veterinarianId: id })),
			}))
			.filter((vet) => vet.starts.length)
		const emptied = day.status === 'free' && !veterinarians.length
		return { ...day, status: emptied ? 'full' : day.status, veterinarians }
	})
}

/** Free starts of one day, each once, rising, with the vet who has it. */
export function timesOf({ days, gone }: Pick<State, 'days' | 'gone'>, day: LocalDate | undefined) {
	const found = new Map<string, OfferedTime>()
	for (const { id, starts } of days?.find((each) => each.date === day)?.veterinarians ?? [])
		for (const start of starts) {
			const time = { start, veterinarianId: id }
			if (!found.has(start) && !sameTime(gone, time)) found.set(start, time)
		}
	return [...found.values()].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
}
