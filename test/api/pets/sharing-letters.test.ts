import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Desk, openDesk, told } from '../hours/desk.ts'
import { endsOf, sendPost } from '../staff/post.ts'
import { accept, invitationTo, invite, petPath, shareWith } from './household.ts'

const test = suite('what owners of one pet are told of each other')
let api: TestApi
let desk: Desk
let owner: TestOwner
let other: TestOwner
let petId: string

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	desk = await openDesk(api)
	owner = await ownerAt(api, desk.clinic)
	other = await ownerAt(api, desk.clinic, { client: { name: 'Kim Reed' } })
	petId = owner.pets[0] ?? ''
})

const post = async () =>
	(await sendPost(api, desk.clinic)).map(({ to, subject }) => `${to}: ${subject}`)
const remove = (who: TestOwner, { clientId }: { clientId: string }) =>
	who.ask('DELETE', petPath(petId, `/owners/${clientId}`))
const rows = () =>
	desk.clinic.run((trx) =>
		trx('notifications')
			.where({ clinic_id: desk.clinic.id })
			.whereLike('kind', 'sharing_%')
			.orderBy('id'),
	)
const set = (table: string, id: string, columns: object) =>
	desk.clinic.run((trx) => trx(table).where({ clinic_id: desk.clinic.id, id }).update(columns))

test('the first owner hears who has accepted, and nobody else does', async () => {
	await shareWith(api, desk.clinic, owner, other)
	assert.equal(await post(), [`${owner.email}: Kim Reed shares Biscuit with you now`])
	const [row] = await rows()
	assert.equal(row.variables, { petId, clientId: other.clientId })
	assert.equal([row.recipient_email, row.client_id], [null, null])
	const { owners } = (await owner.ask('GET', petPath(petId, '/sharing'))).body
	const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/London' })
	assert.equal(
		owners.map(({ since }: { since: string }) => since),
		[today, today],
	)
})

test('an invitation that nobody accepts, or somebody else does, says nothing', async () => {
	await invite(owner, other.email)
	const token = await invitationTo(api, desk.clinic, other.email)
	const third = await ownerAt(api, desk.clinic)
	assert.is(told(await accept(third, token)), '410 link_ended')
	assert.equal(await rows(), [])
})

test('a retry tells no second time', async () => {
	await invite(owner, other.email)
	const token = await invitationTo(api, desk.clinic, other.email)
	const headers = { 'Idempotency-Key': 'one-press-of-the-button-and-no-more' }
	for (let i = 0; i < 2; i++) {
		const path = '/api/customer/invitations/accept'
		assert.is(told(await other.ask('POST', path, { body: { token }, headers })), '200')
	}
	assert.is((await rows()).length, 1)
})

test('who is taken out hears of it, from whom', async () => {
	await shareWith(api, desk.clinic, owner, other)
	await post()
	assert.is(told(await remove(owner, other)), '200')
	const [letter] = await sendPost(api, desk.clinic)
	assert.equal([letter?.to, letter?.subject], [other.email, 'Biscuit is no longer shared with you'])
	assert.match(letter?.text ?? '', 'Sam Carver has stopped sharing Biscuit with you')
})

test('who stays hears that somebody has left', async () => {
	await shareWith(api, desk.clinic, owner, other)
	await post()
	await remove(other, other)
	assert.equal(await post(), [`${owner.email}: Kim Reed no longer shares Biscuit with you`])
})

test('where the first owner leaves, the one who takes over hears of it', async () => {
	await shareWith(api, desk.clinic, owner, other)
	const third = await ownerAt(api, desk.clinic)
	await shareWith(api, desk.clinic, owner, third)
	await post()
	await remove(owner, owner)
	assert.equal(await post(), [`${other.email}: Sam Carver no longer shares Biscuit with you`])
})

test('nothing is sent that is no longer so when the post leaves', async () => {
	await shareWith(api, desk.clinic, owner, other)
	await remove(owner, other)
	assert.equal(await post(), [`${other.email}: Biscuit is no longer shared with you`])
	assert.equal(await endsOf(desk.clinic, 'sharing_accepted'), ['cancelled: sharing has changed'])
})

test('nor what has changed once more by then', async () => {
	const past = '2026-01-01'
	const own = ({ clientId }: TestOwner, owned_until: string | null) =>
		desk.clinic.run((trx) =>
			trx('pet_owners')
				.where({ clinic_id: desk.clinic.id, pet_id: petId, client_id: clientId })
				.update({ owned_until }),
		)
	const gone = ['cancelled: sharing has changed']
	await shareWith(api, desk.clinic, owner, other)
	await own(owner, past)
	await post()
	assert.equal(await endsOf(desk.clinic, 'sharing_accepted'), gone, 'they have left themselves')
	await own(owner, null)
	await remove(other, other)
	await own(other, null)
	await post()
	assert.equal(await endsOf(desk.clinic, 'sharing_left'), gone, 'who had left is back')
	await remove(other, other)
	await own(owner, past)
	await post()
	assert.equal(await endsOf(desk.clinic, 'sharing_left'), [...gone, ...gone], 'both have left')
	for (const one of [owner, other]) await own(one, null)
	await remove(owner, other)
	await own(other, null)
	await post()
	assert.equal(await endsOf(desk.clinic, 'sharing_removed'), gone, 'who was taken out is back')
})

test('not about a pet that is silenced', async () => {
	await shareWith(api, desk.clinic, owner, other)
	await set('pets', petId, { silenced_at: new Date() })
	await post()
	assert.equal(await endsOf(desk.clinic, 'sharing_accepted'), ['cancelled: pet is silenced'])
})

test('not about a pet that has died, nor to who is gone', async () => {
	await shareWith(api, desk.clinic, owner, other)
	await set('pets', petId, { status: 'deceased' })
	await post()
	assert.equal(await endsOf(desk.clinic, 'sharing_accepted'), ['cancelled: pet is silenced'])
	await set('pets', petId, { status: 'active' })
	await remove(other, other)
	await set('clients', owner.clientId, { name: null, email: null, erased_at: new Date() })
	await post()
	assert.equal(await endsOf(desk.clinic, 'sharing_left'), ['cancelled: deactivated'])
})

test('an address that nobody has proved is not written to', async () => {
	await shareWith(api, desk.clinic, owner, other)
	await post()
	await set('client_accounts', other.accountId, { email_verified_at: null })
	await remove(owner, other)
	assert.is((await rows()).length, 1)
})

test('like all that says who may look in, they can not be switched off', async () => {
	const off = { email: false, sms: false, push: false }
	const notification_settings = { service: off, reminders: off, followUps: off }
	await set('client_accounts', owner.accountId, { notification_settings })
	await shareWith(api, desk.clinic, owner, other)
	assert.is((await post()).length, 1)
})

test.run()
