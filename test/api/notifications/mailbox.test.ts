import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
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

/** Node's client would tidy such requests up. */
function statusOf(lines: readonly string[]): Promise<number> {
	const { port } = server.address() as AddressInfo
	return new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => {
			socket.write(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`)
		})
		socket.once('data', (chunk) => resolve(Number(String(chunk).split(' ')[1])))
		socket.on('error', reject)
	})
}

pages('opens on this machine only', async () => {
	assert.is((await get('/mailbox')).status, 200)
	assert.is((await get('/mailbox', { Host: 'localhost:8080' })).status, 200)
	assert.is((await get('/mailbox', { Host: 'rebound.example:8080' })).status, 403)
	assert.is((await get('/mailbox', { 'X-Forwarded-For': '203.0.113.9' })).status, 403)
	assert.is((await get(`/mailbox/${id}`, { Forwarded: 'for=203.0.113.9' })).status, 403)
})

pages('refuses whatever came through a proxy', async () => {
	const added = ['Via', 'X-Real-IP', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto']
	for (const name of [...added, 'Forwarded', 'X-Forwarded-Whatever']) {
		assert.is((await get('/mailbox', { [name]: 'x' })).status, 403, name)
	}
	const { port } = server.address() as AddressInfo
	const own = `Host: 127.0.0.1:${port}`
	for (const [lines, status] of [
		[['GET /mailbox HTTP/1.1', own], 200],
		[[`GET http://127.0.0.1:${port}/mailbox HTTP/1.1`, own], 200],
		[['GET http://book.example/mailbox HTTP/1.1', own], 403],
		[[`GET http://127.0.0.1:${port}@book.example/mailbox HTTP/1.1`, own], 403],
		[['GET /mailbox HTTP/1.1', own, 'Host: book.example'], 403],
		[['GET /mailbox HTTP/1.1', own, own], 403],
	] as const) {
		assert.is(await statusOf(lines), status, lines.join(', '))
	}
})

pages('is closed to pages of other websites, and can be linked to', async () => {
	const { port } = server.address() as AddressInfo
	const leads = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }
	const calls = { 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }
	const frames = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }
	for (const path of ['/mailbox', `/mailbox/${id}`, `/mailbox/${id}/html`]) {
		const status = async (headers: Record<string, string>) => (await get(path, headers)).status
		for (const Origin of ['https://evil.example', 'http://localhost:9', 'null']) {
			assert.is(await status({ Origin }), 403, Origin)
		}
		assert.is(await status({ Origin: `http://127.0.0.1:${port}` }), 200)
		for (const site of ['cross-site', 'same-site', 'odd']) {
			for (const how of [
				calls,
				frames,
				{ 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' },
			]) {
				assert.is(await status({ 'Sec-Fetch-Site': site, ...how }), 403, site)
			}
			assert.is(await status({ 'Sec-Fetch-Site': site, ...leads }), 200, site)
		}
		assert.is(await status({ 'Sec-Fetch-Site': 'none', ...leads }), 200)
		assert.is(await status({ 'Sec-Fetch-Site': 'same-origin', ...frames }), 200)
		const { headers } = await get(path, { 'Sec-Fetch-Site': 'cross-site', ...leads })
		assert.is(headers['cross-origin-resource-policy'], 'same-origin')
		const ancestors = path.endsWith('html') ? /frame-ancestors 'self'/ : /frame-ancestors 'none'/
		assert.match(String(headers['content-security-policy']), ancestors)
	}
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
