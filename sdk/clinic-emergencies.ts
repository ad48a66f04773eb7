import type { Clinical } from './clinic.ts'
import type {
	ApproveEmergencyPlanBody,
	AssignEmergencyBody,
	BookingPauses,
	CloseEmergencyBody,
	Emergencies,
	Emergency,
	EmergencyApproved,
	EmergencyPlan,
	EndPauseQuery,
	ListEmergenciesQuery,
	PauseBookingBody,
	PlanEmergencyQuery,
	RecordEmergencyBody,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** What is on the way, and where it goes. */
export function emergencyCalls(call: Clinical) {
	const post = <T>(to: string[], body: object, more?: CallOptions) =>
		call<T>({ ...more, method: 'POST', to: ['emergencies', ...to], body })
	return {
		/** Those that nobody has taken yet: lives first, then the newest. */
		list: (query: ListEmergenciesQuery = {}, more?: CallOptions) =>
			call<Emergencies>({ ...more, method: 'GET', to: ['emergencies'], query }),

		record: (body: RecordEmergencyBody, more?: CallOptions) => post<Emergency>([], body, more),

		/** The soonest place, or the least harmful ways of making one. Changes nothing. */
		plan: (id: string, query: PlanEmergencyQuery = {}, more?: CallOptions) =>
			call<EmergencyPlan>({ ...more, method: 'GET', to: ['emergencies', id, 'plan'], query }),

		/** Carries out a proposal: send back its `approve`. With `conflict` make a new plan. */
		approve: (id: string, body: ApproveEmergencyPlanBody, more?: CallOptions) =>
			post<EmergencyApproved>([id, 'approve'], body, more),

		/** To whoever is free, or to a visit that was booked for it; the calendar stays as it is. */
		assign: (id: string, body: AssignEmergencyBody, more?: CallOptions) =>
			post<Emergency>([id, 'assign'], body, more),

		close: (id: string, body: CloseEmergencyBody, more?: CallOptions) =>
			post<Emergency>([id, 'close'], body, more),
	}
}

/** Stopping online booking and going on. Staff book on meanwhile. */
export function pauseCalls(call: Clinical) {
	return {
		/** The pauses that are on. */
		list: (more?: CallOptions) => call<BookingPauses>({ ...more, method: 'GET', to: ['pause'] }),

		/** With everyone, or with one person; it ends by itself. */
		set: (body: PauseBookingBody, more?: CallOptions) =>
			call<BookingPauses>({ ...more, method: 'PUT', to: ['pause'], body }),

		end: (query: EndPauseQuery = {}, more?: CallOptions) =>
			call<BookingPauses>({ ...more, method: 'DELETE', to: ['pause'], query }),
	}
}
