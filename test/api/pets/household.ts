import type { BookableClinic } from '../../factories.ts'
import type { TestOwner } from '../accounts/owner.ts'
import type { Answer, TestApi } from '../api.ts'
import { sendPost } from '../staff/post.ts'

export const petPath = (id: string | undefined, rest = '') => `/api/customer/pets/${id}${rest}`

export const invite = (owner: TestOwner, email: string, id = owner.pets[0]): Promise<Answer> =>
	owner.ask('POST', petPath(id, '/invitations'), { body: { email } })

/** The token of the newest invitation that arrived at an address. */
export async function invitationTo(
	api: TestApi,
	clinic: BookableClinic,
	email: string,
): Promise<string> {
	const letters = await sendPost(api, clinic)
	const letter = letters.findLast(({ to }) => to === email)
	return /#share=([A-Za-z0-9_.-]+)/.exec(letter?.text ?? '')?.[1] ?? ''
}

export const accept = (owner: TestOwner, token: string): Promise<Answer> =>
	owner.ask('POST', '/api/customer/invitations/accept', { body: { token } })

/** Lets somebody share an owner's first pet, all the way by mail. */
export async function shareWith(
	api: TestApi,
	clinic: BookableClinic,
	owner: TestOwner,
	other: TestOwner,
): Promise<void> {
	await invite(owner, other.email)
	const { status } = await accept(other, await invitationTo(api, clinic, other.email))
	if (status !== 200) throw new Error('The invitation did not work')
}
