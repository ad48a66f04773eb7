import type { ClinicNow } from '../../availability/catalogue.ts'
import type { HistoryQuery, MedicalHistory } from '../../contract/medical-history.ts'
import { isId } from '../../database/ids.ts'
import type { Query } from '../../database/tenant.ts'
import { invalidRequest } from '../../http/problem.ts'
import { zoneOf } from '../../time/zone.ts'
import type { Asking } from '../own/ownership.ts'
import { ownedPet } from '../owned.ts'
import { presentEntry } from './presenter.ts'
import { historyRows } from './rows.ts'

/**
 * A page of what the clinic shares of a pet's record.
 *
 * @throws Problem `pet_not_found`, `invalid_request` for a cursor that is none
 */
export async function listHistory(
	query: Query,
	now: ClinicNow,
	asking: Asking,
	{ petId: named, wanted }: { petId: string; wanted: HistoryQuery },
): Promise<MedicalHistory> {
	const { clinicId, clientId } = asking
	const { cursor, limit, ...filters } = wanted
	const after = cursor === undefined ? null : readCursor(cursor)
	const { petId } = await ownedPet(query, asking, named)
	const zone = zoneOf(now.clinic.plan.zone)
	const of = { clinicId, clientId, petId, timeZone: zone.name }
	const rows = await historyRows(query, { ...of, ...filters, after, most: limit + 1 })
	const page = rows.slice(0, limit)
	const last = rows.length > limit ? page.at(-1) : undefined
	return {
		petId,
		entries: page.map((row) => presentEntry(row, zone)),
		nextCursor: last ? Buffer.from(`${last.on} ${last.id}`).toString('base64url') : null,
	}
}

function readCursor(cursor: string): [on: string, id: string] {
	const [on = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
	if (/^\d{4}-\d\d-\d\d$/.test(on) && !Number.isNaN(Date.parse(on)) && isId(id)) return [on, id]
	const message = 'Must be the nextCursor of an answer'
	throw invalidRequest([{ path: 'cursor', in: 'query', code: 'invalid', message }])
}
