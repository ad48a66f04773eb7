import type { Knex } from 'knex'
import { audit } from '../database/audit.ts'
import type { JsonObject } from '../database/models/base.ts'
import type { Person } from './person.ts'

type Traced = 'staff.signed_in' | 'staff.signed_out' | 'staff.session_reused'

/**
 * Leaves a trace of who at the clinic comes and goes, without where from. Owners' comings and goings
 * are nobody's business at the clinic.
 */
export async function traceStaff(
	trx: Knex.Transaction,
	{ audience, clinicId, personId }: Person,
	action: Traced,
	data: JsonObject = {},
): Promise<void> {
	if (audience !== 'staff') return
	const actor = { kind: 'staff', id: personId } as const
	await audit(trx, clinicId, { actor, action, subjectId: personId, data })
}
