import { VetslotError } from './error.ts'
import { type Call, type CallOptions, type ClientOptions, request } from './request.ts'

/** What every sign-in is answered with. */
interface Begun {
	accessToken: string
	/** Seconds that the access token lives. */
	expiresIn: number
	/** Null in browsers, where it is a cookie that no script can read. */
	refreshToken: string | null
	sessionId: string
	clinic: { id: string }
}

/** What ends a session whose refresh token is out of reach. */
type AtHand = Pick<Begun, 'accessToken' | 'sessionId'>

/** Keeps a refresh token outside of browsers, where no cookie does. */
export interface KeepRefreshToken {
	read: () => string | null | Promise<string | null>
	/** Null when the session is over. */
	write: (token: string | null) => void | Promise<void>
}

export interface SessionOptions {
	/** How calls are sent. */
	client: ClientOptions
	/** `/api/clinic/sessions` or its like: below it each clinic has its own cookie. */
	root: string
	/** Names the page in the header that no form can send. */
	page: string
	/** Where a browser's cookie is not. */
	keep?: KeepRefreshToken | undefined
	/**
	 * Where somebody's own sessions are. Named, a session goes on by its page where the browser keeps
	 * no cookie, and ends there by its access token.
	 */
	ownSessions?: string
	/** Told once when the session is over without having been signed out. */
	onEnd?: (() => void) | undefined
}

/** How long before its end an access token is exchanged. */
const EARLY_MS = 60_000

/** The session of one page: its access token, which stays in memory, and how to get the next. */
export class Session<S extends Begun> {
	readonly #options: SessionOptions
	#clinicId: string | undefined
	#token: string | undefined
	#sessionId: string | undefined
	/** One that is signed out of, until the server has heard of it. */
	#leaving: AtHand | undefined
	/** By this clock, when the token should be exchanged. */
	#until = 0
	/** The exchange that is under way; all calls wait for the same one. */
	#renewal: Promise<string> | undefined
	/** The refresh token that is being spent, which is good once. */
	#spending: Promise<S> | undefined
	/** Goes up with each end: what was asked for before one begins nothing after it. */
	#ends = 0

	constructor(options: SessionOptions) {
		this.#options = options
	}

	/** Calls a way in, which answers with a session that begins here. */
	async enter(path: string, body: unknown, more?: CallOptions): Promise<S> {
		const ends = this.#ends
		// What is still ending would end the new session in the place of the old one.
		await this.#spending?.catch(() => {})
		return this.#begin({ ...more, retries: 0, method: 'POST', path, body }, ends)
	}

	/** Goes on with the session that is kept for a clinic; null without one. */
	async resume(clinicId: string): Promise<S | null> {
		this.#clinicId = clinicId
		const ends = this.#ends
		try {
			return await this.#spend(clinicId)
		} catch (error) {
			if (!isOver(error)) throw error
			await this.#end(ends)
			return null
		}
	}

