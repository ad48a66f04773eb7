import type { doorMessages } from './messages.ts'

export type Say = keyof typeof doorMessages
export type Field = 'email' | 'password' | 'code' | 'newPassword'

export type ScreenName =
	| 'password'
	| 'ask-code'
	| 'code'
	| 'ask-reset'
	| 'reset-sent'
	| 'choose'
	| 'link-ended'

/** One screen before the portal: what it asks, and where else one can go. */
export interface Screen {
	title: Say
	text: Say
	fields: readonly Field[]
	/** The one thing to do; a screen without it has been reached for good. */
	submit?: Say
	/** What is said when the server refuses what was typed. */
	refused?: Say
	ways: readonly { label: Say; to: ScreenName }[]
}

const toPassword = { label: 'back-to-password', to: 'password' } as const

export const screens: Readonly<Record<ScreenName, Screen>> = {
	password: {
		...{ title: 'title', text: 'text', submit: 'sign-in', refused: 'refused' },
		fields: ['email', 'password'],
		ways: [
			{ label: 'by-code', to: 'ask-code' },
			{ label: 'forgotten', to: 'ask-reset' },
		],
	},
	'ask-code': {
		...{ title: 'ask-code-title', text: 'ask-code-text', submit: 'ask-code' },
		fields: ['email'],
		ways: [toPassword],
	},
	code: {
		...{ title: 'code-title', text: 'code-text', submit: 'sign-in', refused: 'code-refused' },
		fields: ['code'],
		ways: [{ label: 'another-code', to: 'ask-code' }, toPassword],
	},
	'ask-reset': {
		...{ title: 'ask-reset-title', text: 'ask-reset-text', submit: 'ask-reset' },
		fields: ['email'],
		ways: [toPassword],
	},
	'reset-sent': {
		...{ title: 'reset-sent-title', text: 'reset-sent-text' },
		fields: [],
		ways: [toPassword],
	},
	choose: {
		...{ title: 'choose-title', text: 'choose-text', submit: 'choose' },
		fields: ['newPassword'],
		ways: [toPassword],
	},
	'link-ended': {
		...{ title: 'link-ended-title', text: 'link-ended-text', submit: 'ask-reset' },
		fields: ['email'],
		ways: [toPassword],
	},
}

/** What a field may hold before it is sent. */
export const shapes: Readonly<Record<Field, RegExp>> = {
	email: /^\S+@\S+\.\S+$/,
	password: /./,
	code: /^\s*\d{3}\s?\d{3}\s*$/,
	newPassword: /^.{12,}$/su,
}

/** How a field is filled in: by whom, and with which keys. */
export const fieldLooks = {
	email: { type: 'email', autocomplete: 'username', inputmode: 'email' },
	password: { type: 'password', autocomplete: 'current-password', enterkeyhint: 'go' },
	code: { autocomplete: 'one-time-code', inputmode: 'numeric', enterkeyhint: 'go' },
	newPassword: { type: 'password', autocomplete: 'new-password', enterkeyhint: 'go' },
} as const satisfies Record<Field, object>

/** `email`: its own message for a field that is not fit to be sent. */
export const missing = (field: Field): Say => `${field}-missing`
