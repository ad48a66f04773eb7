import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { findPerson } from '../../../api/notifications/people/person.ts'
import { letterLocale } from '../../../api/notifications/when.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { issuesOf, told } from '../hours/desk.ts'
import { sendPost } from '../staff/post.ts'

const test = suite('in what is written to an owner')
const PATH = '/api/customer/me/account'
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner
let slot = 0

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic)
})

const choose = (locale: string | null, of = sam) => of.ask('PATCH', PATH, { body: { locale } })

/** How the letter about a visit of theirs writes its time. */
async function letterTo({ clientId, email }: TestOwner): Promise<string> {
	const guest = { name: 'Sam Carver', phone: '020 7946 0142', email }
	const visit = await book(api, clinic, { owner: guest, start: startIn(3, slot++) })
	await clinic.run((trx) =>
		trx('appointments').where({ id: visit.id }).update({ client_id: clientId }),
	)
	const letters = await sendPost(api, clinic)
	return letters.map(({ text }) => text).join('\n')
}

test('only who is signed in chooses, and only what is a language', async () => {
	const body = { locale: 'en-US' }
	assert.is(told(await sam.ask('PATCH', PATH, { token: null, body })), '401 sign_in_required')
	assert.equal(issuesOf(await choose('qq-Zzzz-99')), ['locale unknown_language'])
	assert.equal(issuesOf(await choose('')), ['locale invalid_format'])
})

test('is shown with the session, and letters follow it at once', async () => {
	assert.not.match(await letterTo(sam), /\d [AP]M/)
	assert.is((await choose('en-US')).body.locale, 'en-US')
	assert.is((await sam.ask('GET', '/api/customer/me')).body.owner.locale, 'en-US')
	assert.match(await letterTo(sam), /\d [AP]M/)
	assert.is((await choose(null)).body.locale, null)
	assert.not.match(await letterTo(sam), /\d [AP]M/)
})

test('of two people with one client each is written to as they chose', async () => {
	const other = await ownerAt(api, clinic)
	await clinic.run((trx) =>
		trx('client_accounts').where({ id: other.accountId }).update({ client_id: sam.clientId }),
	)
	await choose('en-US', other)
	assert.not.match(await letterTo(sam), /\d [AP]M/, 'the client’s address is the first one’s')
	await choose('en-US')
	assert.match(await letterTo(sam), /\d [AP]M/)
})

test('letters about a sign-in follow it, too', async () => {
	await choose('en-US')
	const wanted = { clinicId: clinic.id, audience: 'owner', id: sam.accountId } as const
	const person = await clinic.run((trx) => findPerson(trx, { ...wanted, about: { variables: {} } }))
	assert.is(person?.clinic.locale, 'en-US')
})

test('what letters have no words for stays as the clinic writes', () => {
	const table: [string | null, string][] = [
		[null, 'en-GB'],
		['en', 'en-GB'],
		['de-DE', 'en-GB'],
		['en-US', 'en-US'],
		['EN-au', 'EN-au'],
	]
	for (const [reader, expected] of table) assert.is(letterLocale('en-GB', reader), expected)
})

test.run()
