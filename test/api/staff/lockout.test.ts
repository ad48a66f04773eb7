import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { inTenant } from '../../../api/database/tenant.ts'
import { hashPassword } from '../../../api/sign-in/password.ts'
import { beginTry } from '../../../api/sign-in/tries.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { type Answer, startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { endsOf, sendPost, tokenIn } from './post.ts'
import { type Colleague, signedIn } from './staff.ts'

const test = suite('locking out whoever guesses')
const PASSWORD = 'correct horse battery'
let hash: string
let api: TestApi
let clinic: BookableClinic
let nurse: Colleague

test.before(async () => {
	api = await startApi()
	hash = await hashPassword(PASSWORD)
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	nurse = await signedIn(api, clinic, ['nurse'], { password_hash: hash })
})

const signIn = (differences: Record<string, unknown> = {}) =>
	nurse.ask('POST', '/api/clinic/sessions', {
		token: null,
		body: { clinic: `c-${clinic.id}`, email: nurse.email, password: PASSWORD, ...differences },
	})
const wrong = (email = nurse.email) => signIn({ email, password: 'something else entirely' })

/** As many at once as are looked at, the others after them. */
async function tries(count: number, email?: string): Promise<Answer[]> {
	const at = (from: number, to: number) => Array.from({ length: to - from }, () => wrong(email))
	const first = await Promise.all(at(0, Math.min(5, count)))
	return [...first, ...(await Promise.all(at(Math.min(5, count), count)))]
}

/** Lets the time of a lock pass. */
const passLock = () =>
	clinic.run((trx) =>
		trx('sign_in_tries').update({ locked_until: trx.raw("now() - interval '1 second'") }),
	)

const waitOf = (answer: Answer) => Number(answer.headers.get('retry-after'))

test('five wrong tries lock an address for a minute, the right password included', async () => {
	for (const answer of await tries(5)) assert.is(told(answer), '401 sign_in_refused')
	const right = await signIn({ email: nurse.email.toUpperCase() })
	assert.is(told(right), '429 account_locked')
	assert.ok(waitOf(right) > 50 && waitOf(right) <= 60, String(waitOf(right)))
	assert.match(right.body.detail, /Try again in \d+ seconds/)
	await passLock()
	assert.is(told(await signIn()), '201')
	assert.is(told(await wrong()), '401 sign_in_refused', 'begins anew after a success')
})

test('each further failure doubles the lock, up to an hour', async () => {
	const after = async (failures: number) => {
		const email = `after-${failures}@brackenbury.example`
		await wrong(email)
		// Of one address only: the one whose only failure this was.
		await clinic.run((trx) => trx('sign_in_tries').where({ failures: 1 }).update({ failures }))
		assert.is(told(await wrong(email)), '401 sign_in_refused')
		return Math.round(waitOf(await wrong(email)) / 60)
	}
	const waits = []
	for (const failures of [5, 8, 10, 40]) waits.push(await after(failures))
	assert.equal(waits, [2, 16, 60, 60])
})

test('of fifty tries at once five are looked at, and they lock once', async () => {
	const answers = await Promise.all(Array.from({ length: 50 }, () => wrong()))
	const kinds = Object.groupBy(answers, told)
	assert.is(kinds['401 sign_in_refused']?.length, 5)
	assert.is(kinds['429 account_locked']?.length, 45)
	for (const answer of kinds['429 account_locked'] ?? []) assert.ok(waitOf(answer) <= 60)
	const [row] = await clinic.run((trx) => trx('sign_in_tries'))
	assert.is(row.failures, 5)
	assert.equal(await endsOf(clinic, 'staff_locked'), ['pending'])
})

/** Tries that are looked at, of some at once from as many networks. */
async function begunFrom(addresses: string[], email = nurse.email): Promise<boolean[]> {
	const { db, serverKey } = api.services
	const one = { serverKey, audience: 'staff' as const, clinicId: clinic.id, email }
	const begin = (address: string) =>
		inTenant(db, clinic.id, (trx) => beginTry(trx, { ...one, address }))
	return (await Promise.all(addresses.map(begin))).map(({ may }) => may)
}
const networks = (count: number) => Array.from({ length: count }, (_, i) => `198.51.100.${i}`)

test('of sixty tries from sixty networks fifty are looked at, and no more in the hour', async () => {
	for (const email of [nurse.email, 'nobody@brackenbury.example']) {
		const may = await begunFrom(networks(60), email)
		assert.is(may.filter(Boolean).length, 50)
		assert.equal(await begunFrom(['203.0.113.5'], email), [false])
	}
})

