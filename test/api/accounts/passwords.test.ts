import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type LinkClaims, makeLinkToken } from '../../../api/http/password-link.ts'
import { hashPassword } from '../../../api/sign-in/password.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, serverKey, startApi, startIn, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { linkIn } from '../joining/joining.ts'
import { type Arrived, sendPost, tokenIn } from '../staff/post.ts'
import { doorOf, inPage, PASSWORD } from './door.ts'
import { ownerAt, type TestOwner } from './owner.ts'

const test = suite('owners choose a new password')
const NEXT = 'a meadow full of larks'
let api: TestApi
let hash: string
let clinic: BookableClinic
let sam: TestOwner
let door: ReturnType<typeof doorOf>

test.before(async () => {
	api = await startApi()
	hash = await hashPassword(PASSWORD)
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic, { account: { password_hash: hash } })
	door = doorOf(sam, clinic)
})

const ask = (email: string) => door.post('/api/customer/password-resets', { email })
const read = (token: string) => door.post('/api/customer/password-links', { token })
const choose = (token: string, password = NEXT) =>
	door.post('/api/customer/passwords', { token, password })

async function letterFor(email: string): Promise<Arrived | undefined> {
	assert.is(told(await ask(email)), '202')
	return (await sendPost(api, clinic)).find(({ kind }) => kind === 'account_password_reset')
}

test('asking needs the clinic’s key and page, and names what is wrong with it', async () => {
	const path = '/api/customer/password-resets'
	const email = sam.email
	const asked = (body: object, headers: object) => door.post(path, body, { ...inPage, ...headers })
	assert.is(told(await asked({ email }, { 'Vetslot-Key': '' })), '401 key_missing')
	const evil = { Origin: 'https://evil.example' }
	assert.is(told(await asked({ email }, evil)), '403 origin_not_allowed')
	const bad = await asked({ email: 'nobody', more: 1 }, {})
	assert.equal(
		bad.body.issues.map(({ path: field, code }: { path: string; code: string }) => [field, code]),
		[
			['email', 'invalid_format'],
			['more', 'unknown_field'],
		],
	)
})

test('the answer is the same in the same time whether anybody has the address', async () => {
	const stranger = await ownerAt(api, clinic, { account: { email_verified_at: null } })
	const timed = async (path: string, email: string) => {
		const begun = performance.now()
		const answer = await door.post(path, { email })
		const { status, body } = answer
		const headers = [...answer.headers.keys()].sort()
		return { said: { status, body, headers }, time: performance.now() - begun }
	}
	for (const path of ['/api/customer/password-resets', '/api/customer/sign-in-codes']) {
		const known = await timed(path, sam.email)
		for (const email of ['nobody@example.com', stranger.email]) {
			const unknown = await timed(path, email)
			assert.equal(unknown.said, known.said)
			assert.ok(unknown.time >= 240 && known.time >= 240, 'both wait for the same while')
		}
	}
	const letters = await sendPost(api, clinic)
	assert.equal(
		letters.map(({ to }) => to),
		[sam.email, sam.email],
	)
})

test('the link leads to the hosted portal, greets, and is good once', async () => {
	const letter = await letterFor(sam.email)
	assert.match(letter?.text ?? '', `${api.url}/portal/c-${clinic.id}#reset=`)
	const token = letter ? tokenIn(letter) : ''
	assert.equal((await read(token)).body, { name: 'Sam Carver', email: sam.email })
	assert.equal((await read(token)).status, 200, 'reading it uses nothing')
	for (const easy of ['correct', 'brackenbury vets', 'sam carver sam carver']) {
		const answer = await choose(token, easy)
		assert.is(told(answer), '400 invalid_request')
		assert.is(answer.body.issues[0].path, 'password')
	}
	assert.equal((await choose(token)).body, { email: sam.email })
	assert.is(told(await choose(token)), '410 link_ended')
	assert.is(told(await read(token)), '410 link_ended')
	assert.is(told(await door.signIn()), '401 sign_in_refused')
	assert.is(told(await door.signIn({ password: NEXT })), '201')
	assert.is(told(await door.me(sam.token)), '401 session_ended', 'every session ends')
	const changed = (await sendPost(api, clinic)).find(
		({ kind }) => kind === 'account_password_changed',
	)
	assert.is(changed?.to, sam.email)
})

test('nothing that somebody else left in the account outlives the link', async () => {
	await clinic.run((trx) =>
		trx('passkeys').insert({
			...{ clinic_id: clinic.id, id: randomUUID(), account_id: sam.accountId, name: 'Theirs' },
			...{ credential_id: 'AAAA', public_key: Buffer.alloc(4) },
		}),
	)
	const asked = { body: { email: 'theirs@example.com' } }
	assert.is(told(await sam.ask('POST', '/api/customer/me/email-changes', asked)), '202')
	const letter = await letterFor(sam.email)
	assert.is(told(await choose(letter ? tokenIn(letter) : '')), '200')
	const left = await clinic.run(async (trx) => [
		await trx('passkeys').where({ account_id: sam.accountId }),
		await trx('email_changes').where({ account_id: sam.accountId }).whereNull('ended_at'),
	])
	assert.equal(left, [[], []])
	const kinds = (await sendPost(api, clinic)).map(({ kind }) => kind).sort()
	assert.equal(kinds, ['account_passkey_removed', 'account_password_changed'])
})

