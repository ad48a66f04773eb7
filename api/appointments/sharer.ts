import type { Query } from '../database/tenant.ts'
import { ownedPets } from '../pets/owned.ts'
import { isTheirs } from './ownership.ts'
import type { ShownVisit } from './presenter.ts'
import type { ShownAppointment } from './queries.ts'
import type { VisitAccess } from './read.ts'

/** The animals of a visit that whoever asks may know of: all of them, to who has booked. */
export async function petsShown(
	query: Query,
	access: VisitAccess,
	row: ShownAppointment,
): Promise<ShownAppointment['pets']> {
	if ('reference' in access || isTheirs(access, row)) return row.pets
	const ids = row.pets.map((pet) => pet.id)
	const own = await ownedPets(query, access, ids)
	return row.pets.filter((pet) => own.has(pet.id))
}

/**
 * A visit as it may be shown to whoever asks. Those who share an animal with the one who has booked
 * see when it is to be where, and neither the other's address nor their other animals.
 */
export async function forSharer(
	query: Query,
	access: VisitAccess,
	row: ShownAppointment,
): Promise<ShownVisit> {
	const pets = await petsShown(query, access, row)
	if (pets === row.pets) return row
	return { ...row, pets, client: { name: row.client.name, email: null }, isShared: true }
}
