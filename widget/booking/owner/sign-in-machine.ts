import { go, type Next, type Rows, stay } from '../machine.ts'
import type { State } from '../state.ts'
import { withOwner } from './part.ts'

/** One address, as far as a glance can tell. */
const isEmail = (text: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$/.test(text)

function mailCode(state: State): Next {
	const email = state.owner!.email.trim()
	if (state.owner!.busy || state.offline) return stay(state)
	if (!isEmail(email)) return stay(withOwner(state, { wrong: 'email-wrong' }))
	return go(withOwner(state, { email, busy: true, wrong: undefined }), {}, { do: 'mail-code' })
}

const failed: Rows['FAIL'] = (state) => stay(withOwner(state, { busy: false, wrong: 'code-later' }))

/** Back to where somebody was, as a guest. */
const leave = (state: State): Next => go(state, { step: state.owner!.from })

/** Asks for the address that a code is mailed to. */
export const atEmail: Rows = {
	EMAIL: (state, { email }) => stay(withOwner(state, { email, wrong: undefined })),
	MAIL_CODE: mailCode,
	CODE_MAILED: (state) => go(withOwner(state, { busy: false }), { step: 'sign_code' }),
	FAIL: failed,
	NEVER_MIND: leave,
	BACK: leave,
}

/** Asks for the code. */
export const atCode: Rows = {
	CODE: (state, { code }) => stay(withOwner(state, { code, wrong: undefined })),
	SEND_CODE: (state) => {
		const { busy, code } = state.owner!
		if (busy || state.offline) return stay(state)
		if (code.replace(/\D/g, '').length < 6) return stay(withOwner(state, { wrong: 'code-short' }))
		return go(withOwner(state, { busy: true, wrong: undefined }), {}, { do: 'enter' })
	},
	CODE_REFUSED: (state) => stay(withOwner(state, { busy: false, wrong: 'code-wrong' })),
	/** Another one. */
	MAIL_CODE: (state) => go(withOwner(state, { code: '' }), { step: 'sign_in' }),
	FAIL: failed,
	NEVER_MIND: leave,
	BACK: (state) => go(withOwner(state, { wrong: undefined }), { step: 'sign_in' }),
}
