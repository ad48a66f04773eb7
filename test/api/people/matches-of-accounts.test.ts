import { setTimeout } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { makeShareToken } from '../../../api/pets/sharing/token.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { serverKey, startApi, type TestApi } from '../api.ts'
import { PDF, plainPicture } from '../files/pictures.ts'
import { sendAs, sendOwn } from '../files/send.ts'
import { told } from '../hours/desk.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'

const test = suite('the match of a guest who has an account')
const unknown = { match_status: 'unconfirmed' }
let api: TestApi
let clinic: BookableClinic
let nurse: Colleague
let guest: TestOwner
let known: TestOwner

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	nurse = await signedIn(api, clinic, ['nurse', 'receptionist'])
})
test.before.each(async () => {
	guest = await ownerAt(api, clinic, { client: unknown, pets: [unknown] })
	known = await ownerAt(api, clinic)
})
test.after(() => api.close())

const petAt = (petId = '', more = '') => `/api/customer/pets/${petId}${more}`

async function addPhoto(owner: TestOwner, petId = owner.pets[0]): Promise<string> {
	const content = await plainPicture()
	const answer = await sendOwn(owner, clinic, api, petAt(petId, '/photo'), { content })
	assert.is(answer.status, 201, JSON.stringify(answer.body))
	return answer.body.id
}

async function addLetter(owner: TestOwner, petId = owner.pets[0]): Promise<string> {
	const path = petAt(petId, '/documents?name=letter.pdf')
	const answer = await sendOwn(owner, clinic, api, path, { content: PDF })
	assert.is(answer.status, 201, JSON.stringify(answer.body))
	return answer.body.id
}

async function askFor(medicine: string, owner: TestOwner, petId = owner.pets[0]): Promise<string> {
	const path = petAt(petId, '/prescription-requests')
	const answer = await owner.ask('POST', path, { body: { medicine } })
	assert.is(answer.status, 201, JSON.stringify(answer.body))
	return answer.body.id
}

async function say(kind: string, { clientId, pets: [petId] }: TestOwner): Promise<void> {
	const row = { id: newId(), pet_id: petId, client_id: clientId }
	await clinic.run(async (trx) => {
		await trx('pet_reports').insert({ clinic_id: clinic.id, ...row, kind })
	})
}

async function invite({ clientId, pets: [petId] }: TestOwner): Promise<void> {
	const row = { id: newId(), pet_id: petId, client_id: clientId, expires_at: '2099-01-01' }
	await clinic.run(async (trx) => {
		await trx('pet_invitations').insert({ clinic_id: clinic.id, ...row })
	})
}

const settle = (what: string, body?: object) =>
	nurse.ask('POST', `/api/clinic/matches/${guest.clientId}/${what}`, { body })

async function link(): Promise<void> {
	const pets = [{ petId: guest.pets[0], intoPetId: known.pets[0] }]
	assert.is(told(await settle('link', { intoClientId: known.clientId, pets })), '200')
}

async function undo(): Promise<void> {
	assert.is(told(await settle('undo')), '200')
}

/** Every row that hangs on a client or a pet, but for when it was touched. */
async function everything(): Promise<string[]> {
	const tables = [
		...['clients', 'pets', 'pet_owners', 'client_accounts', 'medical_records', 'files'],
		...['prescription_requests', 'pet_reports', 'pet_invitations'],
	]
	return clinic.run(async (trx) => {
		const rows: string[] = []
		for (const table of tables) {
			const found = await trx(table).where({ clinic_id: clinic.id })
			rows.push(...found.map(({ updated_at: _, ...row }) => `${table} ${JSON.stringify(row)}`))
		}
		return rows.sort()
	})
}

const rowOf = (table: string, id: string) =>
	clinic.run((trx) => trx(table).where({ clinic_id: clinic.id, id }).first())

const photoOf = async ({ pets: [id = ''] }: TestOwner) => (await rowOf('pets', id)).photo_file_id

test('takes along what they have sent and asked for, and what lies in the record', async () => {
	const photo = await addPhoto(guest)
	const letter = await addLetter(guest)
	const path = `/api/clinic/pets/${guest.pets[0]}/documents?name=x-ray.pdf&visibility=shared`
	const xray = (await sendAs(nurse, api, path, { content: PDF })).body.id
	const request = await askFor('Cimalgex', guest)
	await say('moved', guest)
	await invite(guest)
	const before = await everything()
	await link()
	assert.is(await photoOf(known), photo)
	const { files } = (await known.ask('GET', petAt(known.pets[0], '/documents'))).body
	const ids = files.map(({ id }: { id: string }) => id)
	assert.equal(ids.sort(), [letter, xray].sort())
	const { requests } = (await known.ask('GET', '/api/customer/prescription-requests')).body
	assert.equal(
		requests.map((one: { id: string; petId: string }) => [one.id, one.petId]),
		[[request, known.pets[0]]],
	)
	const left = (await everything()).filter((row) => !/^(clients|pets|pet_owners) /.test(row))
	assert.equal(
		left.filter((row) => row.includes(guest.clientId) || row.includes(guest.pets[0] ?? '')),
		[],
	)
	await undo()
	assert.equal(await everything(), before)
})

