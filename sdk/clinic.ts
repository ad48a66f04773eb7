import { appointmentCalls } from './clinic-appointments.ts'
import { calendarCalls } from './clinic-calendars.ts'
import { diaryCall } from './clinic-diary.ts'
import { emergencyCalls, pauseCalls } from './clinic-emergencies.ts'
import { fileCalls } from './clinic-files.ts'
import { peopleCalls } from './clinic-people.ts'
import { planningCalls } from './clinic-planning.ts'
import { prescriptionCalls } from './clinic-prescriptions.ts'
import { queueCalls } from './clinic-queues.ts'
import { setupCalls } from './clinic-setup.ts'
import { staffCalls } from './clinic-staff.ts'
import { transferCalls } from './clinic-transfers.ts'
import type {
	ChangeResourceBody,
	CreateOverrideBody,
	CreateResourceBody,
	CreateScheduleBody,
	EndScheduleQuery,
	ExplainQuery,
	Explanation,
	ListOverridesQuery,
	ListSchedulesQuery,
	OverrideChanged,
	OverrideRemoved,
	Overrides,
	RemoveOverrideQuery,
	ResourceChanged,
	Resources,
	ScheduleChanged,
	ScheduleEnded,
	Schedules,
	StaffAvailability,
	StaffAvailabilityQuery,
} from './generated/types.ts'
import { type Call, type CallOptions, type ClientOptions, request } from './request.ts'

export { type ErrorCode, VetslotError } from './error.ts'
export type * from './generated/types.ts'
export { idempotencyKey } from './request.ts'

/** What a clinic's client shares. It belongs on a server: the key opens the whole clinic. */
export interface ClinicClientOptions extends Omit<ClientOptions, 'key'> {
	/** A secret key, `sk_…`. */
	secretKey: string
}

/** A change of the plan may be asked about before it is made. */
export type PlanOptions = CallOptions & { dryRun?: boolean }
/** Sends a call to one of a clinic's own routes. */
export type Clinical = <T>(call: Omit<Call, 'path'> & { to: string[] }) => Promise<T>

/** A client of one clinic's own routes. */
export type ClinicClient = ReturnType<typeof createClinicClient>

/**
 * Makes a client for a clinic's own server: hours, exceptions, rooms, and the visits. Every method
 * throws a `VetslotError`, and only that; with `visits_stranded` its `stranded` lists the visits.
 *
 * @example
 * const clinic = createClinicClient({ secretKey: 'sk_…', baseUrl: 'https://api.example.com' })
 * const closed = { resourceId: null, type: 'unavailable', date: '2027-05-03' } as const
 * const { stranded } = await clinic.overrides.create(closed, { dryRun: true })
 */
export function createClinicClient({ secretKey, ...options }: ClinicClientOptions) {
	const send = options.fetch ?? fetch
	const client: ClientOptions = {
		...options,
		// In a header on reads, too: an address is kept by proxies and logs.
		fetch: (url, init) =>
			send(url, { ...init, headers: { ...init?.headers, 'vetslot-key': secretKey } }),
	}
	return clinicCalls(clinicalBy(client))
}

/** How a client's calls reach the clinic's own routes. */
export const clinicalBy =
	(client: ClientOptions): Clinical =>
	({ to, ...rest }) =>
		request(client, { ...rest, path: `/api/clinic/${to.map(encodeURIComponent).join('/')}` })

/** Every call of a clinic's own, whoever makes it: a server with its key, or a member of staff. */
export function clinicCalls(call: Clinical) {
	return {
		schedules: scheduleCalls(call),
		overrides: overrideCalls(call),
		resources: resourceCalls(call),
		...setupCalls(call),
		appointments: appointmentCalls(call),
		pause: pauseCalls(call),
		emergencies: emergencyCalls(call),
		planning: planningCalls(call),
		staff: staffCalls(call),
		...peopleCalls(call),
		...queueCalls(call),
		files: fileCalls(call),
		prescriptions: prescriptionCalls(call),

		diary: diaryCall(call),
		calendars: calendarCalls(call),
		transfers: transferCalls(call),

		/** Free times as the staff have them. */
		availability: (query: StaffAvailabilityQuery, more?: CallOptions) =>
			call<StaffAvailability>({ ...more, method: 'GET', to: ['availability'], query }),

		/** Why a start is offered or not: every rule, with pass or fail. */
		explain: (query: ExplainQuery, more?: CallOptions) =>
			call<Explanation>({ ...more, method: 'GET', to: ['explain'], query }),
	}
}

/** What may be asked of a change goes into its address. */
export function planned({ dryRun, ...more }: PlanOptions = {}) {
	return { ...more, ...(dryRun === undefined ? {} : { query: { dryRun } }) }
}

function scheduleCalls(call: Clinical) {
	return {
		list: (query: ListSchedulesQuery = {}, more?: CallOptions) =>
			call<Schedules>({ ...more, method: 'GET', to: ['schedules'], query }),

		create: (body: CreateScheduleBody, more?: PlanOptions) =>
			call<ScheduleChanged>({ ...planned(more), method: 'POST', to: ['schedules'], body }),

		replace: (id: string, body: CreateScheduleBody, more?: PlanOptions) =>
			call<ScheduleChanged>({ ...planned(more), method: 'PUT', to: ['schedules', id], body }),

		/** The last day is the one before `from`, or yesterday. */
		end: (id: string, query: EndScheduleQuery = {}, more?: CallOptions) =>
			call<ScheduleEnded>({ ...more, method: 'DELETE', to: ['schedules', id], query }),
	}
}

function overrideCalls(call: Clinical) {
	return {
		/** Those that fall on a range of days, each with its days. */
		list: (query: ListOverridesQuery, more?: CallOptions) =>
			call<Overrides>({ ...more, method: 'GET', to: ['overrides'], query }),

		create: (body: CreateOverrideBody, more?: PlanOptions) =>
			call<OverrideChanged>({ ...planned(more), method: 'POST', to: ['overrides'], body }),

		replace: (id: string, body: CreateOverrideBody, more?: PlanOptions) =>
			call<OverrideChanged>({ ...planned(more), method: 'PUT', to: ['overrides', id], body }),

		remove: (id: string, query: RemoveOverrideQuery = {}, more?: CallOptions) =>
			call<OverrideRemoved>({ ...more, method: 'DELETE', to: ['overrides', id], query }),
	}
}

function resourceCalls(call: Clinical) {
	return {
		/** People, rooms, equipment and places. */
		list: (more?: CallOptions) => call<Resources>({ ...more, method: 'GET', to: ['resources'] }),

		/** A person who is added has no sign-in: invite those with `staff`. */
		create: (body: CreateResourceBody, more?: PlanOptions) =>
			call<ResourceChanged>({ ...planned(more), method: 'POST', to: ['resources'], body }),

		change: (id: string, body: ChangeResourceBody, more?: PlanOptions) =>
			call<ResourceChanged>({ ...planned(more), method: 'PATCH', to: ['resources', id], body }),
	}
}
