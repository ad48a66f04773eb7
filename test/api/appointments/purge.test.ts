import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { purge } from '../../../api/appointments/purge.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('clean up')

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

const hold = async (start: string): Promise<string> => {
	const visit = { species: 'dog' }
	const body = { appointmentTypeId: clinic.types.check, visit, start, veterinarianId: null }
	return (await api.call(clinic, 'POST', '/api/customer/holds', { body })).body.id
}

test('removes holds that have ended and reservations long past, and nothing else', async () => {
	const [ended, live] = [await hold(startIn(3)), await hold(startIn(4))]
	const [past, ahead] = [
		await book(api, clinic, { start: startIn(5) }),
		await book(api, clinic, { start: startIn(6) }),
	]
	await clinic.run(async (trx) => {
		const minuteAgo = { expires_at: trx.raw(`now() - interval '1 minute'`) }
		await trx('holds').where({ id: ended }).update(minuteAgo)
		await trx('reservations').where({ hold_id: ended }).update(minuteAgo)
		await trx.raw(
			`update reservations set starts_at = starts_at - interval '9 days',
				ends_at = ends_at - interval '9 days' where appointment_id = ?`,
			[past.id],
		)
	})
	assert.equal(await purge(api.db), { holds: 1, reservations: 2 })
	await clinic.run(async (trx) => {
		const rows = await trx('reservations').where({ clinic_id: clinic.id })
		const owners = new Set(rows.map((row) => row.hold_id ?? row.appointment_id))
		assert.equal(owners, new Set([live, ahead.id]))
		assert.is((await trx('appointments').where({ clinic_id: clinic.id })).length, 2)
		assert.is((await trx('appointment_resources').where({ appointment_id: past.id })).length, 2)
	})
})

test.run()
