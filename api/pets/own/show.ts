import type { ClinicNow } from '../../availability/catalogue.ts'
import type { OwnPet, OwnPets, OwnPetsQuery } from '../../contract/own-pets.ts'
import { isId } from '../../database/ids.ts'
import type { Query } from '../../database/tenant.ts'
import { invalidRequest, Problem } from '../../http/problem.ts'
import { zoneOf } from '../../time/zone.ts'
import type { Asking } from './ownership.ts'
import { presentOwnPet } from './presenter.ts'
import { ownPetRows } from './rows.ts'

/** A page of their pets. */
export async function listOwnPets(
	query: Query,
	now: ClinicNow,
	asking: Asking,
	{ status, species, cursor, limit }: OwnPetsQuery,
): Promise<OwnPets> {
	const zone = zoneOf(now.clinic.plan.zone)
	const after = cursor === undefined ? null : readCursor(cursor)
	const rows = await ownPetRows(query, asking, { status, species, after, most: limit + 1 })
	const page = rows.slice(0, limit)
	const last = rows.length > limit ? page.at(-1) : undefined
	return {
		pets: page.map((row) => presentOwnPet(row, zone)),
		nextCursor: last ? Buffer.from(last.id).toString('base64url') : null,
	}
}

function readCursor(cursor: string): string {
	const id = Buffer.from(cursor, 'base64url').toString()
	if (isId(id)) return id
	const message = 'Must be the nextCursor of an answer'
	throw invalidRequest([{ path: 'cursor', in: 'query', code: 'invalid', message }])
}

/**
 * @param petId where it lives on, as `ownedPet` answers it
 * @throws Problem `pet_not_found`
 */
export async function showOwnPet(
	query: Query,
	now: ClinicNow,
	asking: Asking,
	petId: string,
): Promise<OwnPet> {
	const [row] = await ownPetRows(query, asking, { petId, most: 1 })
	if (!row) throw new Problem('pet_not_found')
	return presentOwnPet(row, zoneOf(now.clinic.plan.zone))
}
