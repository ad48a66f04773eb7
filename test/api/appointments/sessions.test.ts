import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { holdTime } from '../../../api/appointments/hold.ts'
import { holdBody } from '../../../api/contract/holds.ts'
import { writeInTenant } from '../../../api/database/write.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { bookBody, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('holds of one page')
const SESSION = { 'Vetslot-Session': 'one-page-of-one-owner-0001' }
const OTHER = { 'Vetslot-Session': 'another-page-of-that-owner' }

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi({}, 2, 4)
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
})
test.after(() => api.close())

const hold = (halfHours: number, headers: Record<string, string> = SESSION) => {
	return api.call(clinic, 'POST', '/api/customer/holds', { body: bodyAt(halfHours), headers })
}
function bodyAt(halfHours: number) {
	const { appointmentTypeId, visit, veterinarianId } = bookBody(clinic)
	return { appointmentTypeId, visit, veterinarianId, start: startIn(3, halfHours) }
}
const holds = () =>
	clinic.run((trx) => trx('holds').where({ clinic_id: clinic.id }).orderBy('starts_at'))

test('a new hold of a page gives its earlier time back', async () => {
	const first = await hold(0)
	const second = await hold(1)
	assert.is(second.status, 201)
	assert.equal(
		(await holds()).map((row) => row.id),
		[second.body.id],
	)
	const rows = await clinic.run((trx) => trx('reservations').where({ clinic_id: clinic.id }))
	assert.ok(rows.every((row) => row.hold_id === second.body.id))
	assert.is((await hold(0, OTHER)).status, 201, 'the earlier time is free for another page')
	assert.is.not(first.body.id, second.body.id)
})

test('a refused hold leaves the earlier one as it is', async () => {
	const first = await hold(0)
	assert.is((await hold(1, OTHER)).status, 201)
	assert.is((await hold(1)).body.code, 'slot_taken')
	assert.ok((await holds()).some((row) => row.id === first.body.id))
})

test('a page may hold again a time that overlaps its own', async () => {
	await clinic.run((trx) =>
		trx('appointment_types').where({ clinic_id: clinic.id }).update({ step_minutes: 15 }),
	)
	await clinic.run((trx) =>
		trx('availability_versions')
			.where({ clinic_id: clinic.id })
			.update({ version: trx.raw('version + 1'), plan_version: trx.raw('plan_version + 1') }),
	)
	assert.is((await hold(0)).status, 201)
	assert.is((await hold(0.5)).status, 201)
	assert.is((await holds()).length, 1)
})

test('of many holds of one page at once one stays', async () => {
	const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((at) => hold(at)))
	assert.ok(answers.every((answer) => answer.status === 201))
	assert.is((await holds()).length, 1)
})

test('of many holds of one page at once one stays, wherever they come from', async () => {
	const body = holdBody.parse(bodyAt(0))
	const from = (address: number) =>
		writeInTenant(api.db, clinic.id, (query) =>
			holdTime(query, api.services, {
				clinicId: clinic.id,
				keyId: crypto.randomUUID(),
				address: `203.0.113.${address}`,
				session: SESSION['Vetslot-Session'],
				limits: { byAddress: 9, byKey: 9 },
				body: { ...body, start: startIn(3, address) },
			}),
		)
	await Promise.all([1, 2, 3, 4, 5].map(from))
	assert.is((await holds()).length, 1)
})

test('a hold and a booking are told what their kind of visit depends on', async () => {
	clinic = await makeBookableClinic(api.db, { type: { client_type: 'existing' } })
	const book = { body: bookBody(clinic) }
	for (const answer of [
		await hold(0),
		await api.call(clinic, 'POST', '/api/customer/appointments/book', book),
	]) {
		assert.is(answer.status, 400)
		assert.equal(
			answer.body.issues.map((issue: { path: string; code: string }) => [issue.path, issue.code]),
			[['visit.client', 'required']],
		)
	}
})

test('a page that changes its mind does not use up what its address may hold', async () => {
	for (let at = 0; at < 5; at++) assert.is((await hold(at)).status, 201)
	assert.is((await hold(6, OTHER)).status, 201)
	assert.is((await hold(7, {})).status, 429)
})

test('the session is stored as a hash that the address can not be told from', async () => {
	await hold(0)
	const [row] = await holds()
	assert.is(row.session_hash.length, 32)
	assert.not.ok(JSON.stringify(row).includes(SESSION['Vetslot-Session']))
})

test('a session that could be guessed is refused', async () => {
	const answer = await hold(0, { 'Vetslot-Session': 'short' })
	assert.is(answer.status, 400)
	assert.is(answer.body.issues[0].path, 'vetslot-session')
})

test('all visitors of a website together have a limit too', async () => {
	await hold(0)
	const [first] = await holds()
	// As if of other addresses.
	await clinic.run((trx) =>
		trx('holds').insert(
			[1, 2, 3].map((i) => ({
				...first,
				id: crypto.randomUUID(),
				token_hash: Buffer.alloc(32, i),
				address_hash: Buffer.alloc(32, i),
				session_hash: null,
				visit: JSON.stringify(first.visit),
			})),
		),
	)
	assert.is((await hold(1, OTHER)).status, 429)
	assert.is((await hold(1)).status, 201, 'its own goes, so there is room')
})

test.run()
