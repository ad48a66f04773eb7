import { setTimeout as pause } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cancelUnanswered } from '../../../api/appointments/unanswered.ts'
import { makeKey } from '../../../api/clinics/keys.ts'
import type { BookedAppointment } from '../../../api/contract/appointments.ts'
import { localChannel } from '../../../api/notifications/channels/local.ts'
import { deliver } from '../../../api/notifications/deliver.ts'
import { type BookableClinic, makeBookableClinic, SITE } from '../../factories.ts'
import { book, serverKey, startApi, startIn, type TestApi } from '../api.ts'
import { connectionsFor } from './connections.ts'
import { openEvents } from './events.ts'

const test = suite('kept answers about free times')
let api: TestApi
let clinic: BookableClinic
let visit: BookedAppointment
let secret: string
/** Clinics whose version was taken for unknown. */
const forgotten: string[] = []

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	visit = await book(api, clinic)
	const key = { slug: `c-${clinic.id}`, kind: 'secret', scopes: ['read'] } as const
	secret = (await makeKey(api.db, { ...key, allowedOrigins: [], label: 'test' })).text
	const { versions } = api.services
	const forget = versions.forget.bind(versions)
	versions.forget = (id) => {
		forgotten.push(id)
		forget(id)
	}
})
test.before.each(() => {
	forgotten.length = 0
})
test.after(() => api.close())

const day = startIn(5).slice(0, 10)
const path = () => `/api/customer/clinics/${clinic.id}`
const times = () => `${path()}/availability?date=${day}&appointmentTypeId=${clinic.types.check}`

async function get(path: string, credentials: 'key' | 'manage' | 'secret' = 'key') {
	const headers: Record<string, string> = {
		key: { 'Vetslot-Key': clinic.key, Origin: SITE },
		manage: { 'Vetslot-Manage': visit.manageToken, Origin: api.url },
		secret: { 'Vetslot-Key': secret },
	}[credentials]
	const answer = await fetch(`${api.url}${path}`, { headers })
	assert.is(answer.status, 200, `${path} ${await answer.text()}`)
}

async function sendLetter() {
	const [row] = await clinic.run((trx) =>
		trx('notifications').where({ clinic_id: clinic.id, status: 'pending' }).select('id'),
	)
	forgotten.length = 0
	const channel = localChannel(api.db)
	const sender = { serverKey, from: 'bookings@vetslot.example', publicUrl: () => api.url }
	const job = { clinicId: clinic.id, notificationId: row.id }
	assert.is(await deliver({ db: api.db, channel, ...sender }, job), 'sent')
}

async function listen() {
	const url = `${api.url}${path()}/availability/stream`
	const events = await openEvents(url, { 'Vetslot-Manage': visit.manageToken, Origin: api.url })
	assert.is(events.response.status, 200)
	await events.close()
}

const works: Record<string, () => Promise<unknown>> = {
	'a look at a visit': () => get('/api/customer/visit', 'manage'),
	'a look at a visit by its id': () => get(`/api/customer/appointments/${visit.id}`, 'manage'),
	'a calendar file': () => get(`/api/customer/appointments/${visit.id}/calendar`, 'manage'),
	'free times for a move': () => get(times(), 'manage'),
	'the profile for a move': () => get('/api/customer/clinic', 'manage'),
	'a stream for a move': listen,
	"the clinic's list": () => get(`/api/clinic/appointments?from=${day}&to=${day}`, 'secret'),
	'the list of schedules': () => get('/api/clinic/schedules', 'secret'),
	'the list of exceptions': () => get(`/api/clinic/overrides?from=${day}&to=${day}`, 'secret'),
	'a letter': sendLetter,
	'the mailbox': async () => (await fetch(`${api.url}/mailbox`)).text(),
	'a search for requests that nobody answered': () => cancelUnanswered(api.db, api.services),
}

for (const [name, work] of Object.entries(works)) {
	test(`outlive ${name}`, async () => {
		await work()
		assert.equal(forgotten, [])
	})
}

test('come from memory after a read of the same clinic', async () => {
	const { versions } = api.services
	const patience = Date.now() + 5000
	await get(times())
	while (versions.seen(clinic.id) === undefined) {
		assert.ok(Date.now() < patience, 'the version was never seen')
		await pause(20)
	}
	// What the polls have seen counts for the rest of a second, and they take no connections meanwhile.
	await versions.look(clinic.id)
	await versions.stop()
	await get('/api/customer/visit', 'manage')
	const connections = await connectionsFor(api.db, () => get(times()))
	versions.start()
	assert.is(connections, 0)
})

test('do not outlive a booking', async () => {
	await book(api, clinic, { start: startIn(5) })
	assert.ok(forgotten.includes(clinic.id))
})

test.run()
