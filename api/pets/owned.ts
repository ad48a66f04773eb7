import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { Problem } from '../http/problem.ts'

/**
 * Of `pet_owners` by a short name: whether the pet is still theirs. A day of a clinic may be a day
 * ahead of this one, and who was taken out today has gone at once, wherever that is.
 */
export const ownedNow = (owners: string) =>
	`(${owners}.owned_until is null
		or ${owners}.owned_until > (statement_timestamp() at time zone 'UTC')::date + 1)`

export interface OwnedPet {
	/** Where the animal lives on: one that was known twice goes by one id now. */
	petId: string
	/** Whether the clinic writes to them about it first. */
	isPrimary: boolean
}

// Matches are undone and made anew, but nobody makes long chains of them.
const MOST_MERGES = 5

const OWNED = `
	with recursive lives as (
		select p.id as named, p.id, p.merged_into_id as "intoId", 1 as steps
		from pets p where p.clinic_id = $1 and p.id = any($3::uuid[])
		union all
		select l.named, p.id, p.merged_into_id, l.steps + 1
		from lives l join pets p on p.clinic_id = $1 and p.id = l."intoId"
		where l.steps < ${MOST_MERGES})
	select l.named, l.id as "petId", o.is_primary as "isPrimary"
	from lives l
	join pet_owners o on o.clinic_id = $1 and o.pet_id = l.id and o.client_id = $2
	where o.clinic_id = $1 and l."intoId" is null and ${ownedNow('o')}`

/**
 * Which of some pets are an owner's now, by the ids that were asked for in lower case. Looked up anew
 * for every call, so that who leaves or is removed sees nothing more.
 */
export async function ownedPets(
	query: Query,
	{ clinicId, clientId }: Pick<Owner, 'clinicId' | 'clientId'>,
	petIds: readonly string[],
): Promise<Map<string, OwnedPet>> {
	if (petIds.length === 0) return new Map()
	const rows = await query<OwnedPet & { named: string }>(OWNED, [clinicId, clientId, petIds])
	return new Map(rows.map(({ named, ...pet }) => [named, pet]))
}

/**
 * The pet of an id, if it is an owner's now.
 *
 * @throws Problem `pet_not_found`, also for somebody else's
 */
export async function ownedPet(
	query: Query,
	owner: Pick<Owner, 'clinicId' | 'clientId'>,
	petId: string,
): Promise<OwnedPet> {
	const pet = (await ownedPets(query, owner, [petId])).get(petId.toLowerCase())
	if (!pet) throw new Problem('pet_not_found')
	return pet
}
