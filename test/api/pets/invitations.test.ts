import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { makeShareToken, readShareToken } from '../../../api/pets/sharing/token.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { serverKey, startApi, type TestApi } from '../api.ts'
import { type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { endsOf, sendPost } from '../staff/post.ts'
import { accept, invitationTo, invite, petPath, shareWith } from './household.ts'

const test = suite('invitations to share a pet')
let api: TestApi
let desk: Desk
let owner: TestOwner
let other: TestOwner

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
})
test.after(() => api.close())
test.before.each(async () => {
	owner = await ownerAt(api, desk.clinic)
	other = await ownerAt(api, desk.clinic, { pets: [], client: { name: 'Kim Reed' } })
})

const sharing = async (who = owner, id = owner.pets[0]) =>
	(await who.ask('GET', petPath(id, '/sharing'))).body
const tokenFor = async (email: string) => {
	assert.is(told(await invite(owner, email)), '200')
	return invitationTo(api, desk.clinic, email)
}
const look = async (token: string) => {
	const body = JSON.stringify({ token })
	const headers = { 'Content-Type': 'application/json' }
	const url = `${api.url}/api/customer/invitations/read`
	const answer = await fetch(url, { method: 'POST', headers, body })
	return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

test('are for owners of the pet, who are signed in and verified', async () => {
	const unverified = await ownerAt(api, desk.clinic, { account: { email_verified_at: null } })
	const email = 'kim@example.com'
	assert.is(told(await invite(other, email, owner.pets[0])), '404 pet_not_found')
	assert.is(told(await invite(unverified, email)), '403 forbidden')
	const body = { email }
	const path = petPath(owner.pets[0], '/invitations')
	assert.is(told(await owner.ask('POST', path, { body, token: null })), '401 sign_in_required')
	assert.is(told(await other.ask('GET', petPath(owner.pets[0], '/sharing'))), '404 pet_not_found')
	const [{ id = '' } = {}] = (await invite(owner, email)).body.invitations
	assert.is(told(await other.ask('DELETE', `${path}/${id}`)), '404 pet_not_found')
	assert.is(told(await owner.ask('DELETE', `${path}/${randomUUID()}`)), '404 invitation_not_found')
	assert.is(told(await accept(unverified, 'x')), '403 forbidden')
})

test('go to somebody else, once', async () => {
	assert.equal(issuesOf(await invite(owner, 'nobody')), ['email invalid_format'])
	assert.equal(issuesOf(await invite(owner, owner.email.toUpperCase())), ['email own_address'])
	assert.is(told(await invite(owner, 'kim@example.com')), '200')
	assert.equal(issuesOf(await invite(owner, 'Kim@Example.com')), ['email invited'])
})

test('are of active pets only', async () => {
	await owner.ask('PUT', petPath(owner.pets[0], '/status'), { body: { status: 'moved' } })
	assert.is(told(await invite(owner, 'kim@example.com')), '409 conflict')
})

test('say what they are about, and use nothing up by a look', async () => {
	const token = await tokenFor(other.email)
	for (let i = 0; i < 2; i++) {
		const { status, body } = await look(token)
		assert.is(status, 200)
		const { expiresAt, ...rest } = body
		const clinic = { slug: `c-${desk.clinic.id}`, name: 'Brackenbury Vets' }
		assert.equal(rest, { clinic, pet: { name: 'Biscuit', species: 'dog' }, from: 'Sam Carver' })
		assert.is(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000), 7)
	}
	assert.equal((await other.ask('GET', '/api/customer/pets')).body.pets, [])
	const [letter] = await desk.clinic.run((trx) =>
		trx('notifications').where({ kind: 'pet_invitation' }).orderBy('id', 'desc'),
	)
	assert.not.match(JSON.stringify(letter), token.slice(0, 20))
})

test('are accepted once, by a press', async () => {
	const token = await tokenFor(other.email)
	const headers = { 'Idempotency-Key': randomUUID() }
	const send = () =>
		other.ask('POST', '/api/customer/invitations/accept', { body: { token }, headers })
	const done = await send()
	assert.equal(
		[told(done), done.body.id, done.body.primary, done.body.shared],
		['200', owner.pets[0], false, true],
	)
	assert.is((await send()).body.id, owner.pets[0])
	const third = await ownerAt(api, desk.clinic)
	assert.is(told(await accept(third, token)), '410 link_ended')
	assert.is((await look(token)).status, 410)
	const { owners, invitations } = await sharing()
	assert.equal(
		owners.map(({ name, primary, you }: Record<string, unknown>) => [name, primary, you]),
		[
			['Sam Carver', true, true],
			['Kim Reed', false, false],
		],
	)
	assert.equal(invitations, [])
})

test('are for the address that they were sent to, once it is proved', async () => {
	const token = await tokenFor(other.email.toUpperCase())
	const third = await ownerAt(api, desk.clinic)
	assert.is(told(await accept(third, token)), '410 link_ended')
	assert.is((await sharing()).owners.length, 1)
	assert.is(told(await accept(other, token)), '200')
	const accepted = await desk.clinic.run((trx) =>
		trx('audit_log').where({ action: 'invitation.accepted', actor_id: other.accountId }),
	)
	assert.is(accepted.length, 1)
})

