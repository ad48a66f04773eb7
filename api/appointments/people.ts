import type { BookBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import type { ComingPet, Party } from './party.ts'
import type { NewRows } from './write.ts'

/**
 * The rows of those who come and are not known yet. A guest's own client and pets see nothing of anyone
 * else; staff link or merge them later. What an owner with an account adds is theirs for certain.
 */
export function partyRows(
	{ clientId, owner, pets, known }: Party,
	body: Pick<BookBody, 'visit' | 'locale' | 'reminders'>,
	phone: string,
): NewRows {
	const { name, email } = owner
	const client = { id: clientId, name, email, phone, locale: body.locale ?? null }
	const added = pets.filter((pet) => !pet.isKnown)
	const sexOfOne = pets.length === 1 ? body.visit.sex : undefined
	const match_status = known ? 'confirmed' : 'unconfirmed'
	return {
		...(known ? {} : { clients: [client] }),
		pets: added.map((pet) => ({ ...petRow(pet, sexOfOne), match_status })),
		pet_owners: added.map(({ id }) => ({ pet_id: id, client_id: clientId })),
		...(body.reminders ? { consents: [textReminders(clientId)] } : {}),
	}
}

function petRow(pet: ComingPet, sexOfOne: string | undefined) {
	return {
		id: pet.id,
		name: pet.name,
		species: pet.species,
		breed: pet.breed ?? null,
		sex: pet.sex ?? sexOfOne ?? 'unknown',
		born_on: pet.birthDate ?? null,
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