test('leaves a photo and an open report of the same animal as they are', async () => {
	const theirs = await addPhoto(guest)
	const ours = await addPhoto(known)
	await say('moved', guest)
	await say('deceased', known)
	const before = await everything()
	await link()
	assert.equal([await photoOf(guest), await photoOf(known)], [theirs, ours])
	await undo()
	assert.equal(await everything(), before)
})

test('gives back what they have sent and asked for since, and nothing of the others', async () => {
	await link()
	const [petId] = known.pets
	const own = [await addPhoto(guest, petId), await addLetter(guest, petId)]
	const request = await askFor('Cimalgex', guest, petId)
	const others = [await addLetter(known), await askFor('Canaural', known)] as const
	await undo()
	for (const id of own) assert.is((await rowOf('files', id)).pet_id, guest.pets[0])
	assert.equal([await photoOf(guest), await photoOf(known)], [own[0], null])
	const asked = await rowOf('prescription_requests', request)
	assert.equal([asked.pet_id, asked.client_id], [guest.pets[0], guest.clientId])
	assert.is((await rowOf('files', others[0])).pet_id, petId)
	const kept = await rowOf('prescription_requests', others[1])
	assert.equal([kept.pet_id, kept.client_id], [petId, known.clientId])
})

/** Asks somebody to share the known client's pet, as whom the guest was taken for. */
async function tokenFor({ email }: TestOwner, from = guest): Promise<string> {
	const path = petAt(known.pets[0], '/invitations')
	const { body } = await from.ask('POST', path, { body: { email } })
	const invitationId = body.invitations[0].id
	return makeShareToken(serverKey, { clinicId: clinic.id, invitationId })
}
const accept = async (who: TestOwner, token: string) =>
	told(await who.ask('POST', '/api/customer/invitations/accept', { body: { token } }))
const sees = async (who: TestOwner, { pets: [id] }: TestOwner) =>
	(await who.ask('GET', petAt(id, '/medical-history'))).status

async function ownersOfKnown(): Promise<string[]> {
	const { owners, invitations } = (await known.ask('GET', petAt(known.pets[0], '/sharing'))).body
	assert.equal(invitations, [])
	return owners.map((one: { you: boolean; primary: boolean }) => `${one.you} ${one.primary}`)
}

test('leaves nobody whom they have invited since with what is not theirs', async () => {
	const [friend, later] = [await ownerAt(api, clinic), await ownerAt(api, clinic)]
	const partner = await ownerAt(api, clinic)
	await link()
	const [one, other] = [await tokenFor(friend), await tokenFor(later)]
	assert.is(await accept(friend, one), '200')
	assert.is(await sees(friend, known), 200)
	assert.is(await accept(partner, await tokenFor(partner, known)), '200')
	await undo()
	assert.is(await accept(later, other), '200')
	for (const who of [friend, later]) {
		assert.equal([await sees(who, known), await sees(who, guest)], [404, 200])
	}
	assert.is(await sees(partner, known), 200, 'whom its own people have asked')
	assert.equal(await ownersOfKnown(), ['true true', 'false false'])
})

test('leaves an animal with whom it was, also where they have left it in that name', async () => {
	const friend = await ownerAt(api, clinic)
	await link()
	assert.is(await accept(friend, await tokenFor(friend)), '200')
	const path = petAt(known.pets[0], `/owners/${known.clientId}`)
	assert.is(told(await guest.ask('DELETE', path)), '200')
	assert.is(await sees(known, known), 404)
	await undo()
	assert.equal([await sees(friend, known), await sees(known, known)], [404, 200])
	assert.equal(await ownersOfKnown(), ['true true'])
})

test('has one photo of an animal, the newest, when a link is taken back', async () => {
	const first = await addPhoto(guest)
	await addPhoto(known)
	await link()
	// Who somebody is, is looked at anew every two seconds.
	await setTimeout(2100)
	const second = await addPhoto(guest, known.pets[0])
	await undo()
	assert.equal([await photoOf(guest), await photoOf(known)], [second, null])
	assert.ok((await rowOf('files', first)).deleted_at)
})

test.run()
