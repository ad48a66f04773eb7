import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { answerBy } from '../../../api/appointments/policy.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { bookBody, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('book a visit')
const PATH = '/api/customer/appointments/book'

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

const book = (differences: Record<string, unknown> = {}, options = {}) =>
	api.call(clinic, 'POST', PATH, { body: bookBody(clinic, differences), ...options })

const count = (table: string) =>
	clinic.run(async (trx) =>
		Number((await trx(table).where({ clinic_id: clinic.id }).count())[0]?.count),
	)

test('refuses a call without a key', async () => {
	const answer = await book({}, { key: null })
	assert.is(answer.status, 401)
	assert.is(answer.body.code, 'key_missing')
})

test('names every bad field at once and writes nothing', async () => {
	const before = await count('clients')
	const answer = await book({
		owner: { name: 'A', phone: '020 7946 0142', email: 'nobody' },
		start: 'tomorrow',
		colour: 'red',
	})
	assert.is(answer.status, 400)
	const paths = answer.body.issues.map((issue: { path: string }) => issue.path).sort()
	assert.equal(paths, ['colour', 'owner.email', 'owner.name', 'start'])
	assert.is(await count('clients'), before)
})

test('books, and writes everything in one go', async () => {
	const start = startIn(2)
	const answer = await book({ start, notes: 'Shy', reminders: true })
	assert.is(answer.status, 201)
	const { id, reference, manageToken, manageUrl, ...rest } = answer.body
	assert.match(reference, /^[2-9BCDFGHJKMNPQRSTVWXYZ]{7}$/)
	assert.is(manageUrl, `${api.url}/visit#${manageToken}`)
	assert.is(rest.status, 'confirmed')
	assert.is(Date.parse(rest.start), Date.parse(start))
	assert.equal(rest.price, { amount: '58.00', currency: 'GBP' })
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id, appointment_id: id }
		const reservations = await trx('reservations').where(of)
		assert.is(reservations.length, 2, 'the vet and a room')
		assert.is((await trx('appointment_resources').where(of)).length, 2)
		assert.is((await trx('appointment_pets').where(of)).length, 1)
		const events = await trx('appointment_events').where(of)
		assert.equal(
			events.map((event) => [event.from_status, event.to_status, event.actor_kind]),
			[[null, 'confirmed', 'owner']],
		)
		const [notification] = await trx('notifications').where(of)
		assert.is(notification.kind, 'booking_confirmed')
		const jobs = await trx('pgboss.job').whereRaw(`data->>'notificationId' = ?`, [notification.id])
		assert.is(jobs.length, 1)
		const [row] = await trx('appointments').where({ clinic_id: clinic.id, id })
		const client = await trx('clients').where({ clinic_id: clinic.id, id: row.client_id }).first()
		assert.is(client.phone, '+442079460142')
		assert.is(client.match_status, 'unconfirmed')
		const consents = await trx('consents').where({ client_id: client.id })
		assert.equal(
			consents.map((consent) => [consent.purpose, consent.channel, consent.is_granted]),
			[['service', 'sms', true]],
		)
	})
})

test('gives a retry the same answer, and books once', async () => {
	const headers = { 'Idempotency-Key': randomUUID() }
	const body = { start: startIn(2, 2) }
	const first = await book(body, { headers })
	const again = await book(body, { headers })
	assert.is(first.status, 201)
	assert.is(again.status, 201)
	const { serverTime: _, ...answer } = first.body
	const { serverTime: __, ...repeated } = again.body
	assert.equal(repeated, answer)
	assert.is(again.headers.get('Idempotency-Replayed'), 'true')
	const other = await book({ start: startIn(2, 3) }, { headers })
	assert.is(other.status, 422)
	assert.is(other.body.code, 'idempotency_mismatch')
	const rows = await clinic.run((trx) =>
		trx('appointments').where({ clinic_id: clinic.id, scheduled_start: body.start }),
	)
	assert.is(rows.length, 1)
})

test('does not keep errors: the same intent may succeed later', async () => {
	const headers = { 'Idempotency-Key': randomUUID() }
	const body = { veterinarianId: clinic.vets[0], start: startIn(2, 6) }
	const [held] = [await book(body)]
	assert.is((await book(body, { headers })).status, 409)
	const manage = held.body.manageToken
	await api.call(clinic, 'DELETE', `/api/customer/appointments/${held.body.id}`, { manage })
	assert.is((await book(body, { headers })).status, 201)
})

