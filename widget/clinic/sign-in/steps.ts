import type { PasswordLink, StaffClient, StaffSession } from '@vetslot/sdk/staff'
import { codeOf } from '../../frame/failures.ts'
import type { Field, ScreenName } from './screens.ts'

export type Values = Record<Field, string>

/** What the screens have come to know on the way. */
export interface Known {
	values: Values
	/** The token of a link from a mail, and what it says. */
	link: { token: string; says: PasswordLink } | undefined
	/** What was proved already when the second factor is asked for. */
	first: 'password' | 'code'
}

/** A session that has begun, or the next screen. */
export type Next = { session: StaffSession } | { to: ScreenName }

/** Sends what a screen has asked for. */
export async function takeStep(
	client: StaffClient,
	screen: ScreenName,
	known: Known,
): Promise<Next> {
	const { clinic, email, newPassword: password } = known.values
	switch (screen) {
		case 'ask-code':
			await client.door.mailCode({ clinic, email })
			return { to: 'code' }
		case 'ask-reset':
		case 'link-ended':
			await client.door.mailReset({ clinic, email })
			return { to: 'reset-sent' }
		case 'choose': {
			const token = known.link?.token ?? ''
			const set = await client.door.setPassword({ token, password })
			Object.assign(known.values, set, { password })
			known.first = 'password'
			return signIn(client, known, {})
		}
		case 'totp':
			return signIn(client, known, { totp: known.values.totp })
		case 'recovery':
			return signIn(client, known, { recoveryCode: known.values.recoveryCode })
		default:
			known.first = screen === 'code' ? 'code' : 'password'
			return signIn(client, known, {})
	}
}

/** Somebody with an authenticator is asked for its code after the first factor. */
async function signIn(
	client: StaffClient,
	{ values, first }: Known,
	second: { totp?: string; recoveryCode?: string },
): Promise<Next> {
	const { clinic, email } = values
	try {
		return {
			session: await client.signIn({ clinic, email, [first]: values[first], ...second }),
		}
	} catch (error) {
		if (codeOf(error) === 'second_factor_required') return { to: 'totp' }
		throw error
	}
}
