import pg from 'pg'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { holdVet, untilWaiting } from './waiting.ts'

const test = suite('a hold that ends while it is used')
const BOOK = '/api/customer/appointments/book'

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
})
test.after(() => api.close())

type Hold = { id: string; token: string }

async function hold(): Promise<Hold> {
	const { appointmentTypeId, visit, start, veterinarianId } = bookBody(clinic)
	const body = { appointmentTypeId, visit, start, veterinarianId }
	return (await api.call(clinic, 'POST', '/api/customer/holds', { body })).body
}
const book = (held?: Hold) => {
	const proof = held ? { hold: { id: held.id, token: held.token } } : {}
	return api.call(clinic, 'POST', BOOK, { body: bookBody(clinic, proof) })
}
/** Ends holds, for everyone who looks from now on. */
const END = ['reservations', 'holds'].map(
	(table) =>
		`update ${table} set expires_at = clock_timestamp() - interval '1 second'
		where clinic_id = ? and expires_at is not null`,
)
const visits = () =>
	clinic.run((trx) => trx('appointments').where({ clinic_id: clinic.id, status: 'confirmed' }))

test('before the booking comes: nothing is booked, and the time is anyone’s', async () => {
	const held = await hold()
	await clinic.run(async (trx) => {
		for (const sql of END) await trx.raw(sql, [clinic.id])
	})
	assert.is((await book(held)).body.code, 'hold_expired')
	assert.is((await book()).status, 201)
	assert.is((await book(held)).body.code, 'hold_expired')
	assert.is((await visits()).length, 1)
})

test('between the first look and the last word: nothing is booked', async () => {
	const held = await hold()
	const blocker = await holdVet(api, clinic)
	const answer = book(held)
	await untilWaiting(api, blocker)
	// The hold's own row is locked by the booking, as it should be: only the reservations end.
	await blocker.raw(END[0] ?? '', [clinic.id])
	await blocker.commit()
	assert.is((await answer).body.code, 'hold_expired')
	assert.is((await visits()).length, 0)
	assert.is((await book()).status, 201)
})

test('while another booking waits for the vet: one of the two gets the time', async () => {
	const held = await hold()
	const blocker = await holdVet(api, clinic)
	const first = book(held)
	await untilWaiting(api, blocker)
	await blocker.raw(END[0] ?? '', [clinic.id])
	// Not visible to others before the commit, so this one is refused at its first look.
	assert.is((await book()).body.code, 'slot_taken')
	await blocker.commit()
	const [late, other] = await Promise.all([first, book()])
	assert.is(other.status, 201)
	// By whichever of the two it notices first.
	assert.ok(['hold_expired', 'slot_taken'].includes(late.body.code), late.body.code)
	assert.is((await visits()).length, 1)
})

test('while two strangers wait for its time: one visit, whoever is first', async () => {
	const held = await hold()
	await clinic.run(async (trx) => {
		for (const sql of END) await trx.raw(sql, [clinic.id])
	})
	const blocker = await holdVet(api, clinic)
	const answers = [book(), book()]
	await untilWaiting(api, blocker, 2)
	const late = book(held)
	await blocker.commit()
	const codes = (await Promise.all([...answers, late])).map(({ status, body }) =>
		status === 201 ? 'booked' : body.code,
	)
	assert.equal(codes.sort(), ['booked', 'hold_expired', 'slot_taken'])
	assert.is((await visits()).length, 1)
})

test('a booked hold is gone: a second booking with it finds nothing', async () => {
	const held = await hold()
	const answers = await Promise.all([book(held), book(held)])
	const codes = answers.map(({ status, body }) => (status === 201 ? 'booked' : body.code))
	assert.equal(codes.sort(), ['booked', 'hold_expired'])
	assert.is((await visits()).length, 1)
	assert.is((await visits())[0].scheduled_start.toISOString(), startIn(3))
})

test('while it is extended, and cleared away by one who comes a moment later: it has ended', async () => {
	const held = await hold()
	const cleaner = await api.db.transaction()
	await cleaner.raw('select set_tenant(?)', [clinic.id])
	const room = clinic.rooms[0] ?? ''
	await cleaner('reservations').where({ clinic_id: clinic.id, resource_id: room }).delete()
	const answer = api.call(clinic, 'POST', `/api/customer/holds/${held.id}/extend`, {
		hold: held.token,
	})
	await untilWaiting(api, cleaner)
	await cleaner.commit()
	assert.is((await answer).body.code, 'hold_expired')
	const [row] = await clinic.run((trx) => trx('holds').where({ clinic_id: clinic.id }))
	assert.is(row.extensions, 0)
})

test('while its booking loses the connection: an answer, and the server lives on', async () => {
	const unheard: unknown[] = []
	const note = (reason: unknown) => unheard.push(reason)
	process.on('unhandledRejection', note)
	const held = await hold()
	const colleague = await api.db.transaction()
	await colleague.raw('select set_tenant(?)', [clinic.id])
	await colleague('holds').where({ clinic_id: clinic.id, id: held.id }).forUpdate()
	const answer = book(held)
	await untilWaiting(api, colleague)
	const { rows } = await api.database.owner.raw(
		'select distinct pid from pg_locks where not granted',
	)
	await end(rows[0].pid)
	assert.is((await answer).status, 503)
	await colleague.rollback()
	process.off('unhandledRejection', note)
	assert.equal(unheard, [])
})

/** As when the network fails. */
async function end(pid: number): Promise<void> {
	const admin = new pg.Client({ connectionString: api.database.adminUrl })
	await admin.connect()
	await admin.query('select pg_terminate_backend($1)', [pid])
	await admin.end()
}

test.run()
