import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SEEN } from '../../../api/appointments/ownership.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'

const test = suite('how much is read to find the visits of an owner')
const VISITS = 3000
let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

/** Animals with an owner and a visit each, of which the database has no statistics yet. */
async function load(trx: Knex.Transaction, count: number): Promise<void> {
	const of = { clinic: clinic.id, type: clinic.types.check, vet: clinic.vets[0] ?? '', count }
	await trx.raw(
		`with clients as (
			insert into clients (clinic_id, id, name)
			select :clinic, gen_random_uuid(), n::text from generate_series(1, :count) n
			returning id, name),
		pets as (
			insert into pets (clinic_id, id, name, species)
			select :clinic, gen_random_uuid(), n::text, 'dog' from generate_series(1, :count) n
			returning id, name),
		links as (
			insert into pet_owners (clinic_id, pet_id, client_id)
			select :clinic, p.id, c.id from pets p join clients c using (name)
			returning pet_id, client_id),
		visits as (
			insert into appointments (clinic_id, id, appointment_type_id, pet_id, client_id,
				veterinarian_id, scheduled_start, scheduled_end, booking_reference, visit, status)
			select :clinic, gen_random_uuid(), :type, pet_id, client_id, :vet, now() - interval '2 hours',
				now() - interval '1 hour', upper(left(md5(pet_id::text), 8)), '{}', 'completed' from links
			returning id, pet_id)
		insert into appointment_pets (clinic_id, appointment_id, pet_id)
		select :clinic, id, pet_id from visits`,
		of,
	)
}

test('is a few pages for each of thousands that were just loaded, and not their square', async () => {
	const owner = await ownerAt(api, clinic, { pets: [{}, {}] })
	const read = await clinic.run(async (trx: Knex.Transaction) => {
		await load(trx, VISITS)
		const asked = `select a.id from appointments a where a.clinic_id = $1 and ${SEEN}`
		const values = { clinic: clinic.id, client: owner.clientId }
		const sql = asked.replaceAll('$1', ':clinic').replaceAll('$2', ':client')
		const { rows } = await trx.raw(`explain (analyze, buffers, format json) ${sql}`, values)
		const [{ Plan: plan }] = rows[0]['QUERY PLAN']
		return plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
	})
	assert.ok(read < 4 * VISITS, `${read} pages`)
})

test.run()
