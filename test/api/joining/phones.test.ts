import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Desk, issuesOf, openDesk, told } from '../hours/desk.ts'
import { sendPost } from '../staff/post.ts'
import { visitorAt } from './joining.ts'

const test = suite('proving a phone')
const PHONE = '+442079460142'
let api: TestApi
let desk: Desk
let owner: TestOwner

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	desk = await openDesk(api)
	const client = { match_status: 'unconfirmed', phone: null, name: 'Ann Otter' }
	owner = await ownerAt(api, desk.clinic, { client, account: { name: 'Ann Otter' } })
	api.services.canText = true
})

const post = (path: string, body: object, who = owner) =>
	who.ask('POST', `/api/customer/${path}`, { body })
const send = (phone = '020 7946 0142', who = owner) => post('phone-codes', { phone }, who)
const confirm = (code: string, who = owner) => post('phone-confirmations', { code }, who)
const read = async (who = owner) => (await who.ask('GET', '/api/customer/me/account')).body
const known = async (more: object = {}) => {
	const body = { name: 'Ann Otter', phone: PHONE, ...more }
	return (await desk.ask('POST', '/api/clinic/clients', { body })).body
}
const clientOf = async (): Promise<string> =>
	desk.clinic.run(async (trx) => {
		const row = await trx('client_accounts').where({ id: owner.accountId }).first('client_id')
		return row.client_id
	})

async function codeFor(phone?: string, who = owner): Promise<string> {
	assert.is(told(await send(phone, who)), '202')
	const texts = (await sendPost(api, desk.clinic)).filter(
		(one) => one.kind === 'account_phone_code',
	)
	return /^\d{6}/.exec(texts.at(-1)?.text ?? '')?.[0] ?? ''
}

test('needs a session, a number and six digits', async () => {
	const none = { token: null, body: { phone: PHONE } }
	const answer = await owner.ask('POST', '/api/customer/phone-codes', none)
	assert.is(told(answer), '401 sign_in_required')
	assert.equal(issuesOf(await send('no number')), ['phone invalid_phone'])
	assert.equal(issuesOf(await confirm('12345')), ['code invalid_format'])
})

test('says before anything is stored that no text can be sent', async () => {
	api.services.canText = false
	assert.is(told(await send()), '503 sms_unavailable')
	const stored = await desk.clinic.run((trx) => trx('one_time_codes'))
	assert.equal(stored, [])
	assert.equal((await read()).newPhone, null)
	assert.is((await read()).canText, false)
})

test('a code comes as a text, is good once, and its number is proved', async () => {
	await send()
	const [text] = await sendPost(api, desk.clinic)
	assert.is(text?.to, PHONE)
	const code = /^\d{6}/.exec(text?.text ?? '')?.[0] ?? ''
	assert.ok(text?.text.endsWith(`\n\n@127.0.0.1 #${code}`))
	const message = await desk.clinic.run((trx) => trx('local_messages').first())
	assert.equal([message.channel, message.subject, message.html_body], ['sms', null, null])
	assert.equal([(await read()).newPhone, (await read()).phone], [PHONE, null])
	const { status, body } = await confirm(`${code.slice(0, 3)} ${code.slice(3)}`)
	assert.is(status, 200)
	assert.equal([body.phone, body.isPhoneVerified, body.newPhone], [PHONE, true, null])
	assert.equal(issuesOf(await confirm(code)), ['code wrong_code'])
	const stored = await desk.clinic.run((trx) => Promise.all([trx('one_time_codes')]))
	assert.not.ok(JSON.stringify(stored).includes(code))
})

test('a code is good for five tries and ten minutes, for its own number and person', async () => {
	const code = await codeFor()
	const wrong = code === '000000' ? '111111' : '000000'
	await Promise.all(Array.from({ length: 5 }, () => confirm(wrong)))
	assert.equal(issuesOf(await confirm(code)), ['code wrong_code'])
	const first = await codeFor()
	const second = await codeFor('020 7946 0143')
	if (first !== second) assert.equal(issuesOf(await confirm(first)), ['code wrong_code'])
	const other = await ownerAt(api, desk.clinic)
	assert.equal(issuesOf(await confirm(second, other)), ['code wrong_code'])
	await desk.clinic.run((trx) =>
		trx('one_time_codes').update({ expires_at: trx.raw("now() - interval '1 second'") }),
	)
	assert.equal(issuesOf(await confirm(second)), ['code wrong_code'])
	assert.is((await read()).phone, null)
})

