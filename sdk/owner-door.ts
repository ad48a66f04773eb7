import type { Enter, Owning } from './owner.ts'
import type { CallOptions } from './request.ts'

/** An owner with an account, as they see themselves. */
export interface Owner {
	id: string
	name: string
	email: string
	isEmailVerified: boolean
	phone: string | null
	isPhoneVerified: boolean
	hasPassword: boolean
}

export interface OwnerMe {
	owner: Owner
	clinic: {
		id: string
		slug: string
		name: string
		timeZone: string
		locale: string
		currency: string
		phone: string | null
		accent: string | null
	}
}

export interface OwnerSession extends OwnerMe {
	/** For the header Authorization, as `Bearer …`. */
	accessToken: string
	/** Seconds that the access token lives. */
	expiresIn: number
	/** Outside of browsers; in a browser it is a cookie that no script can read. */
	refreshToken: string | null
	sessionId: string
}

export interface OwnerSessions {
	sessions: {
		id: string
		device: string
		address: string | null
		beganAt: string
		lastUsedAt: string
		isThis: boolean
	}[]
}

/** Either a password or a code that was mailed. */
export type SignInOwnerBody = { email: string } & ({ password: string } | { code: string })

/** What owners do who are not signed in yet. */
export function doorCalls(call: Owning, enter: Enter) {
	const post = (name: string) => ({ method: 'POST' as const, to: [name], retries: 0 })
	return {
		signIn: (body: SignInOwnerBody, more?: CallOptions) => enter([], body, more),

		/** Resolves in the same way whether anybody has that address. */
		mailCode: (email: string, more?: CallOptions) =>
			call<void>({ ...more, ...post('sign-in-codes'), body: { email }, read: 'none' }),

		/** The same for a link to choose a new password. */
		mailReset: (email: string, more?: CallOptions) =>
			call<void>({ ...more, ...post('password-resets'), body: { email }, read: 'none' }),

		/** Chooses a password by a link from a mail, once; every session ends. */
		setPassword: (body: { token: string; password: string }, more?: CallOptions) =>
			call<{ email: string }>({ ...more, ...post('passwords'), body }),
	}
}

/** Who is signed in, and where. */
export function sessionCalls(call: Owning) {
	const to = ['me', 'sessions']
	return {
		list: (more?: CallOptions) => call<OwnerSessions>({ ...more, method: 'GET', to }),

		end: (id: string, more?: CallOptions) =>
			call<void>({ ...more, method: 'DELETE', to: [...to, id], read: 'none' }),

		/** All of them, this one too. */
		endAll: (more?: CallOptions) => call<{ ended: number }>({ ...more, method: 'DELETE', to }),
	}
}
