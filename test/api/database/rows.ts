import type { Knex } from 'knex'
import { newId } from '../../../api/database/ids.ts'
import { inTenant } from '../../../api/database/tenant.ts'

/** A clinic with one vet, client, pet and type: the least that a visit needs. */
export interface SmallClinic {
	clinicId: string
	vetId: string
	clientId: string
	petId: string
	typeId: string
}

export async function insertSmallClinic(server: Knex): Promise<SmallClinic> {
	const [clinicId, vetId, clientId, petId, typeId] = Array.from({ length: 5 }, newId) as [
		string,
		string,
		string,
		string,
		string,
	]
	const of = { clinic_id: clinicId }
	await inTenant(server, clinicId, async (trx) => {
		await trx('clinics').insert({
			id: clinicId,
			slug: `c-${clinicId}`,
			name: 'Testwold Vets',
			time_zone: 'Europe/London',
			currency: 'GBP',
		})
		await trx('users').insert({ ...of, id: vetId, name: 'A Vet', roles: ['veterinarian'] })
		await trx('resources').insert({ ...of, id: vetId, kind: 'veterinarian', name: 'A Vet' })
		await trx('clients').insert({ ...of, id: clientId, name: 'An Owner' })
		await trx('pets').insert({ ...of, id: petId, name: 'Pickle', species: 'dog' })
		await trx('pet_owners').insert({ ...of, pet_id: petId, client_id: clientId })
		await trx('appointment_types').insert({
			...of,
			id: typeId,
			slug: 'check',
			name: 'Check',
			booking_mode: 'instant',
			duration_minutes: 30,
		})
	})
	return { clinicId, vetId, clientId, petId, typeId }
}

/** The columns of an appointment from `start` to `end`. */
export function appointmentRow(clinic: SmallClinic, reference: string, start: string, end: string) {
	return {
		clinic_id: clinic.clinicId,
		id: newId(),
		appointment_type_id: clinic.typeId,
		pet_id: clinic.petId,
		client_id: clinic.clientId,
		veterinarian_id: clinic.vetId,
		scheduled_start: start,
		scheduled_end: end,
		booking_reference: reference,
		status: 'confirmed',
	}
}
