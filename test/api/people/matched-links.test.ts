import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownerAt } from '../accounts/owner.ts'
import { bookBody, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, openDesk, told } from '../hours/desk.ts'

const test = suite('the link of a guest’s visit, once the clinic has matched the guest')
const KNOWN = { name: 'Ann Otter', phone: '020 7946 0142', email: 'ann.private@owner.example' }
const typed = { name: 'A. Otter', phone: KNOWN.phone, email: 'somebody@else.example' }
const VISITS = '/api/customer/appointments'
const MATCHES = '/api/clinic/matches'
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	desk = await openDesk(api)
})

interface Asked {
	manage?: string
	body?: object
	headers?: Record<string, string>
}
const ask = (method: string, path: string, asked: Asked) =>
	api.call(desk.clinic, method, path, asked)

async function matched() {
	const body = { ...KNOWN, pets: [] }
	const client = (await desk.ask('POST', '/api/clinic/clients', { body })).body
	const asked = {
		body: bookBody(desk.clinic, { owner: typed, start: at(dayIn(5), '10:00') }),
		headers: { 'Idempotency-Key': 'of the guest and of nobody else'.replaceAll(' ', '-') },
	}
	const visit = (await ask('POST', `${VISITS}/book`, asked)).body
	const [match] = (await desk.ask('GET', MATCHES)).body.matches
	const link = { intoClientId: client.id, pets: [] }
	const settled = await desk.ask('POST', `${MATCHES}/${match.client.id}/link`, { body: link })
	assert.is(told(settled), '200')
	return { client, visit, manage: String(visit.manageToken), asked, guestId: match.client.id }
}

test('shows nothing that the clinic knows of the client: not to whoever has that link', async () => {
	const { visit, manage, asked } = await matched()
	const one = `${VISITS}/${visit.id}`
	const start = at(dayIn(5), '14:00')
	const answers = [
		await ask('GET', '/api/customer/visit', { manage }),
		await ask('GET', one, { manage }),
		await ask('GET', `${one}/details`, { manage }),
		await ask('POST', `${VISITS}/book`, asked),
		await ask('POST', `${one}/accept`, { manage }),
		await ask('PUT', `${one}/reschedule`, { manage, body: { start, veterinarianId: null } }),
	]
	const moved = answers.at(-1)?.body.id
	answers.push(await ask('DELETE', `${VISITS}/${moved}`, { manage }))
	for (const answer of answers) {
		assert.match(told(answer), /^20[01]$/)
		assert.equal(answer.body.owner, { name: typed.name, email: typed.email })
	}
})

test('shows clients themselves where they are signed in', async () => {
	const { client, visit } = await matched()
	const owner = await ownerAt(api, desk.clinic)
	await desk.clinic.run((trx) =>
		trx('client_accounts').where({ id: owner.accountId }).update({ client_id: client.id }),
	)
	const own = (await owner.ask('GET', `${VISITS}/${visit.id}`)).body
	assert.equal(own.owner, { name: KNOWN.name, email: KNOWN.email })
})

test('goes on as before once the match is taken back', async () => {
	const { manage, guestId } = await matched()
	assert.is(told(await desk.ask('POST', `${MATCHES}/${guestId}/undo`)), '200')
	const { owner } = (await ask('GET', '/api/customer/visit', { manage })).body
	assert.equal(owner, { name: typed.name, email: typed.email })
})

test.run()