test('says what is not offered, rule by rule', async () => {
	for (const [start, code] of [
		[new Date(Date.parse(startIn(3)) + 7 * 60_000).toISOString(), 'off_grid'],
		[new Date(Date.parse(startIn(3)) + 7_000).toISOString(), 'off_grid'],
		[startIn(-1), 'notice_too_short'],
		[startIn(61), 'beyond_horizon'],
		['1970-01-01T00:00:00Z', 'notice_too_short'],
		['2999-01-01T00:00:00Z', 'beyond_horizon'],
	] as const) {
		const answer = await book({ start })
		assert.is(answer.status, 422, start)
		assert.is(answer.body.code, 'slot_not_offered')
		assert.equal(
			answer.body.issues.map((issue: { code: string; path: string }) => [issue.path, issue.code]),
			[['start', code]],
		)
	}
	const snake = await book({
		visit: { species: 'reptile' },
		pets: [{ name: 'Ka', species: 'reptile' }],
	})
	assert.is(snake.body.code, 'slot_not_offered')
	assert.is(snake.body.issues[0].path, 'visit.species')
	const callback = await book({ appointmentTypeId: clinic.types.callback })
	assert.is(callback.body.issues[0].code, 'mode_not_bookable')
})

test('finds neither types nor vets nor holds of another clinic', async () => {
	const other = await makeBookableClinic(api.db)
	const type = await book({ appointmentTypeId: other.types.check })
	assert.is(type.status, 404)
	assert.is(type.body.code, 'appointment_type_not_found')
	assert.is(type.body.issues[0].path, 'appointmentTypeId')
	const vet = await book({ veterinarianId: other.vets[0] })
	assert.is(vet.status, 404)
	assert.is(vet.body.issues[0].path, 'veterinarianId')
	const room = await book({ veterinarianId: clinic.rooms[0] })
	assert.is(room.body.code, 'veterinarian_not_found')
	const body = { ...bookBody(other), pets: undefined, owner: undefined }
	const held = await api.call(other, 'POST', '/api/customer/holds', { body })
	assert.is(held.status, 201)
	const { id, token } = held.body
	const stolen = await book({ hold: { id, token } })
	assert.is(stolen.status, 409)
	assert.is(stolen.body.code, 'hold_expired')
})

test('takes names as they are, and refuses what is no name', async () => {
	const okay = await book({
		start: startIn(4),
		owner: { name: 'Zoë 🐕 Ångström', phone: '+1 212 555 0187', email: 'z@owner.example' },
	})
	assert.is(okay.status, 201)
	assert.is(okay.body.owner.name, 'Zoë 🐕 Ångström')
	const long = await book({
		owner: { name: '🐕'.repeat(10_000), phone: '020 7946 0142', email: 'z@owner.example' },
	})
	assert.is(long.status, 400)
	assert.is(long.body.issues[0].path, 'owner.name')
})

test('refuses names that would put a link or nothing into a mail', async () => {
	const owner = { phone: '020 7946 0142', email: 'z@owner.example' }
	for (const name of [
		'Your vet: https://evil.example',
		'WWW.evil.example',
		'Rex <b>',
		'a > b',
		'...',
		'🐕🐕',
		'bit.ly/2x7',
		'Write to vet@evil.example',
		'\u200B\u200B',
		'\u200B\u3164',
	]) {
		const answer = await book({
			pets: [{ name, species: 'dog' }],
			owner: { ...owner, name },
		})
		assert.is(answer.status, 400, name)
		const issues = answer.body.issues as { path: string; code: string; message: string }[]
		assert.equal([...new Set(issues.map((issue) => issue.path))].sort(), [
			'owner.name',
			'pets.0.name',
		])
		if (name.startsWith('\u200B')) continue
		assert.ok(issues.every((issue) => issue.code === 'not_a_name'))
		assert.is(issues[0]?.message, 'Must be a name, without web addresses')
	}
})

test('takes marks that nobody sees out of names, and leaves emoji whole', async () => {
	const hidden =
		'\uFEFFRe\u200Bx\u200D \u200Eof\u061C\u200F A\u200Cn\u200Dn\u2060\u{E0061}\u00AD\u115F'
	const family = 'Zoë 👨‍👩‍👧 👩🏽‍⚕️ 🏳️‍🌈 🏴\u{E0067}\u{E0062}\u{E007F} 葛\u{E0100} 7'
	const answer = await book({
		start: startIn(4, 1),
		pets: [{ name: hidden, species: 'dog' }],
		owner: { name: family, phone: '\u200E020 7946 0142', email: 'z@owner.example' },
		locale: 'zh-Hant-TW',
	})
	assert.is(answer.status, 201)
	assert.is(answer.body.pets[0].name, 'Rex of Ann')
	assert.is(answer.body.owner.name, family)
})

