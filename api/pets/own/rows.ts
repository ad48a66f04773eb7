import type { OwnPet } from '../../contract/own-pets.ts'
import type { Query } from '../../database/tenant.ts'
import { ownedNow } from '../owned.ts'
import type { Asking } from './ownership.ts'

/** A pet as one of its owners sees it; nothing here is the clinic's alone. */
export interface OwnPetRow {
	id: string
	version: string
	name: string
	species: OwnPet['species']
	breed: string | null
	sex: OwnPet['sex']
	is_neutered: boolean | null
	born_on: string | null
	is_birth_estimated: boolean
	color: string | null
	microchip: string | null
	weight_kg: string | null
	weighed: { on: string; kilograms: number } | null
	/** Whether the clinic has weighed it, whoever may see what came of it. */
	is_weighed: boolean
	photo_file_id: string | null
	insurer: string | null
	insurance_number: string | null
	insurance_expires_on: string | null
	status: OwnPet['status']
	deceased_on: string | null
	is_reported: boolean
	match_status: 'unconfirmed' | 'confirmed'
	stated_by_owner: string[]
	is_primary: boolean
	owners: number
	alerts: { id: string; kind: OwnPet['alerts'][number]['kind']; note: string | null; by: string }[]
	created_at: Date
}

/** Of `pets p`: changes with each change of the row. */
export const VERSION = '(extract(epoch from p.updated_at) * 1000000)::bigint::text'

const weights = `from medical_records r
	where r.clinic_id = $1 and r.pet_id = p.id and r.kind = 'weight' and not r.is_withdrawn`

// An alert of a record is shared when the record is; they are kept alike, and both are asked.
const ALERTS = `
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', al.id, 'kind', al.kind, 'note', al.note, 'by', al.actor_kind) order by al.id), '[]')
	from pet_alerts al
	left join medical_records w on w.clinic_id = $1 and w.id = al.record_id
	where al.clinic_id = $1 and al.pet_id = p.id and al.ended_at is null
		and (al.actor_kind = 'owner' or (al.visibility = 'shared'
			and (w.id is null or (w.visibility = 'shared' and not w.is_withdrawn))))`

const OWN = `
	select p.id, ${VERSION} as version, p.name, p.species, p.breed, p.sex, p.is_neutered, p.born_on,
		p.is_birth_estimated, p.color, p.microchip, p.weight_kg,
		(select jsonb_build_object('on', r.occurred_on, 'kilograms', (r.data ->> 'kilograms')::numeric)
			${weights} and r.visibility = 'shared'
			order by r.occurred_on desc, r.id desc limit 1) as weighed,
		exists (select ${weights}) as is_weighed,
		p.photo_file_id, p.insurer, p.insurance_number, p.insurance_expires_on, p.status, p.deceased_on,
		exists (select from pet_reports pr where pr.clinic_id = $1 and pr.pet_id = p.id
			and pr.settled_at is null) as is_reported,
		p.match_status, p.stated_by_owner, o.is_primary,
		(select count(*)::int from pet_owners x
			where x.clinic_id = $1 and x.pet_id = p.id and ${ownedNow('x')}) as owners,
		(${ALERTS}) as alerts, p.created_at
	from pet_owners o
	join pets p on p.clinic_id = o.clinic_id and p.id = o.pet_id
	where o.clinic_id = $1 and p.clinic_id = $1 and o.client_id = $2 and ${ownedNow('o')}
		and p.match_status <> 'merged'`

interface Wanted {
	/** Left out: all of theirs. */
	petId?: string
	status?: string | undefined
	species?: string | undefined
	/** Of the last one that was read. */
	after?: string | null
	most: number
}

/** Their pets, in the order in which they came to be known; one statement for any number of them. */
export function ownPetRows(
	query: Query,
	{ clinicId, clientId }: Asking,
	{ petId, status, species, after, most }: Wanted,
): Promise<OwnPetRow[]> {
	return query<OwnPetRow>(
		`${OWN} and ($3::uuid is null or p.id = $3) and ($4::text is null or p.status = $4)
			and ($5::text is null or p.species = $5) and ($6::uuid is null or p.id > $6)
		order by p.id limit $7`,
		[...[clinicId, clientId, petId ?? null, status ?? null, species ?? null, after ?? null], most],
	)
}
