import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { stepBack } from '../../../api/database/migrate.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { insertSmallClinic } from '../database/rows.ts'

const test = suite('going back to a version without approvals')
let database: TestDatabase

test.before(async () => {
	database = await testDatabase()
})
test.after(() => database.close())

test('shows no owner what waited for a vet, nor a record that was withdrawn', async () => {
	const { clinicId, petId } = await insertSmallClinic(database.server)
	const of = { clinic_id: clinicId }
	const question = { ...of, level: 'amber', action: 'book_urgent', text: 'Does it limp?' }
	const record = { ...of, pet_id: petId, kind: 'visit', title: 'Check', visibility: 'shared' }
	const shared = { ...record, occurred_on: '2026-06-01' }
	await inTenant(database.server, clinicId, async (trx) => {
		await trx('triage_questions').insert([
			{ ...question, id: newId(), code: 'published' },
			{ ...question, id: newId(), code: 'waiting', is_published: false },
		])
		await trx('medical_records').insert([
			{ ...shared, id: newId(), external_id: 'stands', is_withdrawn: false },
			{ ...shared, id: newId(), external_id: 'withdrawn', is_withdrawn: true },
		])
	})
	for (let ran: string[] = []; ran[0] !== '0026_people.ts'; ) ran = await stepBack(database.owner)
	const asked = await database.owner('triage_questions').where({ is_active: true }).select('code')
	assert.equal(asked, [{ code: 'published' }])
	const read = await database.owner('medical_records').where({ visibility: 'shared' })
	assert.equal(
		read.map((row) => row.external_id),
		['stands'],
	)
})

test.run()
