import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Desk, issuesOf, openDesk, told } from '../hours/desk.ts'
import { sendPost } from '../staff/post.ts'

const test = suite('what texts to phones may cost, and how often a code may be guessed')
const PHONE = '020 7946 0142'
let api: TestApi
let desk: Desk
let owner: TestOwner

test.before(async () => {
	api = await startApi()
	api.services.canText = true
})
test.after(() => api.close())
test.before.each(async () => {
	desk = await openDesk(api)
	owner = await ownerAt(api, desk.clinic)
})

const send = (phone = PHONE, who = owner) =>
	who.ask('POST', '/api/customer/phone-codes', { body: { phone } })
const confirm = (code: string) =>
	owner.ask('POST', '/api/customer/phone-confirmations', { body: { code } })
const twenty = (code: string) => Promise.all(Array.from({ length: 20 }, () => confirm(code)))
const another = () => ownerAt(api, desk.clinic)

async function codeFor(): Promise<string> {
	assert.is(told(await send()), '202')
	const texts = (await sendPost(api, desk.clinic)).filter(
		(one) => one.kind === 'account_phone_code',
	)
	return /^\d{6}/.exec(texts.at(-1)?.text ?? '')?.[0] ?? ''
}
const verified = async () => (await owner.ask('GET', '/api/customer/me/account')).body.phone

test('go to the clinic’s own country unless it names others', async () => {
	const refused = ['phone country_not_texted']
	for (const phone of ['+33 6 12 34 56 78', '+1 876 555 0123', '+881 612 345 678']) {
		assert.equal(issuesOf(await send(phone)), refused, phone)
	}
	const stored = await desk.clinic.run((trx) => trx('one_time_codes'))
	assert.equal(stored, [])
	// British to all that can be told: Jersey has numbers of the same shape.
	assert.is(told(await send('07700 900123')), '202')

	const profile = '/api/clinic/profile'
	const shown = async () => (await desk.ask('GET', profile)).body.textCountries
	assert.equal(await shown(), ['GB'])
	const set = (textCountries: unknown) => desk.ask('PATCH', profile, { body: { textCountries } })
	assert.equal(issuesOf(await set([])), ['textCountries too_few'])
	assert.equal(issuesOf(await set(['Gb'])), ['textCountries.0 invalid_format'])
	assert.equal(issuesOf(await set(['ZZ'])), ['textCountries.0 unknown_country'])
	assert.is(told(await set(['FR', 'US'])), '200')
	assert.equal(await shown(), ['FR', 'US'])
	assert.is(told(await send('+33 6 12 34 56 78')), '202')
	// Of the same +1, and dearer.
	assert.equal(issuesOf(await send('+1 876 555 0123')), refused)
	assert.equal(issuesOf(await send()), refused)
})

const setHits = (bucket: string, hits: number) =>
	desk.clinic.run((trx) => trx('rate_limits').where({ bucket }).update({ hits }))

test('go to one number six times in a day, whoever asks', async () => {
	for (let i = 0; i < 6; i++) {
		await setHits('text_by_phone', 0) // another hour
		assert.is(told(await send(PHONE, await another())), '202')
	}
	await setHits('text_by_phone', 0)
	assert.is(told(await send(PHONE, await another())), '429 rate_limited')
	assert.is(told(await send('020 7946 0143', await another())), '202')
})

test('are five hundred of a clinic in a day', async () => {
	await send()
	await setHits('text_by_clinic', 499)
	assert.is(told(await send('020 7946 0143', await another())), '202')
	const refused = await send('020 7946 0144', await another())
	assert.is(told(refused), '429 rate_limited')
	assert.ok(Number(refused.headers.get('retry-after')) > 0)
})

test('of twenty wrong codes at once five are looked at, and then the right one is worth nothing', async () => {
	const code = await codeFor()
	await twenty(code === '000000' ? '111111' : '000000')
	const row = await desk.clinic.run((trx) => trx('one_time_codes').first())
	assert.is(row.attempts, 5)
	for (const answer of await twenty(code)) assert.equal(issuesOf(answer), ['code wrong_code'])
	assert.is(await verified(), null)
})

test('of twenty right codes at once one is taken, and none when ten minutes are over', async () => {
	const late = await codeFor()
	await desk.clinic.run((trx) =>
		trx('one_time_codes').update({ expires_at: trx.raw("now() - interval '1 second'") }),
	)
	for (const answer of await twenty(late)) assert.equal(issuesOf(answer), ['code wrong_code'])
	assert.is(await verified(), null)
	const answers = await twenty(await codeFor())
	assert.is(answers.filter(({ status }) => status === 200).length, 1)
	assert.is(await verified(), '+442079460142')
})

test.run()