test('of two at once one sets the password', async () => {
	const letter = await letterFor(sam.email)
	const token = letter ? tokenIn(letter) : ''
	const both = await Promise.all([choose(token), choose(token, 'a heath full of skylarks')])
	assert.equal(both.map(told).sort(), ['200', '410 link_ended'])
})

test('a link that is over, of another person, clinic or side opens nothing', async () => {
	const claims = (differences: Partial<LinkClaims> = {}): LinkClaims => ({
		...{ clinicId: clinic.id, personId: sam.accountId, generation: 0, purpose: 'reset' },
		...{ expiresAt: Math.floor(Date.now() / 1000) + 60, ...differences },
	})
	const other = await makeBookableClinic(api.db)
	const stranger = await ownerAt(api, clinic, { account: { email_verified_at: null } })
	const make = (differences: Partial<LinkClaims>) =>
		makeLinkToken(serverKey, 'owner', claims(differences))
	const tokens = [
		makeLinkToken(serverKey, 'staff', claims()),
		makeLinkToken(Buffer.alloc(32, 8), 'owner', claims()),
		make({ clinicId: other.id }),
		make({ personId: other.vets[0] as string }),
		make({ personId: stranger.accountId }),
		make({ generation: 1 }),
		make({ expiresAt: Math.floor(Date.now() / 1000) - 1 }),
		'nonsense',
	]
	for (const token of tokens) {
		assert.is(told(await read(token)), '410 link_ended')
		assert.is(told(await choose(token)), '410 link_ended')
	}
	const good = make({})
	const elsewhere = { ...inPage, 'Vetslot-Key': other.key }
	const answer = await door.post('/api/customer/password-links', { token: good }, elsewhere)
	assert.is(told(answer), '410 link_ended', 'a page of another clinic')
	assert.is((await read(good)).status, 200)
})

test('who has not opened the link of a new account is sent it again in place of a code', async () => {
	const asked = { email: 'new.here@example.com', name: 'Lee New' }
	assert.is(told(await door.post('/api/customer/accounts', asked)), '202')
	const [first] = await sendPost(api, clinic)
	assert.is(first?.kind, 'account_verify_email')
	const ask = () => door.post('/api/customer/sign-in-codes', { email: asked.email.toUpperCase() })
	assert.is(told(await ask()), '202')
	const again = await sendPost(api, clinic)
	assert.equal(
		again.map(({ kind, to }) => [kind, to]),
		[['account_verify_email', asked.email]],
	)
	await clinic.run((trx) => trx('account_registrations').update({ expires_at: '2026-01-01' }))
	assert.is(told(await ask()), '202')
	assert.equal(await sendPost(api, clinic), [])
})

test('who asks again is not sent the link that somebody else has asked for since', async () => {
	const email = 'new.here@example.com'
	for (const name of ['Lee New', 'Mallory Zed']) {
		assert.is(told(await door.post('/api/customer/accounts', { email, name })), '202')
	}
	await sendPost(api, clinic)
	await door.post('/api/customer/sign-in-codes', { email })
	const [again] = await sendPost(api, clinic)
	const token = linkIn(again)
	const { body } = await door.post('/api/customer/email-links', { token })
	assert.is(body.name, 'Lee New')
})

test('codes that anybody has asked for stop neither a reset nor what an owner does signed in', async () => {
	const capped = await startApi({ email: { most: 1, seconds: 3600 } })
	try {
		const here = await makeBookableClinic(capped.db)
		const lee = await ownerAt(capped, here, { client: { phone: '+442079460142' } })
		const { post } = doorOf(lee, here)
		const { email } = lee
		const asks = { 'sign-in-codes': { email }, 'password-resets': { email } }
		for (const [path, body] of Object.entries(asks)) {
			const answers = []
			for (let i = 0; i < 2; i++) answers.push(told(await post(`/api/customer/${path}`, body)))
			assert.equal(answers, ['202', '429 rate_limited'], path)
		}
		const owner = { name: 'Lee', email, phone: '020 7946 0142' }
		await book(capped, here, { owner, start: startIn(2) })
		for (const days of [3, 4]) {
			const body = {
				...{ appointmentTypeId: here.types.check, veterinarianId: here.vets[0] },
				...{ start: startIn(days), pets: [{ id: lee.pets[0] }] },
				visit: { pets: 1, problems: 1 },
			}
			const booked = await lee.ask('POST', '/api/customer/appointments/book', { body })
			assert.is(told(booked), '201', JSON.stringify(booked.body))
		}
	} finally {
		await capped.close()
	}
})

test('letters are capped by address of mail and by network, known or not', async () => {
	const capped = await startApi({ email: { most: 3, seconds: 3600 } })
	try {
		const here = await makeBookableClinic(capped.db)
		const lee = await ownerAt(capped, here)
		const post = doorOf(lee, here).post
		const asked = (email: string) => post('/api/customer/sign-in-codes', { email })
		for (const email of [lee.email, 'nobody@example.com']) {
			const answers = []
			for (let i = 0; i < 4; i++) answers.push(told(await asked(email)))
			assert.equal(answers, ['202', '202', '202', '429 rate_limited'])
		}
		const many = await Promise.all(Array.from({ length: 26 }, (_, i) => asked(`n${i}@example.com`)))
		const kinds = Object.groupBy(many, told)
		// Those that were refused before are not counted to the network: six of thirty are used.
		assert.equal([kinds['202']?.length, kinds['429 rate_limited']?.length], [24, 2])
	} finally {
		await capped.close()
	}
})

test.run()
