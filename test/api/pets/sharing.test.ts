import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Desk, openDesk, told } from '../hours/desk.ts'
import { accept, invitationTo, invite, petPath, shareWith } from './household.ts'
import { makeVisit } from './records.ts'

const test = suite('pets of a household')
let api: TestApi
let desk: Desk
let owner: TestOwner
let other: TestOwner
let petId: string

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
})
test.after(() => api.close())
test.before.each(async () => {
	owner = await ownerAt(api, desk.clinic)
	other = await ownerAt(api, desk.clinic, { client: { name: 'Kim Reed' } })
	petId = owner.pets[0] ?? ''
	await shareWith(api, desk.clinic, owner, other)
})

const remove = (who: TestOwner, { clientId }: { clientId: string }, id = petId) =>
	who.ask('DELETE', petPath(id, `/owners/${clientId}`))
const owners = async (who: TestOwner) =>
	(await who.ask('GET', petPath(petId, '/sharing'))).body.owners.map(
		({ id, primary }: { id: string; primary: boolean }) => `${id}${primary ? ' first' : ''}`,
	)

test('can be read and described by both', async () => {
	const { body } = await other.ask('GET', petPath(petId))
	const change = { body: { version: body.version, color: 'Sable' } }
	assert.is(told(await other.ask('PATCH', petPath(petId), change)), '200')
	assert.is((await owner.ask('GET', petPath(petId))).body.color, 'Sable')
	await makeVisit(desk.clinic, owner, { daysAgo: 2, status: 'completed' })
	for (const who of [owner, other]) {
		const history = await who.ask('GET', petPath(petId, '/medical-history'))
		assert.is(history.body.entries.length, 1)
		const visits = await who.ask('GET', '/api/customer/appointments')
		assert.is(visits.body.appointments.length, 1)
	}
	assert.is(told(await owner.ask('GET', petPath(other.pets[0]))), '404 pet_not_found')
})

test('refuse who is no owner, and who is not the first', async () => {
	const third = await ownerAt(api, desk.clinic)
	assert.is(told(await remove(third, owner)), '404 pet_not_found')
	assert.is(told(await remove(other, owner)), '403 forbidden')
	assert.is(told(await remove(owner, third)), '404 owner_not_found')
	assert.is(told(await remove(owner, { clientId: randomUUID() })), '404 owner_not_found')
	const unverified = await ownerAt(api, desk.clinic, { account: { email_verified_at: null } })
	assert.is(told(await remove(unverified, unverified, unverified.pets[0])), '403 forbidden')
	assert.equal(await owners(owner), [`${owner.clientId} first`, other.clientId])
})

test('are out of sight at once for who is removed', async () => {
	await makeVisit(desk.clinic, owner, { daysAgo: 2, status: 'completed' })
	const paths = ['', '/sharing', '/medical-history', '/weights'].map((rest) => petPath(petId, rest))
	for (const path of paths) assert.is(told(await other.ask('GET', path)), '200', path)
	await invite(owner, 'third@example.com')
	const gone = await remove(owner, other)
	assert.equal(gone.body, { petId, ownerId: other.clientId })
	for (const path of paths) assert.is(told(await other.ask('GET', path)), '404 pet_not_found', path)
	const { pets } = (await other.ask('GET', '/api/customer/pets')).body
	assert.equal(
		pets.map(({ id }: { id: string }) => id),
		other.pets,
	)
	assert.equal((await other.ask('GET', '/api/customer/appointments')).body.appointments, [])
	assert.is((await owner.ask('GET', petPath(petId))).body.shared, false)
	const sharing = (await owner.ask('GET', petPath(petId, '/sharing'))).body
	assert.is(sharing.invitations.length, 1, 'what somebody else has asked stands')
})

test('are out of sight wherever the clinic is', async () => {
	// Its day may be a day ahead of the database's.
	const far = await openDesk(api, { clinic: { time_zone: 'Pacific/Kiritimati' } })
	const [one, two] = [await ownerAt(api, far.clinic), await ownerAt(api, far.clinic)]
	await shareWith(api, far.clinic, one, two)
	await makeVisit(far.clinic, one, { daysAgo: 2, status: 'completed' })
	assert.is(told(await remove(one, two, one.pets[0])), '200')
	assert.is(told(await two.ask('GET', petPath(one.pets[0]))), '404 pet_not_found')
	assert.equal((await two.ask('GET', '/api/customer/appointments')).body.appointments, [])
})

test('can be left; who comes next takes over, and the last one stays', async () => {
	const { body } = await invite(owner, 'third@example.com')
	assert.is(body.invitations.length, 1)
	const token = await invitationTo(api, desk.clinic, 'third@example.com')
	assert.is(told(await remove(owner, owner)), '200')
	assert.equal(await owners(other), [`${other.clientId} first`])
	assert.equal((await other.ask('GET', petPath(petId, '/sharing'))).body.invitations, [])
	assert.is(told(await owner.ask('GET', petPath(petId))), '404 pet_not_found')
	assert.is(told(await accept(owner, token)), '410 link_ended')
	assert.is(told(await remove(other, other)), '409 conflict')
	// Whoever left can be asked back.
	await invite(other, owner.email, petId)
	await accept(owner, await invitationTo(api, desk.clinic, owner.email))
	assert.equal((await owners(other)).sort(), [owner.clientId, `${other.clientId} first`].sort())
})

test('keep one owner when both leave at once', async () => {
	const answers = await Promise.all([remove(owner, owner), remove(other, other)])
	assert.equal(answers.map(told).sort(), ['200', '409 conflict'])
})

test('are removed once, however often it is sent', async () => {
	const headers = { 'Idempotency-Key': randomUUID() }
	const path = petPath(petId, `/owners/${other.clientId}`)
	for (let i = 0; i < 2; i++) assert.is(told(await owner.ask('DELETE', path, { headers })), '200')
	assert.is(told(await owner.ask('DELETE', path)), '404 owner_not_found')
})

test('are known to the clinic with all who have them', async () => {
	const { body } = await desk.ask('GET', `/api/clinic/pets/${petId}`)
	assert.equal(
		body.owners.map(({ id, primary }: { id: string; primary: boolean }) => [id, primary]),
		[
			[owner.clientId, true],
			[other.clientId, false],
		],
	)
})

test.run()
