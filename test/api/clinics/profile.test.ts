import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { openState } from '../../../api/clinics/opening.ts'
import type { ClinicRows } from '../../../api/clinics/queries.ts'
import { bumpPlan } from '../../../api/database/versions.ts'
import { dateOf } from '../../../api/time/zone.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, startApi, type TestApi } from '../api.ts'

const test = suite('what a clinic shows')
const PATH = '/api/customer/clinic'

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

test('refuses a call without a credential, and one with an unknown key', async () => {
	assert.is((await api.call(clinic, 'GET', PATH, { key: null })).body.code, 'key_missing')
	const unknown = await api.call(clinic, 'GET', PATH, { key: 'pk_test_nobody_knows_me' })
	assert.is(unknown.body.code, 'key_unknown')
	assert.is((await api.call(clinic, 'GET', `${PATH}?clinic=x`)).status, 400)
})

test('shows what anyone may know, and no more', async () => {
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id }
		await trx('users')
			.where({ ...of, id: clinic.vets[0] })
			.update({ email: 'vet@private.example', phone: '+447700900111' })
		await trx('appointment_types').insert({
			...of,
			id: crypto.randomUUID(),
			slug: 'inner',
			name: 'Staff only',
			booking_mode: 'staff_only',
			duration_minutes: 30,
		})
		await trx('vet_availability_overrides').insert({
			...of,
			id: crypto.randomUUID(),
			resource_id: clinic.vets[0],
			override_type: 'unavailable',
			override_date: '2190-01-01',
			reason: 'a secret reason',
		})
		await bumpPlan(trx, clinic.id)
	})
	const { status, body } = await api.call(clinic, 'GET', PATH)
	assert.is(status, 200)
	assert.is(body.name, 'Brackenbury Vets')
	assert.is(body.region, 'GB')
	assert.equal(body.appointmentTypes.map((type: { slug: string }) => type.slug).sort(), [
		'callback',
		'check',
		'form',
		'request',
		'urgent',
	])
	assert.equal(body.species, ['dog', 'cat'])
	assert.equal(body.appointmentTypes[0].veterinarianIds.length, 2)
	assert.is(body.veterinarians.length, 2)
	assert.is(body.triage.questions.length, 3)
	assert.not.match(JSON.stringify(body), /private|secret|900111|inner/)
})

test('is the clinic of the credential', async () => {
	const other = await makeBookableClinic(api.db, { clinic: { name: 'Other Vets' } })
	assert.is((await api.call(other, 'GET', PATH)).body.name, 'Other Vets')
	const visit = await book(api, clinic)
	const manage = visit.manageToken
	const headers = { Origin: api.url }
	const own = await api.call(clinic, 'GET', PATH, { key: null, manage, headers })
	assert.is(own.body.id, clinic.id)
	const both = await api.call(other, 'GET', PATH, { manage })
	assert.is(both.status, 401)
	assert.is(both.body.code, 'credentials_disagree')
})

test('knows when someone answers the phone', () => {
	const rows = {
		clinic: {
			time_zone: 'Europe/London',
			opening_hours: { mon: ['08:15', '19:00'], tue: ['08:15', '19:00'], sat: null },
		},
		overrides: [
			{ resource_id: null, override_type: 'unavailable', override_date: '2027-03-29' },
			{
				resource_id: null,
				override_type: 'unavailable',
				override_date: '2027-03-30',
				start_time: '12:00:00',
				end_time: '13:00:00',
			},
		].map((row) => ({ start_time: null, end_time: null, ...row })),
	} as unknown as ClinicRows
	const at = (time: string) => {
		const { now, changesAt } = openState(rows, new Date(time))
		return [now, changesAt === null ? null : dateOf(changesAt).toISOString().slice(0, 16)]
	}
	// The clocks went forward the day before, so London is an hour ahead of UTC.
	assert.equal(at('2027-03-29T10:00:00Z'), [false, '2027-03-30T07:15'])
	assert.equal(at('2027-03-30T10:00:00Z'), [true, '2027-03-30T11:00'])
	assert.equal(at('2027-03-30T11:30:00Z'), [false, '2027-03-30T12:00'])
	assert.equal(at('2027-03-30T18:00:00Z'), [false, '2027-04-05T07:15'])
})

test.run()
