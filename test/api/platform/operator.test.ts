import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { localChannel } from '../../../api/notifications/channels/local.ts'
import { deliver } from '../../../api/notifications/deliver.ts'
import { type Answer, operatorKey, startApi, startIn, type TestApi } from '../api.ts'
import { dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'

const test = suite('the operator makes clinics')
const CLINICS = '/api/platform/clinics'
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

interface Options {
	body?: unknown
	headers?: Record<string, string>
}

async function send(method: string, path: string, { body, headers }: Options): Promise<Answer> {
	const answer = await fetch(new URL(path, api.url), {
		method,
		headers: {
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...(method === 'GET' ? {} : { 'Idempotency-Key': crypto.randomUUID() }),
			...headers,
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	})
	const text = await answer.text()
	const json = /json/.test(answer.headers.get('content-type') ?? '')
	return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text }
}

const KEY = { 'Vetslot-Operator': operatorKey.toString('base64url') }
const ask = (method: string, path: string, body?: unknown, headers: object = KEY) =>
	send(method, path, { body, headers: { ...headers } as Record<string, string> })

const wanted = (slug: string) => ({
	slug,
	name: 'Oakfield Vets',
	timeZone: 'Europe/London',
	currency: 'GBP',
	locale: 'en-GB',
	phone: '020 7946 0142',
	admin: { name: 'Jo Ash', email: `jo@${slug}.example` },
})

test('is nobody without the very key, and nobody in a page', async () => {
	const body = wanted('nobody')
	assert.is(told(await ask('POST', CLINICS, body, {})), '401 key_missing')
	const close = Buffer.alloc(32, 9)
	close[31] = 8
	for (const key of ['x', close.toString('base64url'), `${KEY['Vetslot-Operator']}AAAA`]) {
		const answer = await ask('POST', CLINICS, body, { 'Vetslot-Operator': key })
		assert.is(told(answer), '401 key_unknown', key)
	}
	const desk = await openDesk(api)
	const secret = { 'Vetslot-Key': desk.secret }
	assert.is(told(await ask('GET', CLINICS, undefined, secret)), '401 key_missing')
	const inPage = await ask('POST', CLINICS, body, { ...KEY, Origin: api.url })
	assert.is(told(inPage), '403 origin_not_allowed')
	assert.is(
		told(await desk.ask('GET', '/api/clinic/resources', { key: null, headers: KEY })),
		'401 key_missing',
	)
})

test('names every bad field, and a name that is taken', async () => {
	const bad: [body: object, issues: string[]][] = [
		[
			{},
			[
				'slug required',
				'name required',
				'timeZone required',
				'currency required',
				'locale required',
				'phone required',
				'admin required',
			],
		],
		[{ ...wanted('ok'), slug: 'Not Good' }, ['slug invalid_format']],
		[{ ...wanted('ok'), name: 'see http://x.example' }, ['name not_a_name']],
		[{ ...wanted('ok'), timeZone: '+01:00' }, ['timeZone unknown_zone']],
		[{ ...wanted('ok'), timeZone: 'Europe/Nowhere' }, ['timeZone unknown_zone']],
		[{ ...wanted('ok'), phone: 'call us' }, ['phone invalid_phone']],
		[{ ...wanted('ok'), currency: 'ABC' }, ['currency unknown_currency']],
		[{ ...wanted('ok'), admin: { name: 'J', email: 'nobody' } }, ['admin.email invalid_format']],
	]
	for (const [body, issues] of bad) {
		assert.equal(issuesOf(await ask('POST', CLINICS, body)), issues, JSON.stringify(body))
	}
	assert.is((await ask('POST', CLINICS, wanted('taken'))).status, 201)
	const again = await ask('POST', CLINICS, wanted('taken'))
	assert.is(told(again), '409 slug_taken')
	assert.equal(issuesOf(again), ['slug taken'])
})

test('of two at once with one name, one is made', async () => {
	const both = await Promise.all([1, 2, 3].map(() => ask('POST', CLINICS, wanted('racing'))))
	assert.equal(both.map(told).sort(), ['201', '409 slug_taken', '409 slug_taken'])
})

test('clinics have ids of different milliseconds, however fast they come', async () => {
	const names = Array.from({ length: 6 }, (_, i) => `fast-${i}`)
	const made = await Promise.all(names.map((name) => ask('POST', CLINICS, wanted(name))))
	const times = made.map(({ body }) => body.clinic.id.slice(0, 13))
	assert.is(new Set(times).size, names.length)
})

test('lists clinics by name, and makes keys for them', async () => {
	await ask('POST', CLINICS, wanted('aa-first'))
	const { body } = await ask('GET', CLINICS)
	assert.is(body.clinics[0].slug, 'aa-first')
	assert.is(body.next, null)
	const { body: rest } = await ask('GET', `${CLINICS}?after=aa-first`)
	assert.is(rest.clinics.length, body.clinics.length - 1)
	const key = { kind: 'secret', label: 'Practice system', scopes: ['read'] }
	assert.is(told(await ask('POST', `${CLINICS}/nowhere/keys`, key)), '404 clinic_not_found')
	const made = await ask('POST', `${CLINICS}/aa-first/keys`, key)
	assert.is(made.status, 201)
	const seen = await send('GET', '/api/clinic/resources', {
		headers: { 'Vetslot-Key': made.body.text },
	})
	assert.equal(seen.body, { resources: [] })
})

/** The link in the letter that waits for a new admin. */
async function linkFor(clinicId: string): Promise<string> {
	const tenant = <T>(work: (trx: import('knex').Knex.Transaction) => Promise<T>) =>
		api.db.transaction(async (trx) => {
			await trx.raw('select set_tenant(?)', [clinicId])
			return work(trx)
		})
	const [letter] = await tenant((trx) =>
		trx('notifications').where({ clinic_id: clinicId, kind: 'staff_invited' }).select('id'),
	)
	const { db, services } = api
	const options = {
		...{ db, channel: localChannel(db), serverKey: services.serverKey },
		...{ publicUrl: services.publicUrl, from: 'Vetslot <v@vetslot.example>' },
	}
	await deliver(options, { clinicId, notificationId: letter?.id })
	const [mail] = await tenant((trx) => trx('local_messages').where({ clinic_id: clinicId }))
	return /\/clinic#\w+=(\S+)/.exec(mail.text_body)?.[1] ?? mail.text_body
}

test('a clinic made this way can be run, from the letter to a booked visit', async () => {
	const { body: made } = await ask('POST', CLINICS, wanted('oakfield'))
	const clinic = 'oakfield'
	const email = 'jo@oakfield.example'
	const token = await linkFor(made.clinic.id)
	const password = 'four green hedgehogs'
	const chosen = await send('POST', '/api/clinic/passwords', { body: { token, password } })
	assert.ok(chosen.status < 300, JSON.stringify(chosen.body))
	const session = await send('POST', '/api/clinic/sessions', { body: { clinic, email, password } })
	assert.is(session.status, 201, JSON.stringify(session.body))
	const headers = { Authorization: `Bearer ${session.body.accessToken}` }
	const asAdmin = (method: string, path: string, body?: unknown) =>
		send(method, path, { body, headers })

	const { types } = (await asAdmin('GET', '/api/clinic/types')).body
	assert.equal(
		types.map((type: { slug: string }) => type.slug),
		['illness', 'health_check', 'vaccination', 'nurse_clinic'],
	)
	const person = { name: 'Maren Lind', email: 'maren@oakfield.example', roles: ['veterinarian'] }
	const invited = await asAdmin('POST', '/api/clinic/staff', { ...person, schedulable: true })
	assert.is(invited.status, 201, JSON.stringify(invited.body))
	const { resources } = (await asAdmin('GET', '/api/clinic/resources')).body
	const hours = {
		resourceId: resources[0].id,
		rrule: 'FREQ=DAILY',
		startTime: '00:00',
		endTime: '00:00',
		effectiveFrom: dayIn(0),
	}
	assert.is((await asAdmin('POST', '/api/clinic/schedules', hours)).status, 201)

	const page = await send('GET', new URL(made.bookingUrl).pathname, {})
	assert.is(page.status, 200)
	assert.match(page.body, 'tel:+442079460142')
	const key = /clinic-key="(pk_[^"]+)"/.exec(page.body)?.[1] ?? ''
	assert.is(key, made.publishableKey)
	const origin = { Origin: api.url, 'Vetslot-Key': key }
	const visit = { species: 'dog', pets: 1, problems: 1 }
	const booked = await send('POST', '/api/customer/appointments/book', {
		headers: origin,
		body: {
			appointmentTypeId: types[1].id,
			visit,
			start: startIn(3),
			veterinarianId: null,
			pets: [{ name: 'Pickle', species: 'dog' }],
			owner: { name: 'Ann Otter', phone: '020 7946 0142', email: 'ann@owner.example' },
		},
	})
	assert.is(booked.status, 201, JSON.stringify(booked.body))
})

test.run()
