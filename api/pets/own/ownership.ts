import type { ClinicNow } from '../../availability/catalogue.ts'
import { todayOf } from '../../clinics/hours/schedules.ts'
import type { Query } from '../../database/tenant.ts'
import type { Owner } from '../../http/authenticate.ts'
import { Problem } from '../../http/problem.ts'
import { fromDay } from '../../time/date.ts'
import { ownedNow } from '../owned.ts'

/** Whose pets are asked for, and which day it is at the clinic. */
export interface Asking {
	clinicId: string
	clientId: string
	today: string
}

/** @throws Problem `forbidden` as long as nobody knows that the email is theirs */
export function askingOf(owner: Owner, now: ClinicNow): Asking {
	if (!owner.isVerified) {
		throw new Problem('forbidden', { detail: 'Please confirm your email address first.' })
	}
	const { clinicId, clientId } = owner
	return { clinicId, clientId, today: fromDay(todayOf(now)) }
}

const FIND = `
	select p.id, p.merged_into_id as "intoId", o.is_primary as "isPrimary"
	from pets p
	left join pet_owners o on o.clinic_id = $1 and o.pet_id = p.id and o.client_id = $3
		and ${ownedNow('o')}
	where p.clinic_id = $1 and p.id = $2`

// Matches are undone and made anew, but nobody makes long chains of them.
const MOST_MERGES = 5

export interface Owned {
	petId: string
	/** Whether the clinic writes to them about it first. */
	isPrimary: boolean
}

/**
 * The pet of an id, if it is theirs now; looked up anew for every call, so that who leaves or is
 * removed sees nothing more. An id of an animal that was known twice leads to where it lives on.
 *
 * @throws Problem `pet_not_found`, also for somebody else's
 */
export async function ownedPet(query: Query, asking: Asking, petId: string): Promise<Owned> {
	const { clinicId, clientId } = asking
	let id = petId
	for (let merges = 0; merges < MOST_MERGES; merges++) {
		const [row] = await query<{ id: string; intoId: string | null; isPrimary: boolean | null }>(
			FIND,
			[clinicId, id, clientId],
		)
		if (!row) break
		if (row.intoId === null) {
			if (row.isPrimary === null) break
			return { petId: row.id, isPrimary: row.isPrimary }
		}
		id = row.intoId
	}
	throw new Problem('pet_not_found')
}
