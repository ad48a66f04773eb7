import type { OwnerClient, OwnerPasswordLink, OwnerSession } from '@vetslot/sdk/owner'
import type { Field, ScreenName } from './screens.ts'

/** What the screens have come to know on the way. */
export interface Known {
	values: Record<Field, string>
	/** The token of a link from a mail, and what it says. */
	link: { token: string; says: OwnerPasswordLink } | undefined
}

/** A session that has begun, or the next screen. */
export type Next = { session: OwnerSession } | { to: ScreenName }

/** Sends what a screen has asked for. */
export async function takeStep(
	client: OwnerClient,
	screen: ScreenName,
	{ values, link }: Known,
): Promise<Next> {
	const { email, password, code, newPassword } = values
	switch (screen) {
		case 'ask-code':
			await client.mailCode(email)
			return { to: 'code' }
		case 'ask-reset':
		case 'link-ended':
			await client.mailReset(email)
			return { to: 'reset-sent' }
		case 'choose': {
			const token = link?.token ?? ''
			const set = await client.setPassword({ token, password: newPassword })
			return { session: await client.signIn({ ...set, password: newPassword }) }
		}
		case 'code':
			return { session: await client.signIn({ email, code }) }
		default:
			return { session: await client.signIn({ email, password }) }
	}
}
