import type { Knex } from 'knex'
import type { Catalogue } from '../../availability/catalogue.ts'
import type { OwnerVisit } from '../../contract/owner-visits.ts'
import { queryOf } from '../../database/query.ts'
import { withPeopleFor } from '../people-shown.ts'
import { openAppointment, type VisitAccess } from '../read.ts'
import { readExtras } from './extras.ts'
import { presentOwn } from './presenter.ts'

/**
 * One visit with all that can be done about it.
 *
 * @throws Problem what `openAppointment` throws
 */
export async function showOwn(
	trx: Knex,
	catalogue: Catalogue,
	access: VisitAccess,
	id: string,
): Promise<OwnerVisit> {
	const query = queryOf(trx)
	const now = await catalogue.read(query, access.clinicId)
	const visit = await openAppointment(trx, access, id, now.now)
	const row = await withPeopleFor(trx, access, visit)
	return presentOwn(row, await readExtras(query, access, [row]), now)
}
