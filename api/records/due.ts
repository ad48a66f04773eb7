import type { Query } from '../database/tenant.ts'

export interface Due {
	petId: string
	kind: 'vaccination' | 'prescription' | 'visit'
	title: string
	on: string
}

/**
 * What is due to animals, the soonest first. It is the product that falls due: the newest record of
 * a kind and title, however that was spelt, says when, and older ones say nothing any more. About
 * who has died or moved away, or is silenced, nobody is to be reminded.
 *
 * @param onlyShared for owners: an internal record says nothing to them, yet what it replaces is over
 */
export function dueOf(
	query: Query,
	clinicId: string,
	petIds: readonly string[],
	{ onlyShared = false }: { onlyShared?: boolean } = {},
): Promise<Due[]> {
	return query<Due>(
		`select d.pet_id as "petId", d.kind, d.title, d.next_due_on as on from (
			select distinct on (r.pet_id, r.kind, lower(r.title)) r.pet_id, r.kind, r.title,
				r.next_due_on, r.visibility
			from medical_records r
			join pets p on p.clinic_id = $1 and p.id = r.pet_id
			where r.clinic_id = $1 and r.pet_id = any($2::uuid[]) and not r.is_withdrawn
				and r.kind in ('vaccination', 'prescription', 'visit')
				and p.status = 'active' and p.silenced_at is null
			order by r.pet_id, r.kind, lower(r.title), r.occurred_on desc, r.id desc) d
		where d.next_due_on is not null and (not $3::boolean or d.visibility = 'shared')
		order by d.next_due_on, d.title`,
		[clinicId, petIds, onlyShared],
	)
}
