import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { untilWaiting } from '../appointments/waiting.ts'
import { issuesOf, told } from '../hours/desk.ts'
import { sendPost } from '../staff/post.ts'
import { linkIn, type Visitor, visitorAt } from './joining.ts'

const test = suite('changing an email')
const NEW = 'new@owner.example'
let api: TestApi
let clinic: BookableClinic
let owner: TestOwner
let visitor: Visitor

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	owner = await ownerAt(api, clinic, { account: { name: 'Sam Carver' } })
	visitor = visitorAt(api, clinic)
})

const ask = (email = NEW, more: object = {}) =>
	owner.ask('POST', '/api/customer/me/email-changes', { body: { email, ...more } })
const yes = (token: string) => visitor.post('email-confirmations', { token })
const no = (token: string) => visitor.post('email-refusals', { token })
const account = () =>
	clinic.run((trx) => trx('client_accounts').where({ id: owner.accountId }).first())
const isIn = async () => {
	const sessions = await clinic.run((trx) => trx('client_sessions').where({ id: owner.sessionId }))
	return sessions[0].revoked_reason
}

/** Asks, and gives the links that arrive at both addresses. */
async function links(email = NEW) {
	assert.is(told(await ask(email)), '202')
	const letters = await sendPost(api, clinic)
	const to = (address: string) => linkIn(letters.find((letter) => letter.to === address))
	return { old: to(owner.email), new: to(email), letters }
}

test('needs a session that was begun a moment ago, or the password', async () => {
	const none = { token: null, body: { email: NEW } }
	const stranger = await owner.ask('POST', '/api/customer/me/email-changes', none)
	assert.is(told(stranger), '401 sign_in_required')
	assert.equal(issuesOf(await ask('no address')), ['email invalid_format'])
	assert.equal(issuesOf(await ask(owner.email)), ['email same_email'])
	await clinic.run((trx) =>
		trx('client_sessions').update({ created_at: trx.raw("now() - interval '11 minutes'") }),
	)
	assert.is(told(await ask()), '403 fresh_sign_in_required')
	assert.equal(issuesOf(await ask(NEW, { password: 'guess' })), ['password wrong_password'])
	for (let i = 0; i < 4; i++) await ask(NEW, { password: 'guess' })
	assert.is(told(await ask(NEW, { password: 'guess' })), '429 account_locked')
	assert.equal(await sendPost(api, clinic), [])
})

test('changes when both addresses have confirmed, in either order', async () => {
	for (const order of [
		['old', 'new'],
		['new', 'old'],
	] as const) {
		owner = await ownerAt(api, clinic, { account: { name: 'Sam Carver' } })
		const email = `${order[0]}.first@owner.example`
		const got = await links(email)
		const shown = (await visitor.read(got[order[0]])).body
		const oldEmail = order[0] === 'old' ? owner.email : null // no business of the new address
		assert.equal(
			[shown.purpose, shown.oldEmail, shown.newEmail, shown.isConfirmed],
			[`${order[0]}_email`, oldEmail, email, false],
		)
		assert.is((await yes(got[order[0]])).body.isDone, false)
		assert.is((await visitor.read(got[order[0]])).body.isConfirmed, true)
		assert.is((await account()).email, owner.email)
		assert.is((await yes(got[order[0]])).body.isDone, false, 'one address does not count twice')
		assert.is((await yes(got[order[1]])).body.isDone, true)
		const now = await account()
		assert.equal([now.email, now.email_key], [email, email])
		assert.is(await isIn(), 'email_changed')
		for (const token of [got.old, got.new]) assert.is(told(await yes(token)), '410 link_ended')
		const [letter] = await sendPost(api, clinic)
		assert.equal([letter?.to, letter?.kind], [owner.email, 'account_email_changed'])
		const client = await clinic.run((trx) => trx('clients').where({ id: owner.clientId }).first())
		assert.is(client.email, email, 'where the clinic had the old one, it has the new one')
	}
})

test('a code that was mailed to the old address signs nobody in afterwards', async () => {
	const { old, new: fresh } = await links()
	await visitor.post('sign-in-codes', { email: owner.email })
	const mailed = (await sendPost(api, clinic)).find(({ kind }) => kind === 'account_sign_in_code')
	const code = /\d{3} \d{3}/.exec(mailed?.text ?? '')?.[0].replace(' ', '')
	assert.is(code?.length, 6)
	await yes(old)
	assert.is((await yes(fresh)).body.isDone, true)
	const body = { email: NEW, code }
	const headers = { 'Vetslot-Client': 'portal' }
	const answer = await visitor.post(`sessions/${clinic.id}`, body, headers)
	assert.is(told(answer), '401 sign_in_refused')
})

