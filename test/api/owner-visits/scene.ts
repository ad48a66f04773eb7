import { newId } from '../../../api/database/ids.ts'
import type { BookableClinic } from '../../factories.ts'
import type { TestOwner } from '../accounts/owner.ts'
import { book, startIn, type TestApi } from '../api.ts'

export const VISITS = '/api/customer/appointments'

/** A guest's booking, given to an owner as a match would. */
export async function bookedFor(
	api: TestApi,
	clinic: BookableClinic,
	owner: TestOwner,
	differences: Record<string, unknown> = {},
): Promise<{ id: string; reference: string; manageToken: string; start: string }> {
	const visit = await book(api, clinic, { start: startIn(3), ...differences })
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id }
		const columns = { client_id: owner.clientId, pet_id: owner.pets[0] }
		await trx('appointments')
			.where({ ...of, id: visit.id })
			.update(columns)
		await trx('appointment_pets')
			.where({ ...of, appointment_id: visit.id })
			.update({ pet_id: owner.pets[0] })
	})
	return visit
}

/** Makes an animal another owner's, too. */
export async function share(clinic: BookableClinic, petId: string, withWhom: TestOwner) {
	const row = { clinic_id: clinic.id, pet_id: petId, client_id: withWhom.clientId }
	await clinic.run((trx) => trx('pet_owners').insert(row))
}

/** Lets a visit have been booked for some minutes from now, wherever that lies. */
export async function startsIn(
	clinic: BookableClinic,
	id: string,
	minutes: number,
	columns: Record<string, unknown> = {},
) {
	await clinic.run((trx) =>
		trx('appointments')
			.where({ clinic_id: clinic.id, id })
			.update({
				scheduled_start: trx.raw(`statement_timestamp() + make_interval(mins => ?)`, [minutes]),
				scheduled_end: trx.raw(`statement_timestamp() + make_interval(mins => ?)`, [minutes + 30]),
				...columns,
			}),
	)
}

/** A visit of long ago, written as it stands in the books. */
export async function pastVisit(
	clinic: BookableClinic,
	owner: TestOwner,
	{ daysAgo, ...columns }: { daysAgo: number } & Record<string, unknown>,
): Promise<string> {
	const id = newId()
	const start = new Date(Date.now() - daysAgo * 86_400_000)
	start.setUTCHours(9, 0, 0, 0)
	await clinic.run(async (trx) => {
		await trx('appointments').insert({
			...{ clinic_id: clinic.id, id, appointment_type_id: clinic.types.check },
			...{ pet_id: owner.pets[0], client_id: owner.clientId, veterinarian_id: clinic.vets[0] },
			scheduled_start: start,
			scheduled_end: new Date(start.getTime() + 1_800_000),
			booking_reference: id.slice(-8).toUpperCase(),
			visit: JSON.stringify({ species: 'dog', pets: 1, problems: 1, amber: false }),
			status: 'completed',
			...columns,
		})
		const pet = { clinic_id: clinic.id, appointment_id: id, pet_id: owner.pets[0] }
		await trx('appointment_pets').insert(pet)
	})
	return id
}
