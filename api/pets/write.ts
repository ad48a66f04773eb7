import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import { livingClients } from '../clients/living.ts'
import { todayOf } from '../clinics/hours/schedules.ts'
import type { PetBody, PetChange, PetInput } from '../contract/pets.ts'
import type { Issue } from '../contract/problem.ts'
import { type Actor, audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import { fromDay } from '../time/date.ts'
import { lockPet } from './lock.ts'
import { settleReport } from './report.ts'

interface Asked {
	clinicId: string
	actor: Actor
}

/**
 * Makes a pet of owners who are known.
 *
 * @throws Problem `invalid_request`, `client_not_found`
 */
export async function createPet(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, actor, body }: Asked & { body: PetBody },
): Promise<{ petId: string }> {
	const { ownerIds, ...pet } = body
	const petId = await insertPet(trx, now, clinicId, pet)
	await setOwners(trx, now, clinicId, { petId, ownerIds })
	await audit(trx, clinicId, { actor, action: 'pet.created', subjectId: petId })
	return { petId }
}

/** @param path of the pet in the request, for its issues: `pets.0.` */
export async function insertPet(
	trx: Knex.Transaction,
	now: ClinicNow,
	clinicId: string,
	pet: PetInput,
	path = '',
): Promise<string> {
	checkBirth(now, pet.bornOn, path)
	const id = newId()
	const columns = petColumns(pet)
	await trx('pets').insert({ clinic_id: clinicId, id, match_status: 'confirmed', ...columns })
	return id
}

/** @throws Problem `pet_not_found`, `invalid_request`, `client_not_found` */
export async function changePet(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, actor, id, body }: Asked & { id: string; body: PetChange },
): Promise<{ petId: string }> {
	const old = await lockPet(trx, clinicId, id)
	checkBirth(now, body.bornOn ?? undefined, '')
	const { ownerIds, status, ...fields } = body
	if (status !== undefined && old.status === 'deceased') {
		const message = 'Take the death back first'
		throw invalidRequest([{ path: 'status', in: 'body', code: 'deceased', message }])
	}
	const columns = { ...petColumns(fields), ...(status === undefined ? {} : { status }) }
	// What the clinic writes is the clinic's from then on.
	const stated_by_owner = old.stated_by_owner.filter((field) => !Object.hasOwn(fields, field))
	await trx('pets')
		.where({ clinic_id: clinicId, id: old.id })
		.update({ ...columns, stated_by_owner, updated_at: trx.fn.now() })
	if (status !== undefined) {
		const outcome = status === 'moved' ? 'confirmed' : 'taken_back'
		await settleReport(trx, clinicId, { petId: old.id, actor, outcome })
	}
	if (ownerIds) await setOwners(trx, now, clinicId, { petId: old.id, ownerIds })
	const data = { fields: Object.keys(body) }
	await audit(trx, clinicId, { actor, action: 'pet.changed', subjectId: old.id, data })
	return { petId: old.id }
}

const COLUMNS = {
	name: 'name',
	species: 'species',
	breed: 'breed',
	sex: 'sex',
	neutered: 'is_neutered',
	bornOn: 'born_on',
	birthEstimated: 'is_birth_estimated',
	color: 'color',
	microchip: 'microchip',
	insurer: 'insurer',
	insuranceNumber: 'insurance_number',
	insuranceExpiresOn: 'insurance_expires_on',
	notes: 'notes',
} as const

/** Only what is given; null empties a field. */
export function petColumns(fields: Partial<Record<keyof typeof COLUMNS, unknown>>) {
	const given = Object.entries(COLUMNS).filter(([field]) => Object.hasOwn(fields, field))
	return Object.fromEntries(
		given.map(([field, column]) => [column, fields[field as keyof typeof COLUMNS]]),
	)
}

export function checkBirth(now: ClinicNow, bornOn: string | undefined, path: string): void {
	if (bornOn === undefined || bornOn <= fromDay(todayOf(now))) return
	const issue: Issue = {
		path: `${path}bornOn`,
		in: 'body',
		code: 'future_date',
		message: 'Must not be in the future',
	}
	throw invalidRequest([issue])
}

/** Those who are not named any more were its owners until today; that is kept. */
async function setOwners(
	trx: Knex.Transaction,
	now: ClinicNow,
	clinicId: string,
	{ petId, ownerIds }: { petId: string; ownerIds: readonly string[] },
): Promise<void> {
	const ids = [...new Set(ownerIds.map((id) => id.toLowerCase()))]
	const known = await livingClients(queryOf(trx), clinicId, ids, 'for share')
	if (known.length < ids.length) throw new Problem('client_not_found')
	const today = fromDay(todayOf(now))
	await trx('pet_owners')
		.where({ clinic_id: clinicId, pet_id: petId })
		.whereNull('owned_until')
		.whereNotIn('client_id', ids)
		.update({ owned_until: today, is_primary: false, updated_at: trx.fn.now() })
	const rows = ids.map((id, i) => ({
		clinic_id: clinicId,
		pet_id: petId,
		client_id: id,
		is_primary: i === 0,
		owned_until: null,
	}))
	await trx('pet_owners')
		.insert(rows)
		.onConflict(['clinic_id', 'pet_id', 'client_id'])
		.merge(['is_primary', 'owned_until'])
}
