import type { Knex } from 'knex'
import type { BookBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import { Client, Consent, Pet, PetOwner } from '../database/models/people.ts'

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
	const { name, email } = body.owner
	const locale = body.locale ?? null
	await Client.query(trx).insert({ clinicId, id: clientId, name, email, phone, locale })
	const pets = body.pets.map((pet) => ({
		clinicId,
		id: newId(),
		name: pet.name,
		species: pet.species,
		breed: pet.breed ?? null,
		sex: pet.sex ?? (body.pets.length === 1 ? body.visit.sex : undefined) ?? ('unknown' as const),
		bornOn: pet.birthDate ?? null,
	}))
	await Pet.query(trx).insert(pets)
	await PetOwner.query(trx).insert(pets.map(({ id: petId }) => ({ clinicId, petId, clientId })))
	if (body.reminders) await insertConsent(trx, clinicId, clientId)
	return { clientId, petIds: pets.map((pet) => pet.id) }
}

async function insertConsent(trx: Knex.Transaction, clinicId: string, clientId: string) {
	await Consent.query(trx).insert({
		clinicId,
		id: newId(),
		clientId,
		purpose: 'service',
		channel: 'sms',
		isGranted: true,
		proof: { given: 'booking form', field: 'reminders' },
	})
}
