import type { Clinical } from './clinic.ts'
import type {
	CancelForClinicBody,
	ClinicAppointment,
	ClinicAppointments,
	DeclineAppointmentBody,
	EditVisitBody,
	ListAppointmentsQuery,
	SetVisitStatusBody,
	SwapAppointmentsBody,
	SwappedAppointments,
	VisitDetails,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** Visits: what is booked, and what the clinic does with it. */
export function appointmentCalls(call: Clinical) {
	const post = <T>(to: string[], more?: CallOptions, body?: object) =>
		call<T>({ ...more, method: 'POST', to: ['appointments', ...to], ...(body && { body }) })
	return {
		/** Visits by the day of their start, a page at a time. */
		list: (query: ListAppointmentsQuery, more?: CallOptions) =>
			call<ClinicAppointments>({ ...more, method: 'GET', to: ['appointments'], query }),

		/** One visit with its history, answers, notes, pets and alerts. */
		details: (id: string, more?: CallOptions) =>
			call<VisitDetails>({ ...more, method: 'GET', to: ['appointments', id] }),

		/** Arrived, begun, done, or nobody came. */
		setStatus: (id: string, body: SetVisitStatusBody, more?: CallOptions) =>
			post<ClinicAppointment>([id, 'status'], more, body),

		/** Notes, reason and estimated cost; a `conflict` when somebody else was faster. */
		edit: (id: string, body: EditVisitBody, more?: CallOptions) =>
			call<ClinicAppointment>({ ...more, method: 'PATCH', to: ['appointments', id], body }),

		/** Says yes to a request. */
		confirm: (id: string, more?: CallOptions) => post<ClinicAppointment>([id, 'confirm'], more),

		/** Says no to a request. */
		decline: (id: string, body: DeclineAppointmentBody, more?: CallOptions) =>
			post<ClinicAppointment>([id, 'decline'], more, body),

		/** No cut-off binds the clinic. */
		cancel: (id: string, body: CancelForClinicBody = {}, more?: CallOptions) =>
			post<ClinicAppointment>([id, 'cancel'], more, body),

		/** Gives two visits each other's time and person; both have new ids then. */
		swap: (body: SwapAppointmentsBody, more?: CallOptions) =>
			post<SwappedAppointments>(['swap'], more, body),
	}
}
