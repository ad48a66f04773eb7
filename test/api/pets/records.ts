import { newId } from '../../../api/database/ids.ts'
import type { BookableClinic } from '../../factories.ts'
import type { TestOwner } from '../accounts/owner.ts'
import { at, dayIn } from '../hours/desk.ts'
import type { Colleague } from '../staff/staff.ts'

/** Writes a record about a pet, shared unless told otherwise. */
export async function write(
	vet: Colleague,
	petId: string,
	content: object,
	more: object = {},
): Promise<{ id: string }> {
	const body = { visibility: 'shared', ...more, content }
	const answer = await vet.ask('POST', `/api/clinic/pets/${petId}/records`, { body })
	if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
	return answer.body.records[0]
}

/** A visit of an owner's first pet, some days ago at noon, as no booking could make it. */
export async function makeVisit(
	clinic: BookableClinic,
	{ clientId, pets }: Pick<TestOwner, 'clientId' | 'pets'>,
	{ daysAgo, ...columns }: { daysAgo: number } & Record<string, unknown>,
): Promise<string> {
	const id = newId()
	const start = new Date(at(dayIn(-daysAgo), '12:00'))
	await clinic.run(async (trx) => {
		await trx('appointments').insert({
			...{ clinic_id: clinic.id, id, client_id: clientId, pet_id: pets[0] },
			...{ booking_reference: `T${id.replaceAll('-', '').slice(-6).toUpperCase()}` },
			...{ veterinarian_id: clinic.vets[0], appointment_type_id: clinic.types.check },
			...{ scheduled_start: start, scheduled_end: new Date(start.getTime() + 1_800_000) },
			...{ booking_method: 'online', ...columns },
		})
		const link = { clinic_id: clinic.id, appointment_id: id, pet_id: pets[0] }
		await trx('appointment_pets').insert(link)
	})
	return id
}
