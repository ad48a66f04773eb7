import type { Knex } from 'knex'
import { queryOf } from '../../database/query.ts'
import { ownedNow } from '../../pets/owned.ts'
import { oneLine } from '../plain.ts'
import type { SharingVariables } from '../queue.ts'

/** All that a letter about a pet of several people may say, and whether it still holds. */
export interface SharedPet {
	pet: string
	/** The other one; empty once they were erased. */
	who: string
	/** Alive, and somebody wants to hear of it. */
	isHeardOf: boolean
	/** Whether whoever is written to has the pet now. */
	isTheirs: boolean
	/** Whether the other one has it now. */
	isOthers: boolean
}

// Whoever or whatever turned out to be known twice goes by one row now.
const HAS = (client: string) => `exists (
	select from pet_owners o
	where o.clinic_id = $1 and o.pet_id = p.id and ${ownedNow('o')} and o.client_id = ${client})`

const FIND = `
	select p.name as pet, coalesce(c.name, '') as who,
		p.status = 'active' and p.silenced_at is null as "isHeardOf",
		${HAS('a.client_id')} as "isTheirs", ${HAS('c.id')} as "isOthers"
	from pets b
	join pets p on p.clinic_id = $1 and p.id = coalesce(b.merged_into_id, b.id)
	join client_accounts a on a.clinic_id = $1 and a.id = $4
	join clients h on h.clinic_id = $1 and h.id = $3
	join clients c on c.clinic_id = $1 and c.id = coalesce(h.merged_into_id, h.id)
	where b.clinic_id = $1 and b.id = $2`

export async function findSharedPet(
	trx: Knex,
	clinicId: string,
	{ accountId, variables }: { accountId: string | null; variables: Partial<SharingVariables> },
): Promise<SharedPet | undefined> {
	const { petId = null, clientId = null } = variables
	const [row] = await queryOf(trx)<SharedPet>(FIND, [clinicId, petId, clientId, accountId])
	return row && { ...row, pet: oneLine(row.pet), who: oneLine(row.who) }
}
