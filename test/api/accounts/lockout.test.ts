// In a process of its own: what it counts must be loaded before the server is.
import './argon2.ts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fitsPassword, hashPassword } from '../../../api/sign-in/password.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { type Answer, startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { endsOf, sendPost, tokenIn } from '../staff/post.ts'
import { signedIn } from '../staff/staff.ts'
import { slowWorkOf } from './argon2.ts'
import { doorOf, PASSWORD } from './door.ts'
import { ownerAt, type TestOwner } from './owner.ts'

const test = suite('locking out whoever guesses an owner’s password')
let api: TestApi
let hash: string
let clinic: BookableClinic
let sam: TestOwner
let door: ReturnType<typeof doorOf>

test.before(async () => {
	api = await startApi()
	hash = await hashPassword(PASSWORD)
	// What stands in for the hash of nobody is made once.
	await fitsPassword(null, PASSWORD)
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic, { account: { password_hash: hash } })
	door = doorOf(sam, clinic)
})

const wrong = (email = sam.email) => door.signIn({ email, password: 'something else entirely' })
const fifty = (email?: string) => Promise.all(Array.from({ length: 50 }, () => wrong(email)))
const FIVE = { hash: 0, verify: 5 }
const waitOf = (answer: Answer) => Number(answer.headers.get('retry-after'))
const passLock = () =>
	clinic.run((trx) =>
		trx('sign_in_tries').update({ locked_until: trx.raw("now() - interval '1 second'") }),
	)

test('of fifty wrong passwords at once five are looked at, they lock once, and one letter goes out', async () => {
	const kinds = Object.groupBy(await fifty(), told)
	assert.is(kinds['401 sign_in_refused']?.length, 5)
	assert.is(kinds['429 account_locked']?.length, 45)
	for (const answer of kinds['429 account_locked'] ?? []) assert.ok(waitOf(answer) <= 60)
	assert.is(told(await door.signIn()), '429 account_locked', 'the right one waits, too')
	const locks = await clinic.run((trx) => trx('audit_log').where({ action: 'account.locked' }))
	assert.is(locks.length, 1)
	assert.equal(await endsOf(clinic, 'account_locked'), ['pending'])
	const [letter] = await sendPost(api, clinic)
	assert.is(letter?.to, sam.email)
	const password = 'a meadow full of larks'
	const set = await door.post('/api/customer/passwords', {
		...{ token: letter ? tokenIn(letter) : '', password },
	})
	assert.is(told(set), '200')
	assert.is(told(await door.signIn({ password })), '201', 'its link lifts the lock')
})

test('an address that nobody has is locked in the same way, with as much work', async () => {
	const known = await slowWorkOf(() => fifty())
	const unknown = await slowWorkOf(() => fifty('nobody@example.com'))
	const said = ({ done }: typeof known) =>
		done.map((answer) => [told(answer), answer.body.title, answer.body.issues]).sort()
	assert.equal(said(unknown), said(known))
	assert.equal(await endsOf(clinic, 'account_locked'), ['pending'], 'to the one who exists')
	for (const { hash, verify } of [known, unknown]) assert.equal({ hash, verify }, FIVE)
	assert.equal(unknown.settings, known.settings)
})

test('no single answer is faster for somebody whom nobody knows', async () => {
	for (const email of [sam.email, 'nobody@example.com']) {
		const begun = performance.now()
		const { hash, verify } = await slowWorkOf(() => wrong(email))
		assert.equal({ hash, verify }, { hash: 0, verify: 1 }, email)
		assert.ok(performance.now() - begun > 245, 'no sooner than after a fixed time')
	}
})

test('each further failure locks for twice as long, and a success begins anew', async () => {
	await Promise.all(Array.from({ length: 5 }, () => wrong()))
	await passLock()
	assert.is(told(await wrong()), '401 sign_in_refused')
	const wait = waitOf(await wrong())
	assert.ok(wait > 60 && wait <= 120, String(wait))
	await passLock()
	assert.is(told(await door.signIn()), '201')
	assert.is(told(await wrong()), '401 sign_in_refused')
	assert.is(told(await door.signIn()), '201')
})

test('a guesser of an owner locks nobody who works there under the same address', async () => {
	const nurse = await signedIn(api, clinic, ['nurse'], { email: sam.email, password_hash: hash })
	await fifty()
	const body = { clinic: `c-${clinic.id}`, email: sam.email, password: PASSWORD }
	const headers = { Origin: api.url, 'Vetslot-Client': 'console' }
	const path = '/api/clinic/sessions'
	assert.is(told(await nurse.ask('POST', path, { token: null, body, headers })), '201')
})

test('six digits can not be tried out: five wrong ones end a code, and lock', async () => {
	await door.post('/api/customer/sign-in-codes', { email: sam.email })
	const guess = (code: string) => door.signIn({ password: undefined, code })
	const tries = Array.from({ length: 20 }, (_, i) => guess(`00000${i % 10}`))
	const kinds = Object.groupBy(await Promise.all(tries), told)
	assert.is(kinds['401 sign_in_refused']?.length, 5)
	assert.is(kinds['429 account_locked']?.length, 15)
	const [row] = await clinic.run((trx) => trx('one_time_codes'))
	assert.is(row.attempts, 5)
})

test.run()
