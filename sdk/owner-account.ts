import type {
	AddPasskeyBody,
	AskOwnerEmailChangeBody,
	BeginPasskeyBody,
	ChangeOwnerAccountBody,
	ChangeOwnerPasswordBody,
	EmailConfirmed,
	EmailLink,
	LinkedAppointment,
	OwnerAccount,
	Passkey,
	PasskeyCreation,
	PasskeyRequest,
	Passkeys,
	RegisterOwnerBody,
	SendPhoneCodeBody,
	SignInByPasskeyBody,
	VerifyOwnerEmailBody,
} from './generated/types.ts'
import type { Enter, Owning } from './owner.ts'
import type { CallOptions } from './request.ts'

/** How somebody gets an account, and answers the links that are mailed on the way. */
export function joinCalls(call: Owning, enter: Enter) {
	const post = (name: string) => ({ method: 'POST' as const, to: [name] })
	return {
		/** The visit of a manage link, for a guest who wants an account that keeps it. */
		visitOfLink: (manageToken: string, more?: CallOptions) =>
			call<LinkedAppointment>({ ...more, manageToken, method: 'GET', to: ['visit'] }),

		/** Has a link mailed; resolves in the same way whether the address has an account already. */
		register: (body: RegisterOwnerBody, more?: CallOptions) =>
			call<void>({ ...more, ...post('accounts'), retries: 0, body, read: 'none' }),

		/** What a link is about; changes nothing. */
		readEmailLink: (token: string, more?: CallOptions) =>
			call<EmailLink>({ ...more, ...post('email-links'), body: { token } }),

		/** Makes the account of a link and signs in; a password counts when it is given again. */
		verifyEmail: (body: VerifyOwnerEmailBody, more?: CallOptions) => enter(['email'], body, more),

		/** Says yes to another email at one of the two addresses. */
		confirmEmail: (token: string, more?: CallOptions) =>
			call<EmailConfirmed>({ ...more, ...post('email-confirmations'), body: { token } }),

		/** Says no; at the old address it ends every session, too. */
		refuseEmail: (token: string, more?: CallOptions) =>
			call<void>({ ...more, ...post('email-refusals'), body: { token }, read: 'none' }),

		/** For `navigator.credentials.get`; on the hosted portal only. */
		askForPasskey: (more?: CallOptions) =>
			call<PasskeyRequest>({ ...more, ...post('passkey-challenges') }),

		signInByPasskey: (body: SignInByPasskeyBody, more?: CallOptions) =>
			enter(['passkey'], body, more),
	}
}

/** What owners do with their own account. */
export function accountCalls(call: Owning) {
	const to = ['me', 'account']
	return {
		account: {
			read: (more?: CallOptions) => call<OwnerAccount>({ ...more, method: 'GET', to }),

			/** Name and language; a phone only to take it away. */
			change: (body: ChangeOwnerAccountBody, more?: CallOptions) =>
				call<OwnerAccount>({ ...more, method: 'PATCH', to, body }),

			/** Every other session ends. */
			setPassword: (body: ChangeOwnerPasswordBody, more?: CallOptions) =>
				call<void>({ ...more, method: 'PUT', to: ['me', 'password'], body, read: 'none' }),

			/** Changes once both addresses have confirmed. */
			askEmail: (body: AskOwnerEmailChangeBody, more?: CallOptions) =>
				call<void>({ ...more, method: 'POST', to: ['me', 'email-changes'], body, read: 'none' }),

			/** Has six digits sent as a text. */
			sendPhoneCode: (body: SendPhoneCodeBody, more?: CallOptions) =>
				call<void>({ ...more, method: 'POST', to: ['phone-codes'], body, read: 'none' }),

			confirmPhone: (code: string, more?: CallOptions) =>
				call<OwnerAccount>({
					...more,
					method: 'POST',
					to: ['phone-confirmations'],
					body: { code },
				}),
		},
		passkeys: passkeyCalls(call),
	}
}

function passkeyCalls(call: Owning) {
	const to = ['me', 'passkeys']
	return {
		list: (more?: CallOptions) => call<Passkeys>({ ...more, method: 'GET', to }),

		/** For `navigator.credentials.create`; on the hosted portal only. */
		begin: (body: BeginPasskeyBody, more?: CallOptions) =>
			call<PasskeyCreation>({ ...more, method: 'POST', to: ['me', 'passkey-challenges'], body }),

		add: (body: AddPasskeyBody, more?: CallOptions) =>
			call<Passkey>({ ...more, method: 'POST', to, body }),

		rename: (id: string, name: string, more?: CallOptions) =>
			call<Passkey>({ ...more, method: 'PATCH', to: [...to, id], body: { name } }),

		remove: (id: string, more?: CallOptions) =>
			call<void>({ ...more, method: 'DELETE', to: [...to, id], read: 'none' }),
	}
}
