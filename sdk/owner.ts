import type { OwnerMe, OwnerSession } from './generated/types.ts'
import { accountCalls, joinCalls } from './owner-account.ts'
import { bookingCalls } from './owner-booking.ts'
import { doorCalls, sessionCalls } from './owner-door.ts'
import { ownFileCalls } from './owner-files.ts'
import { readHome } from './owner-home.ts'
import { petCalls, sharingCalls } from './owner-pets.ts'
import { ownPrescriptionCalls } from './owner-prescriptions.ts'
import { rightsCalls } from './owner-rights.ts'
import { preferenceCalls, visitCalls } from './owner-visits.ts'
import { type Call, type CallOptions, type ClientOptions, request } from './request.ts'
import { type KeepRefreshToken, Session } from './session.ts'

export { type ErrorCode, VetslotError } from './error.ts'
export type * from './generated/types.ts'
export { bookingCalls } from './owner-booking.ts'
export type { OwnerHome } from './owner-home.ts'
export { type CallOptions, idempotencyKey } from './request.ts'
export type { KeepRefreshToken } from './session.ts'

/** What an owner's client shares. */
export interface OwnerClientOptions extends Omit<ClientOptions, 'key' | 'baseUrl'> {
	/** The clinic's publishable key, `pk_…`. */
	clinicKey: string
	/** Of the clinic; asked for once when left out. */
	clinicId?: string
	/** Where the API is, e.g. `https://api.example.com`. */
	api: string
	/**
	 * Keeps the refresh token outside of browsers, e.g. in the keychain of a phone. Left out, it is a
	 * cookie that no script can read.
	 */
	keep?: KeepRefreshToken
	/** Told once when the session is over without having been signed out. */
	onEnd?: () => void
}

/** A client of one clinic for an owner with an account. */
export type OwnerClient = ReturnType<typeof createOwnerClient>

/** Sends a call to one of the owners' routes, below `/api/customer`. */
export type Owning = <T>(call: Omit<Call, 'path'> & { to: string[] }) => Promise<T>

/** Calls a way in below the clinic's sessions; what it answers with is the session from then on. */
export type Enter = (to: string[], body: unknown, more?: CallOptions) => Promise<OwnerSession>

const ROOT = '/api/customer/sessions'

/**
 * Makes a client for a page on which owners sign in. The access token stays in memory and is
 * exchanged before it ends, once for all calls that wait for it; what exchanges it is a cookie that no
 * script can read, so a page that is loaded again goes on with `resume`.
 *
 * @example
 * const owner = createOwnerClient({ clinicKey: 'pk_…', api: 'https://api.example.com' })
 * const session = (await owner.resume()) ?? (await owner.signIn({ email, password }))
 * const { pets } = await owner.pets.list({ status: 'active' })
 * const { entries, nextCursor } = await owner.pets.history(pets[0].id, { kind: 'vaccination' })
 */
export function createOwnerClient({ clinicKey, clinicId, ...rest }: OwnerClientOptions) {
	const { api: baseUrl, keep, onEnd, ...more } = rest
	const options: ClientOptions = { ...more, baseUrl, key: clinicKey }
	const session = new Session<OwnerSession>({
		...{ client: options, root: ROOT, page: 'portal' },
		...{ keep, onEnd, ownSessions: '/api/customer/me/sessions' },
	})
	const clinic = remembered(clinicId, () => clinicOf(options))
	const enter: Enter = async (to, body, call) =>
		session.enter([ROOT, await clinic(), ...to].join('/'), body, call)
	const call = owningBy(session.signed)
	return {
		/** What signed-in calls are made with, for the functions beside it. */
		options: session.signed,

		...doorCalls(owningBy(options), enter),
		...joinCalls(owningBy(options), enter),
		/** Goes on with the session that is kept; null without one. */
		resume: async () => session.resume(await clinic()),
		/** Whether the session outlives the page: some browsers keep no cookie here. */
		isKept: () => session.isKept(),
		signOut: async () => session.signOut(await clinic()),
		/** Who is signed in, and where. */
		me: (more?: CallOptions) => call<OwnerMe>({ ...more, method: 'GET', to: ['me'] }),
		sessions: sessionCalls(call),
		...accountCalls(call),
		/** What somebody sees first: the next visits, the pets, and what falls due to them. */
		home: (more?: CallOptions) => readHome(call, more),
		pets: petCalls(call),
		/** With whom pets are shared, and invitations to share one. */
		sharing: sharingCalls(call),
		visits: visitCalls(call),
		preferences: preferenceCalls(call),
		...rightsCalls(call),
		files: ownFileCalls(call),
		prescriptions: ownPrescriptionCalls(call),
		booking: bookingCalls(session.signed, call),
	}
}

/** How a client's calls reach the owners' routes. */
export const owningBy =
	(client: ClientOptions): Owning =>
	({ to, ...rest }) =>
		request(client, { ...rest, path: `/api/customer/${to.map(encodeURIComponent).join('/')}` })

/** The key tells which clinic it is. */
async function clinicOf(options: ClientOptions): Promise<string> {
	const path = '/api/customer/clinic'
	return (await request<{ id: string }>(options, { method: 'GET', path })).id
}

/** Asks once; where that fails, again the next time. */
function remembered(known: string | undefined, ask: () => Promise<string>): () => Promise<string> {
	let found = known === undefined ? undefined : Promise.resolve(known)
	return () => {
		found ??= ask().catch((error) => {
			found = undefined
			throw error
		})
		return found
	}
}
