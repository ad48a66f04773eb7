import type { Clinical } from './clinic.ts'
import type {
	CancelForClinicBody,
	ClinicAppointment,
	ClinicAppointments,
	CreateVisitBody,
	DeclineAppointmentBody,
	EditVisitBody,
	LetterPreview,
	ListAppointmentsQuery,
	MoveVisitBody,
	PreviewLetterQuery,
	RunningLate,
	SetVisitStatusBody,
	SwapAppointmentsBody,
	SwappedAppointments,
	TellRunningLateBody,
	UndoVisitChangeBody,
	VisitDetails,
	VisitPlan,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** Visits: what is booked, and what the clinic does with it. */
export function appointmentCalls(call: Clinical) {
	const post = <T>(to: string[], more?: CallOptions, body?: object) =>
		call<T>({ ...more, method: 'POST', to: ['appointments', ...to], ...(body && { body }) })
	const tries = (to: string[], more: CallOptions | undefined, body: object) =>
		call<VisitPlan>({
			...more,
			method: 'POST',
			to: ['appointments', ...to],
			query: { dryRun: true },
			body,
		})
	return {
		/** Visits by the day of their start, a page at a time. */
		list: (query: ListAppointmentsQuery, more?: CallOptions) =>
			call<ClinicAppointments>({ ...more, method: 'GET', to: ['appointments'], query }),

		/** One visit with its history, answers, notes, pets and alerts. */
		details: (id: string, more?: CallOptions) =>
			call<VisitDetails>({ ...more, method: 'GET', to: ['appointments', id] }),

		/** Books for an owner; `slot_taken` and `slot_not_offered` name every rule that it breaks. */
		create: (body: CreateVisitBody, more?: CallOptions) => post<ClinicAppointment>([], more, body),

		/** What a booking would do, and what it would take. */
		tryCreate: (body: CreateVisitBody, more?: CallOptions) => tries([], more, body),

		/** Another time, person or length; a visit that lies ahead has a new id then. */
		move: (id: string, body: MoveVisitBody, more?: CallOptions) =>
			post<ClinicAppointment>([id, 'move'], more, body),

		/** What a move would do, and what it would take. */
		tryMove: (id: string, body: MoveVisitBody, more?: CallOptions) =>
			tries([id, 'move'], more, body),

		/** Takes the last change of the status back. */
		undo: (id: string, body: UndoVisitChangeBody = {}, more?: CallOptions) =>
			post<ClinicAppointment>([id, 'undo'], more, body),

		/** The letter that a change would send; its link opens nothing. */
		preview: (id: string, query: PreviewLetterQuery, more?: CallOptions) =>
			call<LetterPreview>({ ...more, method: 'GET', to: ['appointments', id, 'preview'], query }),

		/** Tells the owners of somebody's later visits of today that they begin later. */
		tellRunningLate: (body: TellRunningLateBody, more?: CallOptions & { dryRun?: boolean }) => {
			const { dryRun = false, ...rest } = more ?? {}
			const query = { dryRun }
			return call<RunningLate>({ ...rest, method: 'POST', to: ['running-late'], query, body })
		},

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
