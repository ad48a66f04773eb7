import type { BookableClinic } from '../../factories.ts'
import { SITE } from '../../factories.ts'
import type { Answer } from '../api.ts'
import type { TestOwner } from './owner.ts'

export const PASSWORD = 'correct horse battery'

/** What a page of the clinic's site sends along with a cookie. */
export const inPage = { Origin: SITE, 'Vetslot-Client': 'portal' }
/** Headers of a call from outside of browsers, where `owner.ask` would be a page. */
export const noPage = { Origin: '' }

export const cookieOf = ({ headers }: Answer) =>
	(headers.get('set-cookie') ?? '').split(';')[0] ?? ''

/** The calls of an owner who is not signed in yet, as a page of the clinic's site makes them. */
export function doorOf(owner: TestOwner, clinic: BookableClinic) {
	const root = `/api/customer/sessions/${clinic.id}`
	const post = (path: string, body: object, headers: Record<string, string> = inPage) =>
		owner.ask('POST', path, { token: null, body, headers })
	return {
		signIn: (differences: object = {}, headers?: Record<string, string>) =>
			post(root, { email: owner.email, password: PASSWORD, ...differences }, headers),
		refresh: (body: object, headers?: Record<string, string>) =>
			post(`${root}/refresh`, body, headers),
		signOut: (body: object, headers: Record<string, string> = inPage) =>
			owner.ask('DELETE', root, { token: null, body, headers }),
		me: (token: string | null) => owner.ask('GET', '/api/customer/me', { token }),
		post,
	}
}

/** Lets the seconds pass in which the token before the last is still good. */
export const passGrace = (clinic: BookableClinic, sessionId: string) =>
	clinic.run((trx) =>
		trx('client_sessions').where({ id: sessionId }).update({ rotated_at: '2026-01-01' }),
	)