	/** Whether the session outlives the page: some browsers keep no cookie here. */
	async isKept(): Promise<boolean> {
		if (this.#clinicId === undefined) return false
		try {
			await this.#spend(this.#clinicId)
			return true
		} catch (error) {
			if (isOver(error)) return false
			throw error
		}
	}

	async signOut(clinicId = this.#clinicId): Promise<void> {
		const [accessToken, sessionId] = [this.#token, this.#sessionId]
		if (accessToken !== undefined && sessionId !== undefined)
			this.#leaving = { accessToken, sessionId }
		this.#forget()
		if (clinicId === undefined) return
		// An exchange that is under way would leave the next token behind.
		await this.#spending?.catch(() => {})
		await this.#revoke(clinicId, await this.#body(), this.#leaving)
		this.#leaving = undefined
		await this.#options.keep?.write(null)
	}

	/** Calls with the session's token; one that is refused for it is made again with another token. */
	get signed(): ClientOptions {
		const { client } = this.#options
		const send = client.fetch ?? fetch
		return {
			...client,
			fetch: async (url, init) => {
				const token = await this.#good()
				const response = await send(url, withToken(init, token))
				if (response.status !== 401 || !(await saysOver(response.clone()))) return response
				return send(url, withToken(init, await this.#renew(token)))
			},
		}
	}

	/** The calls about sessions carry the cookie, and prove that a page of ours makes them. */
	get cookies(): ClientOptions {
		const { client, page } = this.#options
		const send = client.fetch ?? fetch
		return {
			...client,
			fetch: (url, init) =>
				send(url, {
					...init,
					credentials: 'include',
					headers: { ...init?.headers, 'vetslot-client': page },
				}),
		}
	}

	/** A token that is good for a while. */
	async #good(): Promise<string> {
		if (this.#token !== undefined && Date.now() < this.#until) return this.#token
		return this.#exchange()
	}

	/** Another token than the one that was refused. */
	async #renew(refused: string): Promise<string> {
		if (this.#token !== undefined && this.#token !== refused) return this.#token
		return this.#exchange()
	}

	#exchange(): Promise<string> {
		this.#renewal ??= this.#next().finally(() => {
			this.#renewal = undefined
		})
		return this.#renewal
	}

	async #next(): Promise<string> {
		const clinicId = this.#clinicId
		if (clinicId === undefined)
			throw new VetslotError({ code: 'sign_in_required', message: 'Please sign in', status: 401 })
		const ends = this.#ends
		try {
			return (await this.#spend(clinicId)).accessToken
		} catch (error) {
			if (!isOver(error)) throw error
			const token = await this.#goOn(clinicId)
			if (token !== null) return token
			await this.#end(ends)
			throw error
		}
	}

	/** Spends the refresh token; whoever asks meanwhile waits for the same answer. */
	#spend(clinicId: string): Promise<S> {
		this.#spending ??= this.#refresh(clinicId).finally(() => {
			this.#spending = undefined
		})
		return this.#spending
	}

	async #refresh(clinicId: string): Promise<S> {
		const ends = this.#ends
		const path = `${this.#pathOf(clinicId)}/refresh`
		const body = await this.#body()
		if (this.#options.keep && !body.refreshToken)
			throw new VetslotError({ code: 'session_ended', message: 'Nothing is kept', status: 401 })
		return this.#begin({ method: 'POST', path, body }, ends)
	}

	/** Where the browser keeps no cookie, the token at hand is exchanged for the next while it is good. */
	async #goOn(clinicId: string): Promise<string | null> {
		const token = this.#token
		const { ownSessions } = this.#options
		if (!ownSessions || token === undefined || Date.now() >= this.#until + EARLY_MS) return null
		const path = `${this.#pathOf(clinicId)}/continue`
		const ends = this.#ends
		try {
			const call = { method: 'POST', path } as const
			const signed = this.#signedBy(token)
			const next = await request<Pick<S, 'accessToken' | 'expiresIn'>>(signed, call)
			return ends === this.#ends ? this.#take(next) : null
		} catch (error) {
			if (isOver(error)) return null
			throw error
		}
	}

	/** Is over, unless another end came first. */
	async #end(ends: number): Promise<void> {
		if (ends !== this.#ends) return
		const was = this.#token
		this.#forget()
		await this.#options.keep?.write(null)
		if (was !== undefined) this.#options.onEnd?.()
	}

	/** Begins with what a call is answered with, unless somebody has signed out meanwhile. */
	async #begin(call: Call, ends: number): Promise<S> {
		const session = await request<S>(this.cookies, call)
		if (ends !== this.#ends) {
			const { clinic, refreshToken } = session
			await this.#revoke(clinic.id, refreshToken === null ? {} : { refreshToken }, session)
			throw new VetslotError({ code: 'session_ended', message: 'Signed out', status: 401 })
		}
		this.#clinicId = session.clinic.id
		this.#sessionId = session.sessionId
		this.#take(session)
		if (session.refreshToken !== null) await this.#options.keep?.write(session.refreshToken)
		return session
	}

	#take({ accessToken, expiresIn }: Pick<Begun, 'accessToken' | 'expiresIn'>): string {
		this.#token = accessToken
		this.#until = Date.now() + expiresIn * 1000 - EARLY_MS
		return accessToken
	}

	/** Where no cookie came along, the access token at hand ends its session. */
	async #revoke(clinicId: string, body: { refreshToken?: string }, own?: AtHand): Promise<void> {
		const call = { method: 'DELETE', path: this.#pathOf(clinicId), read: 'none' } as const
		try {
			await request<void>(this.cookies, { ...call, body })
		} catch (error) {
			if (!isOver(error)) throw error
			if (own && !body.refreshToken) await this.#endOwn(own)
		}
	}

	async #endOwn({ accessToken, sessionId }: AtHand): Promise<void> {
		const { ownSessions } = this.#options
		if (!ownSessions) return
		const call = { method: 'DELETE', path: `${ownSessions}/${sessionId}`, read: 'none' } as const
		await request<void>(this.#signedBy(accessToken), call).catch((error) => {
			// It is over already, which is what was asked for.
			if (!isOver(error) && !(error instanceof VetslotError && error.status === 404)) throw error
		})
	}

	#signedBy(token: string): ClientOptions {
		const { client } = this.#options
		const send = client.fetch ?? fetch
		return { ...client, fetch: (url, init) => send(url, withToken(init, token)) }
	}

	#forget(): void {
		this.#ends++
		this.#token = undefined
		this.#sessionId = undefined
		this.#clinicId = undefined
	}

	async #body(): Promise<{ refreshToken?: string }> {
		const refreshToken = await this.#options.keep?.read()
		return refreshToken ? { refreshToken } : {}
	}

	#pathOf(clinicId: string): string {
		return `${this.#options.root}/${encodeURIComponent(clinicId)}`
	}
}

function withToken(init: RequestInit | undefined, token: string): RequestInit {
	return { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } }
}

const isOver = (error: unknown) => error instanceof VetslotError && error.status === 401

/** Whether an answer says that the token is no longer good. */
async function saysOver(response: Response): Promise<boolean> {
	const body = await response.json().catch(() => null)
	return body?.code === 'session_ended' || body?.code === 'sign_in_required'
}
