import type {
	BookAppointmentBody,
	BookedAppointment,
	BookedSeveral,
	BookingDefaults,
	BookingPreferences,
	BookSeveralBody,
	CheckInFromCarBody,
	ListOwnVisitsQuery,
	OwnerVisit,
	OwnerVisits,
	PutBookingPreferencesBody,
	PutVisitAnswersBody,
	RebookSuggestions,
	SayLateBody,
	SeveralTimes,
	SeveralTimesQuery,
	SuggestRebookingQuery,
	VisitAnswers,
} from './generated/types.ts'
import type { Owning } from './owner.ts'
import type { CallOptions } from './request.ts'

/** An owner's visits. Moving, accepting and cancelling one is as for guests: `createClient(owner.options)`. */
export function visitCalls(call: Owning) {
	const one = (id: string, ...rest: string[]) => ['appointments', id, ...rest]
	return {
		/** Upcoming ones rise, past ones fall. */
		list: (query: ListOwnVisitsQuery = {}, more?: CallOptions) =>
			call<OwnerVisits>({ ...more, method: 'GET', to: ['appointments'], query }),

		/** With all that can be done about it; `appointment_moved` once it has another id. */
		read: (id: string, more?: CallOptions) =>
			call<OwnerVisit>({ ...more, method: 'GET', to: one(id, 'details') }),

		/** Reception sees it at once. */
		sayLate: (id: string, body: SayLateBody, more?: CallOptions) =>
			call<OwnerVisit>({ ...more, method: 'POST', to: one(id, 'late'), body }),

		/** From the car park; `check_in_closed` outside of its time. */
		checkIn: (id: string, body: CheckInFromCarBody = {}, more?: CallOptions) =>
			call<OwnerVisit>({ ...more, method: 'POST', to: one(id, 'check-in'), body }),

		answers: (id: string, more?: CallOptions) =>
			call<VisitAnswers>({ ...more, method: 'GET', to: one(id, 'answers') }),

		/** All of them; `invalid_request` names each that is wrong, as in `answers.reason`. */
		answer: (id: string, body: PutVisitAnswersBody, more?: CallOptions) =>
			call<VisitAnswers>({ ...more, method: 'PUT', to: one(id, 'answers'), body }),

		/** For the account's own client; pets may be named by their ids. */
		book: (body: BookAppointmentBody, more?: CallOptions) =>
			call<BookedAppointment>({ ...more, method: 'POST', to: ['appointments', 'book'], body }),

		/** One after the other on one day: all of them, or none. */
		bookSeveral: (body: BookSeveralBody, more?: CallOptions) =>
			call<BookedSeveral>({ ...more, method: 'POST', to: ['appointments', 'book-several'], body }),

		/** Times at which several visits fit one after the other. */
		severalTimes: (clinicId: string, query: SeveralTimesQuery, more?: CallOptions) => {
			const to = ['clinics', clinicId, 'availability', 'several']
			return call<SeveralTimes>({ ...more, method: 'GET', to, query })
		},

		/** Earlier visits, with times for having them again. */
		again: (query: SuggestRebookingQuery = {}, more?: CallOptions) =>
			call<RebookSuggestions>({ ...more, method: 'GET', to: ['rebook-suggestions'], query }),
	}
}

/** What the clinic knows of an owner that booking goes by, and what it has learned. */
export function preferenceCalls(call: Owning) {
	const to = ['booking-preferences']
	return {
		bookingDefaults: (more?: CallOptions) =>
			call<BookingDefaults>({ ...more, method: 'GET', to: ['booking-defaults'] }),
		read: (more?: CallOptions) => call<BookingPreferences>({ ...more, method: 'GET', to }),
		/** Forgets what was learned; `isLearning: false` learns nothing more. */
		forget: (body: PutBookingPreferencesBody, more?: CallOptions) =>
			call<BookingPreferences>({ ...more, method: 'PUT', to, body }),
	}
}