test('who guesses locks the network they guess from, not the person, nor where that is signed in', async () => {
	const guesser = '198.51.100.1'
	await begunFrom(Array(5).fill(guesser))
	assert.equal(await begunFrom([guesser]), [false])
	assert.equal(await begunFrom(['203.0.113.5']), [true])
	await begunFrom(networks(60))
	assert.equal(await begunFrom(['203.0.113.6']), [false])
	assert.is(told(await signIn()), '201', 'the person has a session on this network')
	await clinic.run((trx) => trx('user_sessions').delete())
	assert.is(told(await signIn()), '429 account_locked')
})

test('a success forgives nothing that was guessed elsewhere, another password all of it', async () => {
	await begunFrom(networks(49))
	await clinic.run((trx) => trx('user_sessions').update({ ip: '192.0.2.1' }))
	assert.is(told(await signIn()), '201')
	assert.equal(await begunFrom(['203.0.113.5', '203.0.113.6']).then((may) => may.sort()), [
		false,
		true,
	])
	const body = { current: PASSWORD, password: 'a meadow full of larks' }
	assert.is(told(await nurse.ask('PUT', '/api/clinic/me/password', { body })), '204')
	assert.equal(await begunFrom(['203.0.113.5', '203.0.113.6']), [true, true])
	assert.equal(await begunFrom(Array(5).fill('198.51.100.1')), Array(5).fill(true))
})

test('guesses at the door do not lock the page that is open, nor its own the door', async () => {
	await tries(6)
	const change = (current: string) =>
		nurse.ask('PUT', '/api/clinic/me/password', {
			body: { current, password: 'a meadow full of larks' },
		})
	for (let i = 0; i < 5; i++) assert.is(told(await change('wrong')), '400 invalid_request')
	const locked = await change(PASSWORD)
	assert.is(told(locked), '429 account_locked')
	await passLock()
	assert.is(told(await change('wrong')), '400 invalid_request')
	await clinic.run((trx) => trx('sign_in_tries').whereRaw(`subject !~ '^own'`).delete())
	assert.is(told(await signIn()), '201')
})

test('an address that nobody has is locked in the same way and the same time', async () => {
	const stranger = 'nobody@brackenbury.example'
	const timed = async (email: string) => {
		const begun = performance.now()
		const answers = await tries(6, email)
		const time = performance.now() - begun
		const said = answers.map((answer) => [told(answer), answer.body.title, answer.body.issues])
		return { said, time }
	}
	const known = await timed(nurse.email)
	const unknown = await timed(stranger)
	assert.equal(unknown.said, known.said)
	assert.is(unknown.said.at(-1)?.[0], '429 account_locked')
	for (const { time } of [known, unknown]) assert.ok(time > 490, `${time} ms`)
	assert.equal(await endsOf(clinic, 'staff_locked'), ['pending'], 'one letter, to who is known')
	const rows = await clinic.run((trx) => trx('sign_in_tries'))
	assert.not.ok(JSON.stringify(rows).includes('brackenbury'), 'no address in clear')
})

test('who is locked out is told, once, with a link that opens the lock', async () => {
	await tries(6)
	const [letter] = await sendPost(api, clinic)
	assert.is(letter?.to, nurse.email)
	assert.is(letter?.kind, 'staff_locked')
	await passLock()
	await tries(2)
	assert.equal(await sendPost(api, clinic), [], 'once, not at every try')
	const password = 'a meadow full of larks'
	const body = { token: letter ? tokenIn(letter) : '', password }
	const set = await nurse.ask('POST', '/api/clinic/passwords', { token: null, body })
	assert.is(told(set), '200')
	assert.is(told(await signIn({ password })), '201', 'the lock is lifted')
})

test('one network address gets a limited number of tries at a clinic, whatever the names', async () => {
	const many = Array.from({ length: 104 }, (_, i) =>
		signIn({ email: `n${i}@brackenbury.example`, password: undefined, code: '123456' }),
	)
	const kinds = Object.groupBy(await Promise.all(many), told)
	assert.is(kinds['401 sign_in_refused']?.length, 100)
	assert.is(kinds['429 rate_limited']?.length, 4)
	assert.is(told(await signIn()), '429 rate_limited')
	const other = await makeBookableClinic(api.db)
	const elsewhere = await signIn({ clinic: `c-${other.id}` })
	assert.is(told(elsewhere), '401 sign_in_refused', 'another clinic counts for itself')
})

test.run()
