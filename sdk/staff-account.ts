import type { Clinical } from './clinic.ts'
import type {
	Authenticator,
	BeginAuthenticatorBody,
	ChangeOwnPasswordBody,
	MailSignInCodeBody,
	OwnSessions,
	PasswordLink,
	PasswordSet,
	RecoveryCodes,
	SessionsEnded,
	SetPasswordBody,
} from './generated/types.ts'
import { type CallOptions, type ClientOptions, request } from './request.ts'

/** What somebody does with their own sign-in. */
export function accountCalls(call: Clinical) {
	const authenticator = ['me', 'authenticator']
	return {
		/** Ends every other session. */
		changePassword: (body: ChangeOwnPasswordBody, more?: CallOptions) =>
			call<void>({ ...more, method: 'PUT', to: ['me', 'password'], body, read: 'none' }),

		/** Its secret is told once; it counts after `confirmAuthenticator`. */
		beginAuthenticator: (body: BeginAuthenticatorBody, more?: CallOptions) =>
			call<Authenticator>({ ...more, method: 'POST', to: authenticator, body }),

		confirmAuthenticator: (code: string, more?: CallOptions) =>
			call<RecoveryCodes>({
				...more,
				method: 'POST',
				to: [...authenticator, 'confirm'],
				body: { code },
			}),

		removeAuthenticator: (body: BeginAuthenticatorBody, more?: CallOptions) =>
			call<void>({ ...more, method: 'DELETE', to: authenticator, body, read: 'none' }),

		renewRecoveryCodes: (body: BeginAuthenticatorBody, more?: CallOptions) =>
			call<RecoveryCodes>({ ...more, method: 'POST', to: ['me', 'recovery-codes'], body }),

		sessions: (more?: CallOptions) =>
			call<OwnSessions>({ ...more, method: 'GET', to: ['me', 'sessions'] }),

		endSession: (id: string, more?: CallOptions) =>
			call<void>({ ...more, method: 'DELETE', to: ['me', 'sessions', id], read: 'none' }),

		endOtherSessions: (more?: CallOptions) =>
			call<SessionsEnded>({ ...more, method: 'DELETE', to: ['me', 'sessions'] }),
	}
}

/** What people do who are not signed in yet; `client` proves in a browser that a page of ours calls. */
export function doorCalls(client: () => ClientOptions) {
	const post = (name: string) => ({ method: 'POST', path: `/api/clinic/${name}` }) as const
	return {
		/** Resolves in the same way whether anybody with that address works there. */
		mailCode: (body: MailSignInCodeBody, more?: CallOptions) =>
			request<void>(client(), { ...more, ...post('sign-in-codes'), body, read: 'none' }),

		/** The same for a link to choose a new password. */
		mailReset: (body: MailSignInCodeBody, more?: CallOptions) =>
			request<void>(client(), { ...more, ...post('password-resets'), body, read: 'none' }),

		/** Whose link it is; `link_ended` when it was used or is over. */
		readLink: (token: string, more?: CallOptions) =>
			request<PasswordLink>(client(), { ...more, ...post('password-links'), body: { token } }),

		/** Good once. */
		setPassword: (body: SetPasswordBody, more?: CallOptions) =>
			request<PasswordSet>(client(), { ...more, ...post('passwords'), retries: 0, body }),
	}
}