test('“it was not me” stops it and ends every session', async () => {
	const { old, new: fresh } = await links()
	assert.is(told(await no(old)), '204')
	assert.is(await isIn(), 'ended')
	for (const token of [old, fresh]) {
		assert.is(told(await yes(token)), '410 link_ended')
		assert.is(told(await no(token)), '410 link_ended')
		assert.is(told(await visitor.read(token)), '410 link_ended')
	}
	assert.is((await account()).email, owner.email)
})

test('at the new address it only stops it', async () => {
	const { new: fresh } = await links()
	assert.is(told(await no(fresh)), '204')
	assert.is(await isIn(), null)
	assert.is((await account()).email, owner.email)
})

test('only the newest asking counts, for a day', async () => {
	const first = await links()
	const second = await links('newer@owner.example')
	assert.is(told(await yes(first.old)), '410 link_ended')
	assert.is(told(await yes(first.new)), '410 link_ended')
	await clinic.run((trx) =>
		trx('email_changes').update({ expires_at: trx.raw("now() - interval '1 second'") }),
	)
	assert.is(told(await yes(second.old)), '410 link_ended')
	assert.is(told(await visitor.read(second.new)), '410 link_ended')
})

test('an address that has an account is answered like any other, and never taken over', async () => {
	const other = await ownerAt(api, clinic)
	const shape = async (email: string) => {
		const { status, body, headers } = await ask(email)
		return { status, body, names: [...headers.keys()].sort().join() }
	}
	assert.equal(await shape(other.email), await shape('free@owner.example'))
	const letters = await sendPost(api, clinic)
	const known = letters.find(({ to }) => to === other.email)
	assert.is(known?.kind, 'account_known')
	assert.is(linkIn(known), '')
	const again = await links(other.email)
	assert.is((await yes(again.old)).body.isDone, false)
	assert.is((await account()).email, owner.email)
})

test('an address that got an account meanwhile is not taken over either', async () => {
	const { old, new: fresh } = await links()
	await ownerAt(api, clinic, { email: NEW })
	assert.equal((await yes(old)).body, { isDone: false, isTaken: false })
	assert.equal((await yes(fresh)).body, { isDone: false, isTaken: true })
	assert.is((await account()).email, owner.email)
	assert.is(await isIn(), null)
	assert.is(told(await yes(fresh)), '410 link_ended')
})

test('an address that gets an account at this very moment is not taken over, and says so', async () => {
	const { old, new: fresh } = await links()
	await yes(old)
	const confirming = await clinic.run(async (trx) => {
		const who = { email: NEW, email_key: NEW, client_id: owner.clientId }
		await trx('client_accounts').insert({ clinic_id: clinic.id, id: newId(), ...who })
		const answer = yes(fresh)
		await untilWaiting(api, trx)
		return { answer }
	})
	assert.equal((await confirming.answer).body, { isDone: false, isTaken: true })
	assert.is((await account()).email, owner.email)
	assert.is(await isIn(), null)
	assert.is(told(await yes(fresh)), '410 link_ended')
})

test('of two confirmations at once, one makes the change', async () => {
	const { old, new: fresh } = await links()
	const answers = await Promise.all([yes(old), yes(fresh), yes(fresh), yes(old)])
	const done = answers.filter(({ body }) => body.isDone === true)
	assert.is(done.length, 1)
	assert.is((await account()).email, NEW)
	const kinds = (await sendPost(api, clinic)).map(({ kind }) => kind)
	assert.equal(kinds, ['account_email_changed'])
})

test('leaves alone where the clinic writes to another address', async () => {
	const elsewhere = { email: 'office@owner.example' }
	await clinic.run((trx) => trx('clients').where({ id: owner.clientId }).update(elsewhere))
	const { old, new: fresh } = await links()
	await yes(old)
	await yes(fresh)
	const client = await clinic.run((trx) => trx('clients').where({ id: owner.clientId }).first())
	assert.is(client.email, 'office@owner.example')
})

test.run()
