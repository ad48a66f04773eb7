import type { Knex } from 'knex'
import { Problem } from '../http/problem.ts'
import { type ClinicRow, presentClinic, presentUser } from './presenter.ts'
import { userById } from './users.ts'

/** A member of staff and their clinic. */
export async function showMe(trx: Knex, clinicId: string, userId: string) {
	const user = await userById(trx, clinicId, userId)
	const clinic: ClinicRow | undefined = await trx('clinics').where({ id: clinicId }).first()
	if (!user || !clinic) throw new Problem('session_ended')
	return { user: presentUser(user), clinic: presentClinic(clinic) }
}
