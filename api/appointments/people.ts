import type { Knex } from 'knex'
import type { BookBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'

/**
 * A guest's own client and pets. They see nothing of anyone else, and nobody is looked up: whether
 * an email is known is not for a guest to learn. Staff link or merge them later.
 */
export async function insertGuest(
	trx: Knex.Transaction,
	clinicId: string,
	body: Pick<BookBody, 'owner' | 'pets' | 'visit' | 'locale' | 'reminders'>,
	phone: string,
): Promise<{ clientId: string; petIds: string[] }> {
	const clientId = newId()
	await trx('clients').insert({
		clinic_id: clinicId,
		id: clientId,
		name: body.owner.name,
		email: body.owner.email,
		phone,
		locale: body.locale ?? null,
	})
	const pets = body.pets.map((pet) => ({
		clinic_id: clinicId,
		id: newId(),
		name: pet.name,
		species: pet.species,
		breed: pet.breed ?? null,
		sex: pet.sex ?? (body.pets.length === 1 ? body.visit.sex : undefined) ?? 'unknown',
		born_on: pet.birthDate ?? null,
	}))
	await trx('pets').insert(pets)
	const owners = pets.map(({ id }) => ({ clinic_id: clinicId, pet_id: id, client_id: clientId }))
	await trx('pet_owners').insert(owners)
	if (body.reminders) await insertConsent(trx, clinicId, clientId)
	return { clientId, petIds: pets.map((pet) => pet.id) }
}

async function insertConsent(trx: Knex.Transaction, clinicId: string, clientId: string) {
	await trx('consents').insert({
		clinic_id: clinicId,
		id: newId(),
		client_id: clientId,
		purpose: 'service',
		channel: 'sms',
		is_granted: true,
		proof: JSON.stringify({ given: 'booking form', field: 'reminders' }),
	})
}
