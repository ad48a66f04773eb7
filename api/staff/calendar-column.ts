import type { Knex } from 'knex'
import type { Role } from '../http/permission.ts'

interface Person {
	id: string
	name: string
	title: string | null
	roles: readonly Role[]
}

/**
 * Gives a veterinarian or nurse what the calendar needs to schedule them: a resource with their own
 * id. Without working hours it offers nothing yet.
 */
export async function addColumn(
	trx: Knex.Transaction,
	clinicId: string,
	{ id, name, title, roles }: Person,
): Promise<void> {
	const last = await trx('resources').where({ clinic_id: clinicId }).max('sort_order as at').first()
	await trx('resources').insert({
		...{ clinic_id: clinicId, id, name, title },
		kind: roles.includes('veterinarian') ? 'veterinarian' : 'nurse',
		sort_order: (last?.at ?? 0) + 1,
	})
}
