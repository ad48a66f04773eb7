import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { tooMany } from '../../../api/http/problem.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { type Answer, book, bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { untilWaiting } from '../appointments/waiting.ts'
import { VISITS } from './scene.ts'

const test = suite('visits one after the other while others book')
let api: TestApi
let clinic: BookableClinic
let owner: TestOwner

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

async function open(vets: number, account = {}) {
	clinic = await makeBookableClinic(api.db, { vets })
	const client = { phone: '+442079460142' }
	owner = await ownerAt(api, clinic, { client, account, pets: [{}, {}] })
}

const noon = (halfHours: number) => {
	const day = startIn(3).slice(0, 10)
	return new Date(Date.parse(`${day}T12:00:00Z`) + halfHours * 1_800_000).toISOString()
}
const bookBoth = (headers = {}) => {
	const visits = owner.pets.map((id, i) => {
		const wish = { pets: [{ id }], start: noon(i), veterinarianId: null }
		const { owner: _, ...body } = bookBody(clinic, wish)
		return body
	})
	return owner.ask('POST', `${VISITS}/book-several`, { body: { visits }, headers })
}
const refusal = ({ status, body }: Answer) => [
	...[status, body.code],
	...(body.issues ?? []).map(({ path, code }: Record<string, string>) => `${path} ${code}`),
]

/** Lets a visit take its vet at another time: of the second one of both, or of neither. */
const move = (trx: Knex.Transaction, appointment_id: string, halfHours: number) =>
	trx('reservations')
		.where({ clinic_id: clinic.id, appointment_id })
		.whereIn('resource_id', clinic.vets)
		.update({ starts_at: noon(halfHours), ends_at: noon(halfHours + 1) })

/** What booking both is answered while somebody else takes the first vet's time. */
async function whileTaken(writes: (trx: Knex.Transaction) => Promise<unknown>): Promise<Answer> {
	const { answer } = await clinic.run(async (trx: Knex.Transaction) => {
		await trx('resources').where({ clinic_id: clinic.id, id: clinic.vets[0] }).forNoKeyUpdate()
		await writes(trx)
		const sent = bookBoth()
		await untilWaiting(api, trx)
		return { answer: sent }
	})
	return answer
}

test('says which of them somebody was faster for', async () => {
	await open(1)
	const other = await book(api, clinic, { start: startIn(8) })
	const answer = await whileTaken((trx) => move(trx, other.id, 1))
	assert.equal(refusal(answer), [409, 'slot_taken', 'visits.1.start vet_busy'])
})

test('finds somebody else who is free by then', async () => {
	await open(2)
	const [first, second] = clinic.vets
	const busy = await book(api, clinic, { start: startIn(8), veterinarianId: second })
	const other = await book(api, clinic, { start: startIn(9), veterinarianId: first })
	await clinic.run((trx) => move(trx, busy.id, 1))
	const answer = await whileTaken(async (trx) => {
		await move(trx, busy.id, 9)
		await move(trx, other.id, 1)
	})
	assert.is(answer.status, 201, JSON.stringify(refusal(answer)))
})

test('books nothing for the animals of an account whose email nobody has proved', async () => {
	await open(1, { email_verified_at: null })
	assert.equal(refusal(await bookBoth()), [400, 'invalid_request', 'owner required'])
	const rows = await clinic.run((trx) => trx('appointments').where({ clinic_id: clinic.id }))
	assert.equal(rows, [])
})

test('counts each of their letters to whom it is sent for', async () => {
	await open(1)
	const { limitLetters } = api.services
	let letters = 0
	api.services.limitLetters = async () => {
		letters += 1
		if (letters === 2) throw tooMany(60)
	}
	const answer = await bookBoth()
	api.services.limitLetters = limitLetters
	assert.equal([answer.status, answer.body.code, letters], [429, 'rate_limited', 2])
	assert.is((await bookBoth()).status, 201, 'nothing of the refused ones is left')
})

test.run()
