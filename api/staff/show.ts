import type { Knex } from 'knex'
import { Problem } from '../http/problem.ts'
import { signInClinicOf } from '../sign-in/clinic.ts'
import { presentUser } from './presenter.ts'
import { userById } from './users.ts'

/** A member of staff and their clinic. */
export async function showMe(trx: Knex, clinicId: string, userId: string) {
	const user = await userById(trx, clinicId, userId)
	if (!user) throw new Problem('session_ended')
	return { user: presentUser(user), clinic: await signInClinicOf(trx, clinicId) }
}
