import type { Knex } from 'knex'
import type { Catalogue } from '../../availability/catalogue.ts'
import { instantText } from '../../availability/presenter.ts'
import type { RunningLate } from '../../contract/running-late.ts'
import { queryOf } from '../../database/query.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'
import { namesOf, type ToldVisit } from './running-late.ts'

/** Who is late and who is told, with names. */
export async function presentLate(
	trx: Knex,
	catalogue: Catalogue,
	clinicId: string,
	visits: readonly ToldVisit[],
): Promise<RunningLate> {
	const query = queryOf(trx)
	const { clinic } = await catalogue.read(query, clinicId)
	const zone = zoneOf(clinic.plan.zone)
	const ids = visits.map(({ id }) => id)
	const byId = new Map((await namesOf(query, clinicId, ids)).map((row) => [row.id, row]))
	return {
		visits: visits.flatMap(({ id, minutes, expectedStart, whereabouts, told }) => {
			const row = byId.get(id)
			if (!row) return []
			const { reference, start, owner, pets } = row
			return [
				{
					id,
					reference,
					start: instantText(zone, minuteOf(start)),
					expectedStart: instantText(zone, expectedStart),
					minutes,
					owner,
					pets,
					whereabouts,
					told,
				},
			]
		}),
	}
}
