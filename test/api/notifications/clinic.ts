import type { Knex } from 'knex'
import { newId } from '../../../api/database/ids.ts'
import { inTenant } from '../../../api/database/tenant.ts'

export interface TestClinic {
	id: string
	/** Books a visit with rows of its own; fields override columns of the appointment. */
	book(options?: BookOptions): Promise<TestVisit>
	/** Runs as this clinic. */
	run<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T>
}

export interface TestVisit {
	id: string
	clientId: string
	petId: string
	reference: string
}

export interface BookOptions {
	pets?: string[]
	owner?: string
	email?: string
	columns?: Record<string, unknown>
}

let visits = 0

/** A clinic with one vet and one type; its address is made up. */
export async function makeClinic(db: Knex, differences: object = {}): Promise<TestClinic> {
	const id = newId()
	const vet = newId()
	const type = newId()
	const run = <T>(work: (trx: Knex.Transaction) => Promise<T>) => inTenant(db, id, work)
	await run(async (trx) => {
		await trx('clinics').insert({
			id,
			slug: `c-${id}`,
			name: 'Harbour Lane Vets',
			time_zone: 'Europe/London',
			locale: 'en-GB',
			currency: 'GBP',
			phone: '+442079460112',
			email: 'hello@harbour.example',
			website: 'https://harbour.example',
			address_lines: ['3 Harbour Lane', 'London', 'ZZ1 1ZZ'],
			...differences,
		})
		await trx.raw('select register_clinic(?, ?)', [id, `c-${id}`])
		await trx('users').insert({ clinic_id: id, id: vet, name: 'Dr Maren Lind' })
		await trx('appointment_types').insert({
			clinic_id: id,
			id: type,
			slug: 'check',
			name: 'Check-up',
			booking_mode: 'instant',
			duration_minutes: 20,
			price_kind: 'from',
			preparation: JSON.stringify([
				{ text: 'Bring a favourite treat', species: null },
				{ text: 'Come in a carrier', species: ['cat'] },
			]),
		})
	})
	return { id, run, book: (options = {}) => run((trx) => book(trx, { id, vet, type }, options)) }
}

async function book(
	trx: Knex.Transaction,
	clinic: { id: string; vet: string; type: string },
	{ pets = ['Biscuit'], owner = 'Sam Rowe', email = 'sam@example.com', columns }: BookOptions,
): Promise<TestVisit> {
	const clientId = newId()
	const petIds = pets.map(newId)
	const visit = { id: newId(), clientId, petId: petIds[0]!, reference: `HLV7Q${100 + visits++}` }
	const own = { clinic_id: clinic.id }
	const start = Date.now() + 5 * 86_400_000
	await trx('clients').insert({ ...own, id: clientId, name: owner, email })
	for (const [at, name] of pets.entries()) {
		await trx('pets').insert({ ...own, id: petIds[at], name, species: 'dog' })
	}
	await trx('appointments').insert({
		...own,
		id: visit.id,
		appointment_type_id: clinic.type,
		pet_id: visit.petId,
		client_id: clientId,
		veterinarian_id: clinic.vet,
		scheduled_start: new Date(start),
		scheduled_end: new Date(start + 20 * 60_000),
		booking_reference: visit.reference,
		status: 'confirmed',
		estimated_cost: '58.00',
		...columns,
	})
	for (const petId of petIds) {
		await trx('appointment_pets').insert({ ...own, appointment_id: visit.id, pet_id: petId })
	}
	return visit
}
