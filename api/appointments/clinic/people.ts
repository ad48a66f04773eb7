import type { Knex } from 'knex'
import { livingClients } from '../../clients/living.ts'
import { regionOf } from '../../clinics/presenter.ts'
import type { ClinicRow } from '../../clinics/queries.ts'
import type { CreateVisitBody } from '../../contract/visit-changes.ts'
import { newId } from '../../database/ids.ts'
import { Pet, PetOwner } from '../../database/models/people.ts'
import { queryOf } from '../../database/query.ts'
import type { Query } from '../../database/tenant.ts'
import { type Issue, invalidRequest, Problem } from '../../http/problem.ts'
import { readPhone } from '../phone.ts'

/** An animal that comes, as far as a visit's rules ask. */
export type ComingPet = Pick<Pet, 'id' | 'species' | 'sex' | 'bornOn' | 'weightKg'>

/** Whom a visit is for: those who are known are read, the others are about to be written. */
export interface People {
	clientId: string
	email: string | null
	isNew: boolean
	pets: ComingPet[]
	/** Writes whoever is new. */
	write(trx: Knex.Transaction): Promise<void>
}

type Asked = Pick<CreateVisitBody, 'client' | 'pets'>

/**
 * Finds the people of a visit that staff book, or makes them. Whoever staff enter is known to them:
 * there is nothing to be matched.
 *
 * @throws Problem `client_not_found`, `pet_not_found`, also for a pet of somebody else;
 * `invalid_request` for a phone number that is none
 */
export async function findPeople(
	trx: Knex,
	clinic: ClinicRow,
	{ client, pets }: Asked,
): Promise<People> {
	const find = async (from: Knex) => {
		const owner =
			'id' in client ? await knownClient(from, clinic.id, client.id) : newOwner(clinic, client)
		return { owner, known: await knownPets(from, clinic.id, owner.id, pets) }
	}
	const { owner, known } = await find(trx)
	const coming = pets.map((pet) => ('id' in pet ? known(pet.id) : newPet(pet.create)))
	return {
		clientId: owner.id,
		email: owner.email,
		isNew: owner.row !== null,
		pets: coming.map(({ pet }) => pet),
		write: async (to) => {
			// Who matched or changed them since would not know of this visit.
			await keep(queryOf(to), clinic.id, { client, pets })
			const still = await find(to)
			for (const pet of pets) if ('id' in pet) still.known(pet.id)
			await insertNew(to, clinic.id, owner, coming)
		},
	}
}

/** Writes whoever is new, and whose they are. */
async function insertNew(
	trx: Knex.Transaction,
	clinicId: string,
	owner: { id: string; row: object | null },
	coming: readonly { row: { id: string } | null }[],
): Promise<void> {
	if (owner.row) await trx('clients').insert(owner.row)
	const rows = coming.flatMap(({ row }) => (row ? [{ ...row, clinic_id: clinicId }] : []))
	if (rows.length === 0) return
	await trx('pets').insert(rows)
	const links = rows.map(({ id }) => ({ pet_id: id, client_id: owner.id }))
	await trx('pet_owners').insert(links.map((link) => ({ ...link, clinic_id: clinicId })))
}

/** Lets nobody change those who are known until the visit is written; read them anew behind it. */
async function keep(query: Query, clinicId: string, { client, pets }: Asked): Promise<void> {
	if ('id' in client) await livingClients(query, clinicId, [client.id], 'for share')
	const ids = pets.flatMap((pet) => ('id' in pet ? [pet.id] : []))
	await query(
		`select p.id from pets p where p.clinic_id = $1 and p.id = any($2::uuid[])
		order by p.id for share`,
		[clinicId, ids],
	)
}

async function knownClient(trx: Knex, clinicId: string, id: string) {
	const [row] = await livingClients(queryOf(trx), clinicId, [id])
	if (!row) throw new Problem('client_not_found')
	return { id: row.id, email: row.email, row: null }
}

type NewClient = Extract<CreateVisitBody['client'], { create: unknown }>

function newOwner(clinic: ClinicRow, { create }: NewClient) {
	const { name, email = null, locale = null } = create
	const phone = create.phone === undefined ? null : readPhone(create.phone, regionOf(clinic))
	if (create.phone !== undefined && phone === null) {
		const message = 'This is not a phone number'
		const issue = {
			path: 'client.create.phone',
			in: 'body',
			code: 'invalid_phone',
			message,
		} as const
		throw invalidRequest([issue])
	}
	const id = newId()
	const row = { clinic_id: clinic.id, id, name, email, phone, locale, match_status: 'confirmed' }
	return { id, email, row }
}

/** Pets that are the client's own, and live. */
async function knownPets(
	trx: Knex,
	clinicId: string,
	clientId: string,
	asked: CreateVisitBody['pets'],
) {
	const ids = asked.flatMap((pet) => ('id' in pet ? [pet.id.toLowerCase()] : []))
	const owned = PetOwner.of(trx, clinicId, { clientId }).whereNull('owned_until').select('pet_id')
	const rows = await Pet.of(trx, clinicId)
		.whereIn('pets.id', ids)
		.whereIn('pets.id', owned)
		.whereNull('merged_into_id')
	const byId = new Map(rows.map((row) => [row.id, row]))
	assertDistinct(ids)
	return (id: string) => {
		const row = byId.get(id.toLowerCase())
		if (!row) throw new Problem('pet_not_found')
		if (row.status === 'deceased') throw deceased(asked, id)
		return { pet: row as ComingPet, row: null }
	}
}

function assertDistinct(ids: readonly string[]): void {
	const again = ids.findIndex((id, i) => ids.indexOf(id) < i)
	if (again < 0) return
	throw invalidRequest([wrong(`pets.${again}.id`, 'repeated', 'Named twice')])
}

function deceased(asked: CreateVisitBody['pets'], id: string): Problem {
	const index = asked.findIndex((pet) => 'id' in pet && pet.id === id)
	return invalidRequest([wrong(`pets.${index}.id`, 'pet_deceased', 'This animal has died')])
}

function wrong(path: string, code: string, message: string): Issue {
	return { path, in: 'body', code, message }
}

type NewPet = Extract<CreateVisitBody['pets'][number], { create: unknown }>['create']

function newPet(create: NewPet) {
	const { name, species } = create
	const id = newId()
	const sex: ComingPet['sex'] = create.sex ?? 'unknown'
	const bornOn = create.birthDate ?? null
	const breed = create.breed ?? null
	return {
		pet: { id, species, sex, bornOn, weightKg: null },
		row: { id, name, species, breed, sex, born_on: bornOn, match_status: 'confirmed' },
	}
}
