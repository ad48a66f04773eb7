import { type Clinical, clinicalBy, clinicCalls } from './clinic.ts'
import { clinicChanges } from './clinic-diary.ts'
import { VetslotError } from './error.ts'
import type { SignInStaffBody, StaffMe, StaffSession } from './generated/types.ts'
import { type CallOptions, type ClientOptions, request } from './request.ts'
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

/** How long before its end an access token is exchanged. */
const EARLY_MS = 60_000

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
	const session = new Session(options, onEnd)
	const send = options.fetch ?? fetch
	const client: ClientOptions = {
		...options,
		fetch: async (url, init) => {
			const token = await session.token()
			const response = await send(url, withToken(init, token))
			if (response.status !== 401 || !(await session.isOver(response.clone()))) return response
			return send(url, withToken(init, await session.renew(token)))
		},
	}
	const call: Clinical = clinicalBy(client)
	return {
		...clinicCalls(call),
		account: accountCalls(call),
		door: doorCalls(() => session.cookies),
		/** What changes at the clinic, as it happens. */
		changes: (watch?: WatchOptions) => clinicChanges(client, watch),

		signIn: (body: SignInStaffBody, more?: CallOptions) => session.signIn(body, more),
		/** Goes on with the session whose cookie this browser has; null without one. */
		resume: (clinicId: string) => session.resume(clinicId),
		/** Ends the session of this page, or the one whose cookie this browser has at a clinic. */
		signOut: (clinicId?: string) => session.signOut(clinicId),
		/** Who is signed in, and where. */
		me: (more?: CallOptions) => call<StaffMe>({ ...more, method: 'GET', to: ['me'] }),
	}
}

function withToken(init: RequestInit | undefined, token: string): RequestInit {
	return { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } }
}

/** The session of one page: its access token, and how to get the next. */
class Session {
	readonly #options: ClientOptions
	readonly #onEnd: () => void
	#clinicId: string | undefined
	#token: string | undefined
	/** By this clock, when the token should be exchanged. */
	#until = 0
	/** The exchange that is under way; all calls wait for the same one. */
	#renewal: Promise<StaffSession> | undefined

	constructor(options: ClientOptions, onEnd = () => {}) {
		this.#options = options
		this.#onEnd = onEnd
	}

	async signIn(body: SignInStaffBody, more?: CallOptions): Promise<StaffSession> {
		const path = '/api/clinic/sessions'
		const retries = 0
		return this.#begin(
			await request<StaffSession>(this.cookies, { ...more, retries, method: 'POST', path, body }),
		)
	}

	async resume(clinicId: string): Promise<StaffSession | null> {
		this.#clinicId = clinicId
		try {
			return await this.#exchange()
		} catch (error) {
			if (error instanceof VetslotError && error.status === 401) return null
			throw error
		}
	}

	async signOut(clinicId = this.#clinicId): Promise<void> {
		this.#forget()
		if (clinicId === undefined) return
		const call = { method: 'DELETE', path: pathOf(clinicId), body: {}, read: 'none' } as const
		await request<void>(this.cookies, call).catch((error) => {
			// It is over already, which is what was asked for.
			if (!(error instanceof VetslotError && error.status === 401)) throw error
		})
	}

	/** A token that is good for a while. */
	async token(): Promise<string> {
		if (this.#token !== undefined && Date.now() < this.#until) return this.#token
		return (await this.#exchange()).accessToken
	}

	/** Another token than the one that was refused. */
	async renew(refused: string): Promise<string> {
		if (this.#token !== undefined && this.#token !== refused) return this.#token
		return (await this.#exchange()).accessToken
	}

	/** Whether an answer says that the token is no longer good. */
	async isOver(response: Response): Promise<boolean> {
		const body = await response.json().catch(() => null)
		return body?.code === 'session_ended' || body?.code === 'sign_in_required'
	}

	#exchange(): Promise<StaffSession> {
		this.#renewal ??= this.#refresh().finally(() => {
			this.#renewal = undefined
		})
		return this.#renewal
	}

	async #refresh(): Promise<StaffSession> {
		const clinicId = this.#clinicId
		if (clinicId === undefined)
			throw new VetslotError({ code: 'sign_in_required', message: 'Please sign in', status: 401 })
		const path = `${pathOf(clinicId)}/refresh`
		try {
			const call = { method: 'POST', path, body: {} } as const
			return this.#begin(await request<StaffSession>(this.cookies, call))
		} catch (error) {
			const over = error instanceof VetslotError && error.status === 401
			const was = this.#token
			if (over) this.#forget()
			if (over && was !== undefined) this.#onEnd()
			throw error
		}
	}

	#begin(session: StaffSession): StaffSession {
		this.#clinicId = session.clinic.id
		this.#token = session.accessToken
		this.#until = Date.now() + session.expiresIn * 1000 - EARLY_MS
		return session
	}

	#forget(): void {
		this.#token = undefined
		this.#clinicId = undefined
	}

	/** The calls about sessions carry the cookie, and prove that a page of ours makes them. */
	get cookies(): ClientOptions {
		const send = this.#options.fetch ?? fetch
		return {
			...this.#options,
			fetch: (url, init) =>
				send(url, {
					...init,
					credentials: 'include',
					headers: { ...init?.headers, 'vetslot-client': 'console' },
				}),
		}
	}
}

const pathOf = (clinicId: string) => `/api/clinic/sessions/${encodeURIComponent(clinicId)}`
