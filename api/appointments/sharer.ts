import type { Query } from '../database/tenant.ts'
import { isTheirs, ownAmong } from './ownership.ts'
import type { ShownVisit } from './presenter.ts'
import type { ShownAppointment } from './queries.ts'
import type { VisitAccess } from './read.ts'

/**
 * A visit as it may be shown to whoever asks. Those who share an animal with the one who has booked
 * see when it is to be where, and neither the other's address nor their other animals.
 */
export async function forSharer(
	query: Query,
	access: VisitAccess,
	row: ShownAppointment,
): Promise<ShownVisit> {
	if ('reference' in access || isTheirs(access, row)) return row
	const own = await ownAmong(
		query,
		access,
		row.pets.map((pet) => pet.id),
	)
	const pets = row.pets.filter((pet) => own.has(pet.id))
	return { ...row, pets, client: { name: row.client.name, email: null }, isShared: true }
}
