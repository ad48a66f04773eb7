import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { startApi, startIn, type TestApi } from '../api.ts'
import { PDF, plainPicture } from '../files/pictures.ts'
import { sendOwn } from '../files/send.ts'
import { told } from '../hours/desk.ts'
import { bookedFor, share } from '../owner-visits/scene.ts'
import { TABLE } from '../staff/matrix-table.ts'
import { ownerAt, type TestOwner } from './owner.ts'

const test = suite('what is another owner’s')
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner
/** At the same clinic, and at another one. */
let strangers: [TestOwner, BookableClinic][]
let operations: Operation[]
let things: Record<string, string>

interface Operation {
	operationId: string
	method: string
	path: string
}

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	const elsewhere = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic)
	strangers = [
		[await ownerAt(api, clinic), clinic],
		[await ownerAt(api, elsewhere), elsewhere],
	]
	operations = await owners()
	things = await thingsOfSam()
})
test.after(() => api.close())

/** Every operation of owners that names something. */
async function owners(): Promise<Operation[]> {
	const { paths } = await (await fetch(`${api.url}/openapi.json`)).json()
	type Items = Record<string, Record<string, { operationId: string }>>
	const all = Object.entries(paths as Items).flatMap(([path, item]) =>
		Object.entries(item).map(([method, { operationId }]) => ({ operationId, method, path })),
	)
	const isOwners = ({ operationId }: Operation) =>
		['owner', 'visit or owner'].includes(TABLE.get(operationId)?.kind ?? '')
	return all.filter((one) => /\{(?!clinicId)/.test(one.path) && isOwners(one))
}

/** What an owner may have, each by the part of a path that names it. */
async function thingsOfSam(): Promise<Record<string, string>> {
	const [petId = ''] = sam.pets
	const pet = `/api/customer/pets/${petId}`
	const visit = await bookedFor(api, clinic, sam)
	const photo = { content: await plainPicture() }
	assert.is((await sendOwn(sam, clinic, api, `${pet}/photo`, photo)).status, 201)
	const file = await sendOwn(sam, clinic, api, `${pet}/documents?name=a`, { content: PDF })
	const body = { kind: 'nervous', note: 'Of brooms' }
	await sam.ask('POST', `${pet}/alerts`, { body })
	const invited = await sam.ask('POST', `${pet}/invitations`, { body: { email: 'x@y.example' } })
	const partner = await ownerAt(api, clinic)
	await share(clinic, petId, partner)
	const [passkey, request, recordId] = [newId(), newId(), newId()]
	const alertId = await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id }
		const who = { account_id: sam.accountId }
		const key = { credential_id: 'of Sam', name: 'Phone', public_key: Buffer.of(1) }
		await trx('passkeys').insert({ ...of, id: passkey, ...who, ...key })
		const asked = { pet_id: petId, client_id: sam.clientId, medicine: 'Drops' }
		await trx('prescription_requests').insert({ ...of, id: request, ...who, ...asked })
		return (
			await trx('pet_alerts')
				.where({ ...of, pet_id: petId })
				.first('id')
		).id
	})
	return {
		...{ petId, alertId, recordId, invitationId: invited.body.invitations[0].id },
		...{ ownerId: partner.clientId, appointments: visit.id, files: file.body.id },
		...{ passkeys: passkey, sessions: sam.sessionId, 'prescription-requests': request },
	}
}

/** Bodies that would do something to what is one's own. */
const BODIES: Readonly<Record<string, object>> = {
	putVisitAnswers: { answers: [] },
	checkInFromCar: { note: 'By the gate' },
	sayLate: { minutes: 10 },
	rescheduleAppointment: { start: startIn(4), veterinarianId: null },
	renamePasskey: { name: 'Mine' },
	changeOwnPet: { name: 'Mine', version: '1' },
	addOwnAlert: { kind: 'nervous', note: 'Of me' },
	inviteToPet: { email: 'me@evil.example' },
	setOwnPetStatus: { status: 'deceased' },
	askPrescription: { recordId: randomUUID() },
}

const UPLOADS: Readonly<Record<string, string>> = {
	uploadPetPhoto: '',
	uploadPetDocument: '?name=mine',
}

/** The path with what it names. */
const filled = (path: string, ids: Readonly<Record<string, string>>) =>
	path.replaceAll(/(?<=(?<part>[\w-]+)\/)\{(\w+)\}/g, (_, part, name) => {
		const id = ids[name === 'id' ? part : name]
		if (!id) throw new Error(`Say in thingsOfSam what ${path} names`)
		return id
	})

async function askFor(
	[who, where]: [TestOwner, BookableClinic],
	{ operationId, method, path }: Operation,
): Promise<string> {
	const query = UPLOADS[operationId]
	const answer =
		query === undefined
			? await who.ask(method.toUpperCase(), path, { body: BODIES[operationId] })
			: await sendOwn(who, where, api, path + query, { content: await plainPicture() })
	return `${operationId} ${told(answer)}`
}

const COUNTED = ['rate_limits', 'unfinished_uploads']

/** All that the clinic has, as one sum for each table. */
async function everything(): Promise<Record<string, string>> {
	const { owner } = api.database
	const { rows } = await owner.raw(`
		select distinct table_name as name from information_schema.columns
		where column_name = 'clinic_id' and table_schema = current_schema() order by 1`)
	const sums: Record<string, string> = {}
	for (const { name } of rows.filter((row: { name: string }) => !COUNTED.includes(row.name))) {
		const sql = `select md5(string_agg(t::text, ' ' order by t::text)) as sum
			from ${name} t where clinic_id = ?`
		sums[name] = (await owner.raw(sql, [clinic.id])).rows[0].sum
	}
	return sums
}

test('is answered like what does not exist, by every operation that names it, and stays as it is', async () => {
	assert.ok(operations.length >= 30)
	const before = await everything()
	for (const stranger of strangers) {
		const wrong: string[] = []
		for (const operation of operations) {
			const path = filled(operation.path, things)
			const answer = await askFor(stranger, { ...operation, path })
			const nothing = await askFor(stranger, {
				...operation,
				path: filled(operation.path, NOBODYS),
			})
			if (!/ 404 \w+_not_found$/.test(answer) || answer !== nothing) wrong.push(answer, nothing)
		}
		assert.equal(wrong, [])
	}
	assert.equal(await everything(), before)
})

const NOBODYS: Record<string, string> = new Proxy({}, { get: () => randomUUID() })

test('is not reached by way of a pet of one’s own', async () => {
	const below = operations.filter(({ path }) => path.startsWith('/api/customer/pets/{petId}/'))
	const named = below.filter(({ path }) => /\{(?!petId)/.test(path))
	assert.equal(named.length, 3)
	const before = await everything()
	for (const stranger of strangers) {
		const [{ pets }] = stranger
		for (const operation of named) {
			const path = filled(operation.path, { ...things, petId: pets[0] ?? '' })
			assert.match(await askFor(stranger, { ...operation, path }), / 404 /)
		}
	}
	assert.equal(await everything(), before)
})

test.run()
