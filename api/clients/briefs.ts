import type { ClientBrief } from '../contract/clients.ts'
import type { Query } from '../database/tenant.ts'
import { petsByClient } from '../pets/briefs.ts'

type Row = Omit<ClientBrief, 'pets'>

/** Clients with their pets, in the order of the ids. */
export async function clientBriefs(
	query: Query,
	clinicId: string,
	ids: readonly string[],
): Promise<ClientBrief[]> {
	if (ids.length === 0) return []
	const rows = await query<Row>(
		`select c.id, c.name, c.email, c.phone, c.match_status as "matchStatus"
		from clients c where c.clinic_id = $1 and c.id = any($2::uuid[])`,
		[clinicId, ids],
	)
	const pets = await petsByClient(query, clinicId, ids)
	const byId = new Map(rows.map((row) => [row.id, row]))
	return ids.flatMap((id) => {
		const row = byId.get(id)
		return row ? [presentClientBrief(row, pets.get(id) ?? [])] : []
	})
}

function presentClientBrief(row: Row, pets: ClientBrief['pets']): ClientBrief {
	const { id, name, email, phone, matchStatus } = row
	return { id, name, email, phone, matchStatus, pets }
}