test('names a birth date or a language that can not be meant', async () => {
	const pet = { name: 'Rex', species: 'dog' }
	for (const birthDate of [
		'0000-01-01',
		'1899-12-31',
		'2200-01-01',
		'9999-12-31',
		'2020-02-30',
		'May',
	]) {
		const { status, body } = await book({ pets: [{ ...pet, birthDate }] })
		assert.is(status, 400, birthDate)
		assert.equal(
			body.issues.map((issue: { path: string }) => issue.path),
			['pets.0.birthDate'],
		)
	}
	for (const locale of ['en_GB', 'e', '../../x', 'en-', 'en-GB\n', `en${'-aaaaaaaa'.repeat(4)}`]) {
		const { status, body } = await book({ locale })
		assert.is(status, 400, locale)
		assert.is(body.issues[0].path, 'locale')
	}
	const start = startIn(4, 2)
	assert.is((await book({ start, pets: [{ ...pet, birthDate: '1900-01-01' }] })).status, 201)
})

test('refuses what is no booking at all, and writes nothing', async () => {
	const before = await count('clients')
	const raw = (body: string, headers = {}) => api.call(clinic, 'POST', PATH, { body, headers })
	const huge = JSON.stringify({ ...bookBody(clinic), notes: 'x'.repeat(10_000_000) })
	for (const [answer, status, code] of [
		[await raw('{"start":'), 400, 'malformed_json'],
		[await raw(huge), 413, 'body_too_large'],
		[await raw('a=1', { 'Content-Type': 'text/plain' }), 415, 'unsupported_media_type'],
		[
			await book({}, { headers: { Origin: 'https://elsewhere.example' } }),
			403,
			'origin_not_allowed',
		],
		[await book({}, { headers: { 'Idempotency-Key': '' } }), 400, 'invalid_request'],
	] as const) {
		assert.is(answer.status, status)
		assert.is(answer.body.code, code)
	}
	assert.is(await count('clients'), before)
})

test('refuses a phone number that nobody can dial', async () => {
	const owner = { name: 'Ann Otter', phone: '12345', email: 'ann@owner.example' }
	const answer = await book({ owner })
	assert.is(answer.status, 400)
	assert.equal(
		answer.body.issues.map((issue: { path: string }) => issue.path),
		['owner.phone'],
	)
})

test('keeps an approval type pending, with a time by which the clinic answers', async () => {
	const answer = await book({ appointmentTypeId: clinic.types.request, start: startIn(5) })
	assert.is(answer.body.status, 'pending')
	const wait = Date.parse(answer.body.answerBy) - Date.parse(answer.body.serverTime)
	assert.ok(wait > 0 && wait <= 86_400_000)
	const [row] = await clinic.run((trx) =>
		trx('notifications').where({ appointment_id: answer.body.id }),
	)
	assert.is(row.kind, 'booking_requested')
})

test('gives the clinic an hour for a held request within the notice, never past the start', () => {
	const now = new Date('2026-11-02T10:00:00Z')
	const by = (start: string, notice: number) =>
		answerBy(new Date(start), { min_notice_minutes: notice }, now).toISOString().slice(5, 16)
	assert.is(by('2026-11-02T14:00:00Z', 300), '11-02T11:00')
	assert.is(by('2026-11-02T10:30:00Z', 300), '11-02T10:30')
	assert.is(by('2026-11-02T20:00:00Z', 300), '11-02T15:00')
	assert.is(by('2026-11-20T20:00:00Z', 300), '11-03T10:00')
})

test('tells nobody when the booking fails', async () => {
	const tables = ['notifications', 'clients', 'pets', 'appointments', 'appointment_events']
	const start = startIn(6)
	const taken = { start, veterinarianId: clinic.vets[0] }
	assert.is((await book(taken)).status, 201)
	const before = await Promise.all(tables.map(count))
	assert.is((await book(taken)).status, 409)
	assert.equal(await Promise.all(tables.map(count)), before)
})

test('refuses while online booking is paused', async () => {
	const paused = await makeBookableClinic(api.db, {
		clinic: { booking_paused_until: new Date(Date.now() + 3_600_000) },
	})
	const answer = await api.call(paused, 'POST', PATH, { body: bookBody(paused) })
	assert.is(answer.status, 409)
	assert.is(answer.body.code, 'clinic_paused')
})

test.run()
