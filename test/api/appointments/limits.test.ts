import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, bookBody, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('limits of booking')

const A_DAY = (most: number) => ({ most, seconds: 86_400 })
let api: TestApi

test.before(async () => {
	api = await startApi({ email: A_DAY(2) }, 3, undefined, A_DAY(3))
})
test.after(() => api.close())

const PATH = '/api/customer/appointments/book'
const ownedBy = (email: string) => ({ name: 'Ann Otter', phone: '020 7946 0142', email })
const mails = (clinic: BookableClinic) =>
	clinic.run((trx) => trx('notifications').where({ clinic_id: clinic.id }))

test('caps the mails that anyone can cause to one address', async () => {
	const clinic = await makeBookableClinic(api.db)
	const statuses = []
	for (const [halfHour, email] of ['a@x.example', 'A+1@X.example', 'a@x.example'].entries()) {
		const body = bookBody(clinic, { owner: ownedBy(email), start: startIn(3, halfHour) })
		const answer = await api.call(clinic, 'POST', PATH, { body })
		statuses.push(answer.status)
		if (answer.status === 429) assert.ok(Number(answer.headers.get('Retry-After')) > 0)
	}
	assert.equal(statuses, [201, 201, 429])
	assert.is((await mails(clinic)).length, 2)
	const visits = await clinic.run((trx) => trx('appointments').where({ clinic_id: clinic.id }))
	assert.is(visits.length, 2, 'nothing is left of the third')
})

test('counts neither a call that fails nor a retry', async () => {
	const clinic = await makeBookableClinic(api.db)
	const owner = ownedBy('b@x.example')
	const attempt = (differences: Record<string, unknown>, headers = {}) =>
		api.call(clinic, 'POST', PATH, { body: bookBody(clinic, { owner, ...differences }), headers })
	for (let i = 0; i < 3; i++) assert.is((await attempt({ start: startIn(-1) })).status, 422)
	assert.is((await attempt({ answers: [{ fieldId: 'none', value: 1 }] })).status, 400)
	const headers = { 'Idempotency-Key': randomUUID() }
	for (let i = 0; i < 4; i++) assert.is((await attempt({}, headers)).status, 201)
	assert.is((await attempt({ start: startIn(3, 1) })).status, 201)
	assert.is((await attempt({ start: startIn(3, 2) })).status, 429)
	assert.is((await attempt({}, headers)).status, 201, 'a retry is answered even then')
})

test('lets one address book a few visits a day, whatever names it gives and however fast', async () => {
	const clinic = await makeBookableClinic(api.db)
	const attempt = (i: number, at = clinic) => {
		const body = bookBody(at, { owner: ownedBy(`made.up${i}@x.example`), start: startIn(3, i) })
		return api.call(at, 'POST', PATH, { body })
	}
	const answers = await Promise.all([0, 1, 2, 3, 4].map((i) => attempt(i)))
	const [booked, refused] = [201, 429].map((wanted) => answers.filter((a) => a.status === wanted))
	assert.equal([booked?.length, refused?.length], [3, 2])
	const wait = Number(refused?.[0]?.headers.get('Retry-After'))
	assert.ok(wait > 0 && wait <= 86_400)
	assert.is((await mails(clinic)).length, 3, 'nothing is left of the others')
	assert.is((await attempt(6, await makeBookableClinic(api.db))).status, 201, 'elsewhere')
	const rows = await clinic.run((trx) =>
		trx('rate_limits').where({ clinic_id: clinic.id, bucket: 'booking_by_address' }),
	)
	assert.equal(
		rows.map((row) => row.hits),
		[3],
	)
	assert.not.match(rows[0]?.subject, '127.0.0.1')
})

test('counts a move, which is told by a mail too', async () => {
	const clinic = await makeBookableClinic(api.db)
	const visit = await book(api, clinic, { owner: ownedBy('c@x.example') })
	const move = (id: string, halfHours: number) =>
		api.call(clinic, 'PUT', `/api/customer/appointments/${id}/reschedule`, {
			manage: visit.manageToken,
			body: { start: startIn(4, halfHours), veterinarianId: null },
		})
	const moved = await move(visit.id, 0)
	assert.is(moved.status, 200)
	assert.is((await move(moved.body.id, 1)).body.code, 'rate_limited')
	assert.is((await mails(clinic)).length, 2)
	const [still] = await clinic.run((trx) =>
		trx('appointments').where({ clinic_id: clinic.id, status: 'confirmed' }),
	)
	assert.is(still.id, moved.body.id)
})

test('lets one address keep a few times at once, however fast it asks', async () => {
	const clinic = await makeBookableClinic(api.db)
	const { appointmentTypeId, visit, veterinarianId } = bookBody(clinic)
	const hold = (halfHours: number) => {
		const start = startIn(3, halfHours)
		const body = { appointmentTypeId, visit, start, veterinarianId }
		return api.call(clinic, 'POST', '/api/customer/holds', { body })
	}
	const answers = await Promise.all([0, 1, 2, 3, 4, 5].map(hold))
	const [kept, refused] = [201, 429].map((wanted) => answers.filter((a) => a.status === wanted))
	assert.equal([kept?.length, refused?.length], [3, 3])
	assert.is(refused?.[0]?.body.code, 'rate_limited')
	const wait = Number(refused?.[0]?.headers.get('Retry-After'))
	assert.ok(wait > 580 && wait <= 600)
	const rows = await clinic.run((trx) => trx('holds').where({ clinic_id: clinic.id }))
	assert.ok(rows.every((row) => row.address_hash.length === 32))
	const { id, token } = kept?.[0]?.body ?? {}
	await api.call(clinic, 'DELETE', `/api/customer/holds/${id}`, { hold: token })
	assert.is((await hold(6)).status, 201, 'one given back makes room for another')
})

test.run()