test('of two presses at once let one in', async () => {
	const token = await tokenFor(other.email)
	const answers = await Promise.all([accept(other, token), accept(other, token)])
	assert.equal(answers.map(told).sort(), ['200', '410 link_ended'])
	assert.is((await sharing()).owners.length, 2)
})

test('are not for who has the pet, nor for another clinic', async () => {
	const token = await tokenFor(other.email)
	assert.is(told(await accept(owner, token)), '410 link_ended')
	const elsewhere = await ownerAt(api, (await openDesk(api)).clinic)
	assert.is(told(await accept(elsewhere, token)), '410 link_ended')
	assert.is(told(await accept(other, token)), '200')
})

test('end when they are taken back, are over, or who sent them has no pet any more', async () => {
	const set = (table: string, where: object, columns: object) =>
		desk.clinic.run((trx) => trx(table).where(where).update(columns))
	const ends: [string, (id: string) => Promise<unknown>][] = [
		['moved', () => set('pets', { id: owner.pets[0] }, { status: 'moved' })],
		['not the first', () => set('pet_owners', { pet_id: owner.pets[0] }, { is_primary: false })],
		[
			'erased',
			() =>
				set('clients', { id: owner.clientId }, { erased_at: new Date(), name: null, email: null }),
		],
		['taken back', (id) => owner.ask('DELETE', petPath(owner.pets[0], `/invitations/${id}`))],
		['over', (id) => set('pet_invitations', { id }, { expires_at: new Date() })],
		['not theirs', () => set('pet_owners', { pet_id: owner.pets[0] }, { owned_until: dayIn(0) })],
	]
	for (const [how, end] of ends) {
		owner = await ownerAt(api, desk.clinic)
		other = await ownerAt(api, desk.clinic, { pets: [] })
		const token = await tokenFor(other.email)
		const [{ id = '' } = {}] = (await sharing()).invitations
		await end(id)
		assert.is((await look(token)).body.code, 'link_ended', how)
		assert.is(told(await accept(other, token)), '410 link_ended', how)
	}
})

test('race with being taken back: one of both happens', async () => {
	const token = await tokenFor(other.email)
	const [{ id = '' } = {}] = (await sharing()).invitations
	const [taken, accepted] = await Promise.all([
		owner.ask('DELETE', petPath(owner.pets[0], `/invitations/${id}`)),
		accept(other, token),
	])
	const both = [told(taken), told(accepted)].join(', ')
	assert.ok(['200, 410 link_ended', '404 invitation_not_found, 200'].includes(both), both)
})

test('are not sent once they are over', async () => {
	await sendPost(api, desk.clinic)
	const { body } = await invite(owner, 'late@example.com')
	const path = petPath(owner.pets[0], `/invitations/${body.invitations[0].id}`)
	await owner.ask('DELETE', path)
	assert.equal(await sendPost(api, desk.clinic), [])
	assert.is((await endsOf(desk.clinic, 'pet_invitation')).at(-1), 'cancelled: invitation over')
})

test('are capped by pet, by sender and by address', async () => {
	const ask = (n: number, id = owner.pets[0]) => invite(owner, `guest.${n}@example.com`, id)
	for (const n of [1, 2, 3, 4]) assert.is(told(await ask(n)), '200')
	assert.is(told(await ask(5)), '409 conflict')
	const many = await ownerAt(api, desk.clinic, { pets: [{}, {}, {}, {}] })
	const answers: string[] = []
	for (const [i, id] of many.pets.entries()) {
		for (const n of [1, 2, 3]) {
			answers.push(told(await invite(many, `more.${i}.${n}@example.com`, id)))
		}
	}
	assert.equal(answers, [...Array(10).fill('200'), ...Array(2).fill('429 rate_limited')])
	for (const [i, status] of ['200', '200', '200', '429 rate_limited'].entries()) {
		const sender = await ownerAt(api, desk.clinic)
		assert.is(told(await invite(sender, 'popular@example.com')), status, `${i}`)
	}
})

test('are taken back by the first owner only', async () => {
	await shareWith(api, desk.clinic, owner, other)
	const { body } = await invite(owner, 'third@example.com')
	const path = petPath(owner.pets[0], `/invitations/${body.invitations[0].id}`)
	assert.is(told(await other.ask('DELETE', path)), '403 forbidden')
	assert.is(told(await invite(other, 'x@example.com', owner.pets[0])), '403 forbidden')
	assert.equal((await sharing(other)).invitations, [])
})

test('carry a token that can not be made up', () => {
	const claims = { clinicId: newId(), invitationId: newId() }
	const token = makeShareToken(serverKey, claims)
	assert.equal(readShareToken(serverKey, token), claims)
	assert.is(readShareToken(Buffer.alloc(32, 1), token), null)
	for (const bad of ['', 'x', `${token}x`, token.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))]) {
		assert.is(readShareToken(serverKey, bad), null)
	}
})

test.run()
