import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import { type ShownAppointment, withPeople } from './queries.ts'
import type { VisitAccess } from './read.ts'

type Visit = Parameters<typeof withPeople>[1]

// The latest match counts: a guest may have been matched with somebody who then was matched in turn.
const GUEST = `
	select c.name, c.email
	from client_merges m
	join clients c on c.clinic_id = $1 and c.clinic_id = m.clinic_id and c.id = m.client_id
	where m.clinic_id = $1 and m.into_client_id = $2 and m.undone_at is null
		and m.moved -> 'references' @> to_jsonb($3::text)
	order by m.created_at desc limit 1`

/**
 * Owner and pets of a visit, as whoever asks may know of them. By its link it is the visit of whoever
 * has booked it, as they named themselves: the clinic may have taken them for somebody whose address
 * they never knew.
 *
 * @param access null: by whoever has just booked
 */
export async function withPeopleFor(
	trx: Knex,
	access: VisitAccess | null,
	visit: Visit,
): Promise<ShownAppointment> {
	const row = await withPeople(trx, visit)
	const byLink = access === null || 'reference' in access
	// Guests are matched with known clients only.
	if (!byLink || row.client.matchStatus !== 'confirmed') return row
	const { clinicId, clientId, bookingReference } = row
	const values = [clinicId, clientId, bookingReference]
	const [guest] = await queryOf(trx)<{ name: string | null; email: string | null }>(GUEST, values)
	if (guest) Object.assign(row.client, guest)
	return row
}
