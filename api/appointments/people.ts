import type { BookBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import type { NewRows } from './write.ts'

export interface Guest {
	clientId: string
	petIds: string[]
	rows: NewRows
}

/**
 * A guest's own client and pets. They see nothing of anyone else, and nobody is looked up: whether
 * an email is known is not for a guest to learn. Staff link or merge them later.
 */
export function guestOf(
	body: Pick<BookBody, 'owner' | 'pets' | 'visit' | 'locale' | 'reminders'>,
	phone: string,
): Guest {
	const clientId = newId()
	const { name, email } = body.owner
	const pets = body.pets.map((pet) => ({
		id: newId(),
		name: pet.name,
		species: pet.species,
		breed: pet.breed ?? null,
		sex: pet.sex ?? (body.pets.length === 1 ? body.visit.sex : undefined) ?? 'unknown',
		born_on: pet.birthDate ?? null,
	}))
	const petIds = pets.map((pet) => pet.id)
	return {
		clientId,
		petIds,
		rows: {
			clients: [{ id: clientId, name, email, phone, locale: body.locale ?? null }],
			pets,
			pet_owners: petIds.map((pet_id) => ({ pet_id, client_id: clientId })),
			...(body.reminders ? { consents: [textReminders(clientId)] } : {}),
		},
	}
}

function textReminders(clientId: string) {
	return {
		id: newId(),
		client_id: clientId,
		purpose: 'service',
		channel: 'sms',
		is_granted: true,
		proof: { given: 'booking form', field: 'reminders' },
	}
}
