import type { BookableClinic } from '../../factories.ts'
import type { Answer, TestApi } from '../api.ts'
import { type Arrived, sendPost } from '../staff/post.ts'

export const PASSWORD = 'seven quiet otters in a row'

/** Somebody at a page of the clinic who may or may not have an account. */
export function visitorAt(api: TestApi, clinic: BookableClinic) {
	const post = (path: string, body: object, headers: Record<string, string> = {}) =>
		api.call(clinic, 'POST', `/api/customer/${path}`, { body, headers })
	const linkFor = async (email: string, more: object = {}): Promise<string> => {
		await post('accounts', { name: 'Sam Carver', email, ...more })
		const letters = await sendPost(api, clinic)
		return linkIn(letters.find(({ to }) => to === email))
	}
	const confirm = (token: string, more: object = {}): Promise<Answer> =>
		post(`sessions/${clinic.id}/email`, { token, ...more }, { 'Vetslot-Client': 'portal' })
	return {
		post,
		linkFor,
		confirm,
		read: (token: string) => post('email-links', { token }),
		/** Registers and confirms; answers with the session. */
		async join(email: string, more: { password?: string } & Record<string, unknown> = {}) {
			const token = await linkFor(email, more)
			const { password } = more
			return (await confirm(token, password === undefined ? {} : { password })).body
		},
		/** Calls as whoever holds that session. */
		as: (session: { accessToken: string }) => (method: string, path: string, body?: object) =>
			api.call(clinic, method, path, {
				...(body && { body }),
				headers: { Authorization: `Bearer ${session.accessToken}` },
			}),
	}
}
export type Visitor = ReturnType<typeof visitorAt>

/** The token in a letter's link. */
export const linkIn = (letter: Pick<Arrived, 'text'> | undefined): string =>
	/#(?:verify|email)=([A-Za-z0-9_.-]+)/.exec(letter?.text ?? '')?.[1] ?? ''