test('no number is sent more than three in an hour, whoever asks', async () => {
	for (let i = 0; i < 3; i++) assert.is(told(await send()), '202')
	assert.is(told(await send()), '429 rate_limited')
	const other = await ownerAt(api, desk.clinic)
	assert.is(told(await send(undefined, other)), '429 rate_limited')
	assert.is(told(await send('020 7946 0143', other)), '202')
})

test('a proved number links nobody: the clinic says who it is', async () => {
	const client = await known()
	await confirm(await codeFor())
	assert.is(await clientOf(), owner.clientId)
	const [match] = (await desk.ask('GET', '/api/clinic/matches')).body.matches
	assert.equal([match.account.email, match.account.phone], [owner.email, PHONE])
	assert.equal(
		match.candidates.map((one: { client: { id: string } }) => one.client.id),
		[client.id],
	)
	const body = { intoClientId: client.id, pets: [] }
	await desk.ask('POST', `/api/clinic/matches/${owner.clientId}/link`, { body })
	assert.is(await clientOf(), client.id)
})

test('a number that somebody else has typed opens nothing of theirs', async () => {
	const visitor = visitorAt(api, desk.clinic)
	const typed = { name: 'Vic Tim', phone: '020 7946 0142' }
	const victim = visitor.as(await visitor.join('victim@owner.example', typed))
	await victim('POST', '/api/customer/pets', { name: 'Secret', species: 'cat' })
	const session = await visitor.join('other@owner.example', { name: 'Mallory Zed' })
	const other = visitor.as(session)
	const clientIdOf = async (email: string) =>
		desk.clinic.run((trx) => trx('client_accounts').where({ email }).first('client_id'))
	const before = await clientIdOf('other@owner.example')
	await other('POST', '/api/customer/phone-codes', { phone: PHONE })
	const text = (await sendPost(api, desk.clinic)).find((one) => one.kind === 'account_phone_code')
	const code = /^\d{6}/.exec(text?.text ?? '')?.[0] ?? ''
	const answer = await other('POST', '/api/customer/phone-confirmations', { code })
	assert.is(answer.body.isPhoneVerified, true)
	assert.equal((await other('GET', '/api/customer/pets')).body.pets, [])
	assert.equal(await clientIdOf('other@owner.example'), before)
	const { matches } = (await desk.ask('GET', '/api/clinic/matches')).body
	const found = matches.map((one: { client: { id: string } }) => one.client.id)
	assert.ok(found.includes(before.client_id), 'the clinic is asked')
})

test('asks for a new code only of somebody who signed in a moment ago, or knows the password', async () => {
	await desk.clinic.run((trx) =>
		trx('client_sessions').update({ created_at: trx.raw("now() - interval '11 minutes'") }),
	)
	assert.is(told(await send()), '403 fresh_sign_in_required')
	const guess = await post('phone-codes', { phone: PHONE, password: 'guess' })
	assert.equal(issuesOf(guess), ['password wrong_password'])
	assert.equal(await sendPost(api, desk.clinic), [])
	assert.is((await read()).newPhone, null)
})

test('a number of two clients, or one that is marked as shared, leaves it to the clinic', async () => {
	const one = await known()
	await known({ name: 'Bo Otter' })
	await confirm(await codeFor())
	assert.is(await clientOf(), owner.clientId)
	const [match] = (await desk.ask('GET', '/api/clinic/matches')).body.matches
	assert.equal([match.account.email, match.account.phone], [owner.email, PHONE])
	await desk.clinic.run((trx) => trx('clients').where({ name: 'Bo Otter' }).delete())
	const path = `/api/clinic/clients/${one.id}`
	await desk.ask('PATCH', path, { body: { contactIsShared: true } })
	await confirm(await codeFor())
	assert.is(await clientOf(), owner.clientId)
})

test('a number that was typed and not proved finds nobody', async () => {
	await known()
	await send()
	assert.is(await clientOf(), owner.clientId)
})

test('the clinic hears of the new number, unless the client is another’s, too', async () => {
	await confirm(await codeFor())
	const phoneOf = async () =>
		desk.clinic.run((trx) => trx('clients').where({ id: owner.clientId }).first('phone'))
	assert.is((await phoneOf()).phone, PHONE)
	await ownerAt(api, desk.clinic, { account: { client_id: owner.clientId } })
	await confirm(await codeFor('020 7946 0143'))
	assert.is((await phoneOf()).phone, PHONE)
	assert.is((await read()).phone, '+442079460143')
})

test.run()
