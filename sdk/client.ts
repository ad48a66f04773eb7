import type {
	Appointment,
	Availability,
	AvailabilityQuery,
	BookAppointmentBody,
	BookedAppointment,
	CancelAppointmentQuery,
	ClinicProfile,
	Hold,
	HoldState,
	HoldTimeBody,
	LinkedAppointment,
	NearestQuery,
	NearestTimes,
	NextFree,
	NextFreeQuery,
	RescheduleAppointmentBody,
} from './generated/types.ts'
import type { CallOptions, ClientOptions } from './request.ts'
import { request } from './request.ts'

/** Without a token it is the visit of an owner who is signed in, and the client that of their session. */
type Managed = CallOptions & { manageToken?: string }

/** A client of one clinic. */
export type VetslotClient = ReturnType<typeof createClient>

/**
 * Makes a client. It holds no state but its options, so one a page or one a process will do.
 * Every method throws a `VetslotError`, and only that.
 *
 * @example
 * const client = createClient({ key: 'pk_…', baseUrl: 'https://api.example.com' })
 * const clinic = await client.clinic()
 * const { first } = await client.nextFree(clinic.id, {
 *   appointmentTypeId: clinic.appointmentTypes[0].id,
 *   species: 'dog',
 * })
 */
export function createClient(options: ClientOptions) {
	const path = (...parts: string[]) => `/api/customer/${parts.map(encodeURIComponent).join('/')}`
	const get = <T>(where: string, query?: object, call?: CallOptions) =>
		request<T>(options, { ...call, method: 'GET', path: where, ...(query && { query }) })

	return {
		/** What it was made with, for the functions beside it. */
		options,

		/** The clinic's public profile: visits, vets, triage, hours. The key or the token says which clinic. */
		clinic: (call?: CallOptions) => get<ClinicProfile>(path('clinic'), undefined, call),

		/** Free starts by day and vet, at most 62 days. */
		availability: (clinicId: string, query: AvailabilityQuery, call?: CallOptions) =>
			get<Availability>(path('clinics', clinicId, 'availability'), query, call),

		/** The first free start of all, and of each vet. */
		nextFree: (clinicId: string, query: NextFreeQuery, call?: CallOptions) =>
			get<NextFree>(path('clinics', clinicId, 'availability', 'next'), query, call),

		/** The free starts closest to a wished one. */
		nearest: (clinicId: string, query: NearestQuery, call?: CallOptions) =>
			get<NearestTimes>(path('clinics', clinicId, 'availability', 'nearest'), query, call),

		holds: holdCalls(options, path),
		appointments: appointmentCalls(options, path),
	}
}

type Path = (...parts: string[]) => string

function holdCalls(options: ClientOptions, path: Path) {
	return {
		/** Keeps a start for ten minutes. With a `session`, the one that it kept before is let go. */
		create: (body: HoldTimeBody, call?: CallOptions) =>
			request<Hold>(options, { ...call, method: 'POST', path: path('holds'), body }),

		/** Whether a hold still stands, and until when. */
		read: (id: string, holdToken: string, call?: CallOptions) =>
			request<HoldState>(options, { ...call, method: 'GET', path: path('holds', id), holdToken }),

		/** Five more minutes; works twice. */
		extend: (id: string, holdToken: string, call?: CallOptions) =>
			request<HoldState>(options, {
				...call,
				method: 'POST',
				path: path('holds', id, 'extend'),
				holdToken,
			}),

		/** Lets the time go. Outlives the page, so it may be called while it closes. */
		release: (id: string, holdToken: string, call?: CallOptions) =>
			request<void>(options, {
				...call,
				method: 'DELETE',
				path: path('holds', id),
				holdToken,
				keepalive: true,
				read: 'none',
			}),
	}
}

function appointmentCalls(options: ClientOptions, path: Path) {
	const one = (id: string, ...rest: string[]) => path('appointments', id, ...rest)
	return {
		/** Books. Repeat with the same `idempotencyKey` when you don't know whether it went through. */
		book: (body: BookAppointmentBody, call?: CallOptions) =>
			request<BookedAppointment>(options, { ...call, method: 'POST', path: one('book'), body }),

		/** The visit that a manage link opens, wherever it has moved to. */
		visit: (call: Managed & { manageToken: string }) =>
			request<LinkedAppointment>(options, { ...call, method: 'GET', path: path('visit') }),

		read: (id: string, call: Managed) =>
			request<Appointment>(options, { ...call, method: 'GET', path: one(id) }),

		/** Moves a visit; the answer has a new id and the same reference. */
		reschedule: (id: string, body: RescheduleAppointmentBody, call: Managed) =>
			request<Appointment>(options, { ...call, method: 'PUT', path: one(id, 'reschedule'), body }),

		/** Says that the time suits, above all one that the clinic has put the visit off to. */
		accept: (id: string, call: Managed) =>
			request<Appointment>(options, { ...call, method: 'POST', path: one(id, 'accept') }),

		cancel: (id: string, query: CancelAppointmentQuery, call: Managed) =>
			request<Appointment>(options, { ...call, method: 'DELETE', path: one(id), query }),

		/** The visit as an iCalendar file. */
		calendar: (id: string, call: Managed) =>
			request<string>(options, { ...call, method: 'GET', path: one(id, 'calendar'), read: 'text' }),
	}
}
