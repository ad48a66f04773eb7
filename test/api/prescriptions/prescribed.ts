import { newId } from '../../../api/database/ids.ts'
import type { BookableClinic } from '../../factories.ts'

interface Differences {
	title?: string
	repeats?: number | undefined
	reviewOn?: string
	visibility?: string
	is_withdrawn?: boolean
	occurred_on?: string
}

/** Writes a prescription that may be repeated, as a vet has written it some time ago. */
export async function prescribe(
	clinic: BookableClinic,
	petId: string | undefined,
	differences: Differences = {},
): Promise<string> {
	const id = newId()
	const { title = 'Cimalgex 80 mg', repeats = 3, reviewOn, ...columns } = differences
	const data = { product: title, dose: 'One a day', quantity: '30 tablets', repeats }
	const row = { clinic_id: clinic.id, id, pet_id: petId, kind: 'prescription', title }
	const written = { occurred_on: '2026-06-01', visibility: 'shared', next_due_on: reviewOn ?? null }
	await clinic.run((trx) =>
		trx('medical_records').insert({ ...row, ...written, data: JSON.stringify(data), ...columns }),
	)
	return id
}
