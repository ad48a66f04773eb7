import { type Clinical, clinicalBy, clinicCalls } from './clinic.ts'
import { clinicChanges } from './clinic-diary.ts'
import type { SignInStaffBody, StaffMe, StaffSession } from './generated/types.ts'
import type { CallOptions, ClientOptions } from './request.ts'
import { Session } from './session.ts'
import { accountCalls, doorCalls } from './staff-account.ts'
import type { WatchOptions } from './watch.ts'

export { type ErrorCode, VetslotError } from './error.ts'
export type * from './generated/types.ts'
export { type CallOptions, idempotencyKey } from './request.ts'
export type { AvailabilityChange } from './watch.ts'

/** What a member of staff's client shares. */
export interface StaffClientOptions extends Omit<ClientOptions, 'key'> {
	/** Told once when the session is over without having been signed out: by its age, or by a colleague. */
	onEnd?: () => void
}

/** A client of a clinic for somebody who works there. */
export type StaffClient = ReturnType<typeof createStaffClient>

/**
 * Makes a client for a page on which staff sign in. The access token stays in memory and is exchanged
 * before it ends; what exchanges it is a cookie that no script can read, so a page that is loaded
 * again goes on with `resume`.
 *
 * @example
 * const staff = createStaffClient({ baseUrl: location.origin })
 * await staff.signIn({ clinic: 'wrenfold', email: 'imogen.tarrow@wrenfold.example', password })
 * const { resources } = await staff.resources.list()
 */
export function createStaffClient({ onEnd, ...options }: StaffClientOptions) {
	const root = '/api/clinic/sessions'
	const session = new Session<StaffSession>({ client: options, root, page: 'console', onEnd })
	const client = session.signed
	const call: Clinical = clinicalBy(client)
	return {
		...clinicCalls(call),
		account: accountCalls(call),
		door: doorCalls(() => session.cookies),
		/** What changes at the clinic, as it happens. */
		changes: (watch?: WatchOptions) => clinicChanges(client, watch),

		signIn: (body: SignInStaffBody, more?: CallOptions) => session.enter(root, body, more),
		/** Goes on with the session whose cookie this browser has; null without one. */
		resume: (clinicId: string) => session.resume(clinicId),
		/** Ends the session of this page, or the one whose cookie this browser has at a clinic. */
		signOut: (clinicId?: string) => session.signOut(clinicId),
		/** Who is signed in, and where. */
		me: (more?: CallOptions) => call<StaffMe>({ ...more, method: 'GET', to: ['me'] }),
	}
}
