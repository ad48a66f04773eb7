import type { PetBrief } from '../contract/pets.ts'
import type { Query } from '../database/tenant.ts'

interface Row extends PetBrief {
	clientId: string
}

/** Columns of `pets p` for `presentPetBrief`. */
const BRIEF = `p.id, p.name, p.species, p.breed, p.status,
	(select coalesce(array_agg(distinct al.kind order by al.kind), '{}') from pet_alerts al
		where al.clinic_id = $1 and al.pet_id = p.id and al.ended_at is null) as alerts`

/** Pets in short, by id. */
export async function petBriefs(
	query: Query,
	clinicId: string,
	ids: readonly string[],
): Promise<PetBrief[]> {
	if (ids.length === 0) return []
	const rows = await query<PetBrief>(
		`select ${BRIEF} from pets p where p.clinic_id = $1 and p.id = any($2::uuid[]) order by p.id`,
		[clinicId, ids],
	)
	return rows.map(presentPetBrief)
}

/** The pets that are clients' now, by client. */
export async function petsByClient(
	query: Query,
	clinicId: string,
	clientIds: readonly string[],
): Promise<ReadonlyMap<string, PetBrief[]>> {
	const rows = await query<Row>(
		`select o.client_id as "clientId", ${BRIEF}
		from pet_owners o join pets p on p.clinic_id = o.clinic_id and p.id = o.pet_id
		where o.clinic_id = $1 and p.clinic_id = $1 and o.client_id = any($2::uuid[])
			and o.owned_until is null and p.match_status <> 'merged'
		order by p.id`,
		[clinicId, clientIds],
	)
	const byClient = new Map<string, PetBrief[]>()
	for (const row of rows) {
		byClient.set(row.clientId, [...(byClient.get(row.clientId) ?? []), presentPetBrief(row)])
	}
	return byClient
}

function presentPetBrief(row: PetBrief): PetBrief {
	const { id, name, species, breed, status, alerts } = row
	return { id, name, species, breed, status, alerts }
}
