import { OWN_PETS } from '../appointments/ownership.ts'
import { type ComingPet, knownPet, type PetRow, petColumns } from '../appointments/party.ts'
import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'

/** A visit that could be had again. */
export interface FormerVisitRow {
	id: string
	start: Date
	typeId: string
	vetId: string
	pets: ComingPet[]
}

interface Row extends Omit<FormerVisitRow, 'pets'> {
	petIds: string[]
}

// Of each kind of visit with the same animals the last one, unless the next one stands in the diary.
// All of its animals are the owner's today, and live.
const FORMER = `
	select distinct on (x."typeId", x."petIds") x.id, x.start, x."typeId", x."vetId", x."petIds"
	from (select a.id, a.scheduled_start as start, a.appointment_type_id as "typeId",
			a.veterinarian_id as "vetId",
			array(select ap.pet_id from appointment_pets ap
				where ap.clinic_id = $1 and ap.appointment_id = a.id order by ap.pet_id) as "petIds"
		from appointments a
		where a.clinic_id = $1 and a.client_id = $2 and a.appointment_type_id is not null
			and a.status in ('completed', 'confirmed', 'reminded', 'checked_in', 'in_progress')
			and a.scheduled_end <= statement_timestamp()
		order by a.scheduled_start desc limit 60) x
	where cardinality(x."petIds") > 0
		and x."petIds" <@ array(select p.id from pets p where p.clinic_id = $1
			and p.id in (${OWN_PETS}) and p.status = 'active' and p.match_status <> 'merged')
		and ($3::uuid is null or $3 = any (x."petIds"))
		and not exists (select from appointments n
			where n.clinic_id = $1 and n.client_id = $2 and n.appointment_type_id = x."typeId"
				and n.scheduled_start > statement_timestamp()
				and n.status in ('pending', 'confirmed', 'reminded')
				and n.pet_id = any (x."petIds"))
	order by x."typeId", x."petIds", x.start desc`

/** The newest first. */
export async function formerVisits(
	query: Query,
	{ clinicId, clientId }: Owner,
	petId: string | undefined,
): Promise<FormerVisitRow[]> {
	const rows = await query<Row>(FORMER, [clinicId, clientId, petId ?? null])
	if (rows.length === 0) return []
	const ids = [...new Set(rows.flatMap(({ petIds }) => petIds))]
	const pets = await query<PetRow>(
		`select ${petColumns} from pets p where p.clinic_id = $1 and p.id = any($2::uuid[])`,
		[clinicId, ids],
	)
	const byId = new Map(pets.map((pet) => [pet.id, knownPet(pet)]))
	return rows
		.map(({ petIds, ...row }) => ({ ...row, pets: petIds.flatMap((id) => byId.get(id) ?? []) }))
		.sort((a, b) => b.start.getTime() - a.start.getTime())
}
