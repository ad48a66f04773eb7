import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { Appointment } from '../../../api/database/models/appointment.ts'
import { AppointmentType } from '../../../api/database/models/appointment-type.ts'
import { Client } from '../../../api/database/models/people.ts'
import { Pet } from '../../../api/database/models/pet.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { appointmentRow, insertSmallClinic, type SmallClinic } from './rows.ts'

const models = suite('models')
let database: TestDatabase
let clinic: SmallClinic

models.before(async () => {
	database = await testDatabase()
	clinic = await insertSmallClinic(database.server)
})
models.after(() => database.close())

models('read dates as text and money as decimal text', async () => {
	const { clinicId, petId, typeId } = clinic
	const [pet, type] = await inTenant(database.server, clinicId, async (trx) => {
		await Pet.query(trx).findById([clinicId, petId]).patch({ bornOn: '2024-02-29' })
		await AppointmentType.query(trx).findById([clinicId, typeId]).patch({ basePrice: '58.00' })
		return [
			await Pet.query(trx).findById([clinicId, petId]),
			await AppointmentType.query(trx).findById([clinicId, typeId]),
		]
	})
	assert.is(pet?.bornOn, '2024-02-29')
	assert.is(type?.basePrice, '58.00')
})

models('keep lists of objects as JSON and lists of words as arrays', async () => {
	const { clinicId, typeId } = clinic
	const formFields = [{ id: 'reason', type: 'longtext', required: true }]
	const type = await inTenant(database.server, clinicId, async (trx) => {
		await AppointmentType.query(trx)
			.findById([clinicId, typeId])
			.patch({ formFields, equipment: ['scales', 'xray'], rules: { maxPets: 3 } })
		return AppointmentType.query(trx).findById([clinicId, typeId])
	})
	assert.equal(type?.formFields, formFields)
	assert.equal(type?.equipment, ['scales', 'xray'])
	assert.equal(type?.rules, { maxPets: 3 })
})

models('say when a row was changed', async () => {
	const { clinicId, clientId } = clinic
	const key = [clinicId, clientId]
	const client = await inTenant(database.server, clinicId, (trx) =>
		Client.query(trx).findById(key).throwIfNotFound(),
	)
	await inTenant(database.server, clinicId, (trx) =>
		Client.query(trx).findById(key).patch({ phone: '+442079460142' }),
	)
	const changed = await inTenant(database.server, clinicId, (trx) =>
		Client.query(trx).findById(key).throwIfNotFound(),
	)
	assert.ok(changed.updatedAt > client.updatedAt)
})

models('follow relations inside the clinic', async () => {
	const { clinicId, clientId } = clinic
	const row = appointmentRow(clinic, 'REL1', '2030-01-01T09:00Z', '2030-01-01T09:30Z')
	const visit = await inTenant(database.server, clinicId, async (trx) => {
		await trx('appointments').insert(row)
		await trx('appointment_events').insert({
			clinic_id: clinicId,
			id: newId(),
			appointment_id: row.id,
			actor_kind: 'owner',
			to_status: 'confirmed',
		})
		return Appointment.query(trx)
			.findById([clinicId, row.id])
			.withGraphFetched('[type, pet, client, veterinarian, events]')
	})
	assert.is(visit?.pet?.name, 'Pickle')
	assert.is(visit?.type?.slug, 'check')
	assert.is(visit?.veterinarian?.name, 'A Vet')
	assert.is(visit?.events?.[0]?.toStatus, 'confirmed')
	const client = await inTenant(database.server, clinicId, (trx) =>
		Client.query(trx).findById([clinicId, clientId]).withGraphFetched('pets'),
	)
	assert.is(client?.pets?.[0]?.name, 'Pickle')
})

models.run()
