import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { foldedEmail } from '../../../api/http/folded-email.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'
import { issuesOf, secretKey, told } from '../hours/desk.ts'
import { type Colleague, signedIn } from './staff.ts'

const test = suite('one spelling of an address')
let api: TestApi
let clinic: BookableClinic
let admin: Colleague

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	admin = await signedIn(api, clinic, ['admin'])
})
test.after(() => api.close())

const bad = [
	...['im\u0130@fell.example', '\u212Ait@fell.example', 'fell@\u017Ftone.example'],
	...[
		'<kit@fell.example>',
		'"kit"@fell.example',
		'kit,robin@fell.example',
		'kit fell@fell.example',
	],
	...['kit\u202E@fell.example', 'kit\u0007@fell.example', 'kit@fell', 'kit@@fell.example'],
]
const open = (path: string, body: object) =>
	admin.ask('POST', `/api/clinic/${path}`, { token: null, body })

test('an address in other than plain letters is refused by its field, everywhere', async () => {
	const person = { name: 'Kit Fell', roles: ['nurse'] }
	const slug = `c-${clinic.id}`
	const headers = { 'Vetslot-Key': await secretKey(api, clinic, ['setup:write']) }
	for (const email of bad) {
		const answers = [
			await open('sessions', { clinic: slug, email, password: 'x' }),
			await open('sign-in-codes', { clinic: slug, email }),
			await admin.ask('POST', '/api/clinic/staff', { body: { ...person, email } }),
			await admin.ask('PATCH', `/api/clinic/staff/${admin.id}`, { body: { email } }),
			await admin.ask('PATCH', '/api/clinic/profile', { token: null, headers, body: { email } }),
		]
		for (const answer of answers) assert.equal(issuesOf(answer), ['email invalid_format'], email)
	}
})

test('what people have is taken, in any case and with gaps around', async () => {
	for (const email of [
		' Kit.O\u2019Hara@fell.example'.replace('\u2019', "'"),
		'k+a_b@a.b-c.example',
	]) {
		const body = { name: 'Kit Fell', roles: ['nurse'], email }
		assert.is(told(await admin.ask('POST', '/api/clinic/staff', { body })), '201', email)
	}
})

test('every letter that the database folds to a plain one is counted as that one', async () => {
	const { rows } = await api.database.owner.raw(`
		select chr(code) as letter, lower(chr(code)) as folded from generate_series(128, 55295) code
		where lower(chr(code)) ~ '^[a-z]$'`)
	for (const { letter, folded } of rows) assert.is(foldedEmail(letter), folded)
	const same = ['i\u0130\u017F\u212A@x.example', 'IISK@X.example', ' iisk@x.example']
	assert.is(new Set(same.map(foldedEmail)).size, 1)
})

test.run()
