import type { Appointment } from '../database/models/appointment.ts'
import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { ownedNow } from '../pets/owned.ts'

type Whose = Pick<Owner, 'clinicId' | 'clientId' | 'isVerified'>

/** The pets of a client as of now, for statements whose `$1` is the clinic and `$2` the client. */
export const OWN_PETS = `
	select o.pet_id from pet_owners o
	where o.clinic_id = $1 and o.client_id = $2 and ${ownedNow('o')}`

/**
 * Whether a row of appointments `a` is for the eyes of `$2`: booked by them, or for a pet of theirs.
 * Two walks down two indexes; as one condition with `or` it would be a walk through all visits. As
 * arrays they are walked once: without statistics, as after a load, a semi-join did it for every visit,
 * and another one looked through everybody's animals.
 */
export const SEEN = `a.id = any (array(
	select v.id from appointments v where v.clinic_id = $1 and v.client_id = $2
	union all
	select ap.appointment_id from appointment_pets ap
	where ap.clinic_id = $1 and ap.pet_id = any (array(${OWN_PETS}))))`

/** Booked by an owner, who may move it and call it off. */
export function isTheirs({ clientId }: Whose, visit: Pick<Appointment, 'clientId'>): boolean {
	return visit.clientId === clientId
}

/**
 * Whether an owner may see a visit. Nothing of a clinic's is shown to somebody whose email nobody has
 * proved yet.
 */
export async function isSeenBy(
	query: Query,
	{ clinicId, clientId, isVerified }: Whose,
	{ id }: Pick<Appointment, 'id'>,
): Promise<boolean> {
	if (!isVerified) return false
	const [seen] = await query(
		`select a.id from appointments a where a.clinic_id = $1 and a.id = $3 and ${SEEN}`,
		[clinicId, clientId, id],
	)
	return seen !== undefined
}
