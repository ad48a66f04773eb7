import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import {
	Appointment,
	AppointmentEvent,
	AppointmentPet,
} from '../../../api/database/models/appointment.ts'
import { Consent, Pet } from '../../../api/database/models/people.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { appointmentRow, insertSmallClinic, type SmallClinic } from './rows.ts'

const models = suite('models')
let database: TestDatabase
let clinic: SmallClinic
let visitId: string

models.before(async () => {
	database = await testDatabase()
	clinic = await insertSmallClinic(database.server)
	const row = appointmentRow(clinic, 'REL1', '2030-01-01T09:00Z', '2030-01-01T09:30Z')
	visitId = row.id
	const { clinicId, petId } = clinic
	await inTenant(database.server, clinicId, async (trx) => {
		await trx('appointments').insert(row)
		await AppointmentPet.query(trx).insert({ clinicId, appointmentId: visitId, petId })
	})
})
models.after(() => database.close())

models('read dates as text and money as decimal text', async () => {
	const { clinicId, petId } = clinic
	await inTenant(database.server, clinicId, async (trx) => {
		await Pet.of(trx, clinicId, { id: petId }).patch({ bornOn: '2024-02-29' })
		await Appointment.of(trx, clinicId, { id: visitId }).patch({ estimatedCost: '58.00' })
		assert.is((await Pet.of(trx, clinicId, { id: petId }).first())?.bornOn, '2024-02-29')
		const visit = await Appointment.of(trx, clinicId, { id: visitId }).first()
		assert.is(visit?.estimatedCost, '58.00')
	})
})

models('keep objects as JSON', async () => {
	const { clinicId, clientId } = clinic
	const proof = { given: 'booking form', fields: ['reminders'] }
	const about = { purpose: 'service', channel: 'sms', isGranted: true, proof } as const
	const [kept, event] = await inTenant(database.server, clinicId, async (trx) => {
		await Consent.query(trx).insert({ clinicId, id: newId(), clientId, ...about })
		await AppointmentEvent.query(trx).insert({
			clinicId,
			id: newId(),
			appointmentId: visitId,
			actorKind: 'owner',
			toStatus: 'confirmed',
			data: { late: false },
		})
		return [
			await Consent.of(trx, clinicId, { clientId }).first(),
			await AppointmentEvent.of(trx, clinicId, { appointmentId: visitId }).first(),
		]
	})
	assert.equal(kept?.proof, proof)
	assert.equal(event?.data, { late: false })
})

models('say when a row was changed', async () => {
	const { clinicId, petId } = clinic
	const changedAt = () =>
		inTenant(database.server, clinicId, async (trx) => {
			const [row] = await trx('pets').where({ clinic_id: clinicId, id: petId })
			return row.updated_at as Date
		})
	const before = await changedAt()
	await inTenant(database.server, clinicId, (trx) =>
		Pet.of(trx, clinicId, { id: petId }).patch({ breed: 'Beagle' }),
	)
	assert.ok((await changedAt()) > before)
})

models('change rows of their own clinic only, even where the database lets them', async () => {
	const other = await insertSmallClinic(database.server)
	// Its owner escapes row level security, so what is left is the statement's own filter.
	const changed = await Pet.of(database.owner, other.clinicId, { id: clinic.petId }).patch({
		breed: 'Poodle',
	})
	assert.is(changed, 0)
	assert.is(await Pet.of(database.owner, other.clinicId).resultSize(), 1)
})

const GRAPH = '[clinic, type, client, veterinarian, pets]'

models('follow relations inside the clinic', async () => {
	const { clinicId } = clinic
	const visit = await inTenant(database.server, clinicId, (trx) =>
		Appointment.of(trx, clinicId, { id: visitId }).withGraphFetched(GRAPH).first(),
	)
	assert.is(visit?.clinic?.name, 'Testwold Vets')
	assert.is(visit?.type?.name, 'Check')
	assert.is(visit?.client?.name, 'An Owner')
	assert.is(visit?.veterinarian?.name, 'A Vet')
	assert.equal(
		visit?.pets?.map((pet) => pet.name),
		['Pickle'],
	)
})

models('filter every table of every statement by its own clinic, and join on it', async () => {
	const { clinicId } = clinic
	const seen: { sql: string; bindings: unknown[] }[] = []
	const note = (query: { sql: string; bindings: unknown[] }) => seen.push(query)
	database.owner.on('query', note)
	await Appointment.of(database.owner, clinicId, { id: visitId }).withGraphFetched(GRAPH).first()
	database.owner.off('query', note)
	assert.is(seen.length, 6)
	for (const { sql, bindings } of seen) {
		const tables = [...sql.matchAll(/(?:from|join) "(\w+)"/g)].map(([, table]) => table)
		for (const table of tables) {
			const own = new RegExp(`"${table}"."${table === 'clinics' ? 'id' : 'clinic_id'}" = \\$(\\d+)`)
			const found = own.exec(sql)
			assert.ok(found, `${table} in ${sql}`)
			assert.is(bindings[Number(found[1]) - 1], clinicId, sql)
		}
		if (tables.length > 1) assert.match(sql, '"pets"."clinic_id" = "appointment_pets"."clinic_id"')
	}
})

models('refuse to follow relations of no clinic', async () => {
	const query = Appointment.query(database.owner).withGraphFetched('client')
	await query.then(
		() => assert.unreachable(),
		(error) => assert.match(error.message, 'begin the query with "of"'),
	)
})

models.run()
