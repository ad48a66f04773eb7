import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownerAt } from '../accounts/owner.ts'
import { bookBody, startApi, type TestApi } from '../api.ts'
import { type Desk, openDesk } from '../hours/desk.ts'
import { VISITS } from '../owner-visits/scene.ts'
import { sendPost } from '../staff/post.ts'
import { visitorAt } from './joining.ts'

const test = suite('the way from a guest’s booking to an account')
const EMAIL = 'ann@owner.example'
const typed = { name: 'Ann Otter', phone: '020 7946 0142', email: EMAIL }
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	desk = await openDesk(api)
})

const book = (headers = {}, more = {}) =>
	api.call(desk.clinic, 'POST', `${VISITS}/book`, {
		body: bookBody(desk.clinic, { owner: typed, ...more }),
		headers,
	})
const linked = async (manage: string) =>
	(await api.call(desk.clinic, 'GET', '/api/customer/visit', { manage })).body
const wayTo = (token: string) => `${api.url}/portal/c-${desk.clinic.id}#keep=${token}`

test('leads from the booking, its page and its letter to the visit in one’s list', async () => {
	const { body: booked } = await book()
	const { manageToken, accountUrl } = booked
	assert.is(accountUrl, wayTo(manageToken))
	assert.not.match(accountUrl, /owner\.example|Otter/)
	const seen = await linked(manageToken)
	assert.equal([seen.accountUrl, seen.owner.email], [accountUrl, EMAIL])
	const [letter] = await sendPost(api, desk.clinic)
	assert.match(letter?.text ?? '', `Keep this visit: make an account:\n${accountUrl}`)
	assert.match(letter?.html ?? '', `href="${accountUrl}"`)
	const visitor = visitorAt(api, desk.clinic)
	const session = await visitor.join(EMAIL)
	const own = await visitor.as(session)('GET', `${VISITS}?when=upcoming`)
	assert.equal(
		own.body.appointments.map(({ id }: { id: string }) => id),
		[booked.id],
	)
	const { code, movedTo, ...ended } = await linked(manageToken)
	assert.equal([code, movedTo], ['visit_in_account', `/portal/c-${desk.clinic.id}`])
	assert.not.match(JSON.stringify(ended), /owner\.example|Otter|Pickle/)
	const path = `${VISITS}/${booked.id}`
	const cancelled = await api.call(desk.clinic, 'DELETE', path, { manage: manageToken })
	assert.equal([cancelled.status, cancelled.body.code], [410, 'visit_in_account'])
})

test('says where the visit is only to who has had its link, and only while there is an account', async () => {
	const { body: booked } = await book()
	await sendPost(api, desk.clinic)
	const visitor = visitorAt(api, desk.clinic)
	const session = await visitor.join(EMAIL)
	const forged = `${booked.manageToken.slice(0, -2)}AA`
	assert.is((await linked(forged)).code, 'manage_token_invalid')
	assert.is((await linked(booked.manageToken)).code, 'visit_in_account')
	const left = await visitor.as(session)('POST', '/api/customer/erasure', {
		upcomingVisits: 'keep',
	})
	assert.is(left.status, 200, JSON.stringify(left.body))
	assert.is((await linked(booked.manageToken)).code, 'manage_token_invalid')
})

test('is shown to nobody who has booked with an account', async () => {
	const owner = await ownerAt(api, desk.clinic, { client: { phone: '+442079460142' } })
	const { owner: _, ...body } = bookBody(desk.clinic, { pets: [{ id: owner.pets[0] }] })
	const booked = await owner.ask('POST', `${VISITS}/book`, { body })
	assert.is(booked.status, 201, JSON.stringify(booked.body))
	assert.is(booked.body.accountUrl, null)
	assert.is((await linked(booked.body.manageToken)).accountUrl, null)
	const [letter] = await sendPost(api, desk.clinic)
	assert.not.match(letter?.text ?? '', 'make an account')
})

test('does not tell a guest whether their address has an account', async () => {
	await ownerAt(api, desk.clinic, { email: EMAIL })
	const { body } = await book()
	assert.is(body.accountUrl, wayTo(body.manageToken))
	assert.is((await linked(body.manageToken)).accountUrl, body.accountUrl)
})

test('is the same for a retry', async () => {
	const headers = { 'Idempotency-Key': randomUUID() }
	const [first, again] = [await book(headers), await book(headers)]
	assert.is(again.headers.get('Idempotency-Replayed'), 'true')
	assert.is(again.body.accountUrl, first.body.accountUrl)
})

test.run()
