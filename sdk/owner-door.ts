import type {
	OwnerPasswordLink,
	OwnerPasswordSet,
	OwnSessions,
	SessionsEnded,
	SetOwnerPasswordBody,
	SignInOwnerBody,
} from './generated/types.ts'
import type { Enter, Owning } from './owner.ts'
import type { CallOptions } from './request.ts'

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

		/** Whose link it is; `link_ended` when it was used or is over. */
		readLink: (token: string, more?: CallOptions) =>
			call<OwnerPasswordLink>({ ...more, ...post('password-links'), body: { token } }),

		/** Chooses a password by a link from a mail, once; every session ends. */
		setPassword: (body: SetOwnerPasswordBody, more?: CallOptions) =>
			call<OwnerPasswordSet>({ ...more, ...post('passwords'), body }),
	}
}

/** Who is signed in, and where. */
export function sessionCalls(call: Owning) {
	const to = ['me', 'sessions']
	return {
		list: (more?: CallOptions) => call<OwnSessions>({ ...more, method: 'GET', to }),

		end: (id: string, more?: CallOptions) =>
			call<void>({ ...more, method: 'DELETE', to: [...to, id], read: 'none' }),

		/** All of them, this one too. */
		endAll: (more?: CallOptions) => call<SessionsEnded>({ ...more, method: 'DELETE', to }),
	}
}
