import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { answerProblems } from '../../../api/http/answer-problems.ts'
import { secureAnswers } from '../../../api/http/security-headers.ts'
import { localChannel } from '../../../api/notifications/channels/local.ts'
import { downloadCalendar } from '../../../api/notifications/download.ts'
import { mailboxRoutes } from '../../../api/notifications/mailbox/routes.ts'
import { findVisit } from '../../../api/notifications/visit.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { makeClinic, type TestClinic } from './clinic.ts'

let database: TestDatabase
let clinic: TestClinic
let server: Server
let id: string

const pages = suite('mailbox')

pages.before(async () => {
	database = await testDatabase()
	clinic = await makeClinic(database.server)
	const app = new Koa()
	app.use(secureAnswers({ https: false }))
	app.use(answerProblems())
	app.use(mailboxRoutes(database.server).routes())
	server = createServer(app.callback())
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	id = await localChannel(database.server).send({
		clinicId: clinic.id,
		notificationId: await notificationOf(clinic),
		kind: 'booking_confirmed',
		from: { name: 'Harbour', email: 'a@b.example' },
		replyTo: 'hello@harbour.example',
		to: 'sam@example.com',
		subject: '<b>Booked</b>',
		text: 'See https://book.example/visit#abc.def now\n<i>',
		html: '<!doctype html><html><head></head><body><script>1</script>hello</body></html>',
		attachments: [
			{
				name: 'visit.ics',
				contentType: 'text/calendar; method=REQUEST',
				content: Buffer.from('BEGIN'),
			},
		],
	})
})

pages.after(async () => {
	await new Promise((resolve) => server.close(resolve))
	await database.close()
})

interface Got {
	status: number
	headers: Record<string, unknown>
	body: string
}

function get(path: string, headers: Record<string, string> = {}): Promise<Got> {
	const { port } = server.address() as AddressInfo
	return new Promise((resolve, reject) => {
		const call = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
			let body = ''
			response.on('data', (chunk) => {
				body += chunk
			})
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
			)
		})
		call.on('error', reject).end()
	})
}

pages('opens on this machine only', async () => {
	assert.is((await get('/mailbox')).status, 200)
	assert.is((await get('/mailbox', { Host: 'localhost:8080' })).status, 200)
	assert.is((await get('/mailbox', { Host: 'rebound.example:8080' })).status, 403)
	assert.is((await get('/mailbox', { 'X-Forwarded-For': '203.0.113.9' })).status, 403)
	assert.is((await get(`/mailbox/${id}`, { Forwarded: 'for=203.0.113.9' })).status, 403)
})

pages('knows nothing of other ids', async () => {
	assert.is((await get('/mailbox/nonsense')).status, 404)
	assert.is((await get(`/mailbox/${newId()}`)).status, 404)
	assert.is((await get(`/mailbox/${id}/attachments/1`)).status, 404)
	assert.is((await get(`/mailbox/${id}/attachments/x`)).status, 404)
})

pages('lists messages, escaped, and renews itself unless told not to', async () => {
	const { body, headers } = await get('/mailbox')
	assert.match(body, '&lt;b&gt;Booked&lt;/b&gt;')
	assert.match(body, `href="/mailbox/${id}"`)
	assert.match(body, 'http-equiv="refresh"')
	assert.is(headers['cache-control'], 'no-store')
	assert.not.match((await get('/mailbox?refresh=off')).body, 'http-equiv')
})

pages('shows one message with its text, its links and its files', async () => {
	const { body, headers } = await get(`/mailbox/${id}`)
	assert.match(body, '<a href="https://book.example/visit#abc.def">')
	assert.match(body, '&lt;i&gt;')
	assert.match(body, 'sandbox="allow-popups')
	assert.match(body, `/mailbox/${id}/attachments/0`)
	assert.match(String(headers['content-security-policy']), "script-src 'self'")
	assert.match(String(headers['content-security-policy']), "frame-src 'self'")
})

pages('serves the HTML of a message so that nothing in it runs', async () => {
	const { body, headers } = await get(`/mailbox/${id}/html`)
	const policy = String(headers['content-security-policy'])
	assert.match(policy, "default-src 'none'")
	assert.match(policy, 'sandbox allow-popups')
	assert.not.match(policy, 'allow-scripts')
	assert.not.match(policy, 'script-src')
	assert.match(body, 'hello')
})

pages('hands out files as files', async () => {
	const { body, headers } = await get(`/mailbox/${id}/attachments/0`)
	assert.is(body, 'BEGIN')
	assert.match(String(headers['content-disposition']), 'filename="visit.ics"')
	assert.match(String(headers['content-type']), 'text/calendar')
})

pages('reads a visit clean for its messages', async () => {
	const visit = await clinic.book({
		pets: ['Rex\r\nBcc: x@example.com', '\u202EMo'],
		owner: 'Sam\u2066 Rowe',
	})
	const found = await clinic.run((trx) => findVisit(trx, clinic.id, visit.id))
	assert.equal(found?.pets, ['Rex Bcc: x@example.com', 'Mo'])
	assert.is(found?.owner.name, 'Sam Rowe')
	assert.equal(found?.preparation, ['Bring a favourite treat'])
	assert.is(found?.clinic.phone, '020 7946 0112')
})

pages('finds no visit of another clinic', async () => {
	const visit = await clinic.book()
	const other = await makeClinic(database.server)
	assert.is(await other.run((trx) => findVisit(trx, clinic.id, visit.id)), undefined)
	assert.is(await other.run((trx) => findVisit(trx, other.id, visit.id)), undefined)
})

pages('makes the calendar file of a visit for download', async () => {
	const visit = await clinic.book({ columns: { ics_sequence: 4 } })
	const file = await clinic.run((trx) =>
		downloadCalendar(trx, { clinicId: clinic.id, appointmentId: visit.id }, new Date()),
	)
	assert.match(file ?? '', 'METHOD:PUBLISH')
	assert.match(file ?? '', 'SEQUENCE:4')
	assert.match(file ?? '', visit.reference)
	const none = await clinic.run((trx) =>
		downloadCalendar(trx, { clinicId: clinic.id, appointmentId: newId() }, new Date()),
	)
	assert.is(none, undefined)
})

async function notificationOf({ id: clinicId, book, run }: TestClinic): Promise<string> {
	const visit = await book()
	const notificationId = newId()
	await run((trx) =>
		trx('notifications').insert({
			clinic_id: clinicId,
			id: notificationId,
			appointment_id: visit.id,
			kind: 'booking_confirmed',
			channel: 'email',
		}),
	)
	return notificationId
}

pages.run()
