import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { connect } from '../../../api/database/connect.ts'
import { queryOf } from '../../../api/database/query.ts'
import { belongingsOf, lockFamily } from '../../../api/erasure/belongings.ts'
import { FORGET, forget } from '../../../api/erasure/forget.ts'
import type { Mail } from '../../../api/notifications/channels/channel.ts'
import { deliver } from '../../../api/notifications/deliver.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { serverKey, startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { ERASED, KEPT } from './columns.ts'
import { ADDRESS, dump, keysOf, marked, plant, wordColumns } from './dump.ts'
import { makePerson, type Person } from './person.ts'

const test = suite('what is left of somebody who was erased')

const MARK = 'MARKED-zq7-erase'
const OTHER = 'MARKED-zq7-stays'

/** These hold no word that a person wrote; other tests ask for what they do. */
const WORDLESS = ['codes', 'shares', 'photos', 'denials']

let api: TestApi
let admin: Knex
let clinic: BookableClinic
let person: Person

test.before(async () => {
	api = await startApi()
	admin = connect({ url: api.database.adminUrl, poolSize: 1, name: 'test-admin' })
	clinic = await makeBookableClinic(api.db)
	let before = await keysOf(admin)
	await makePerson(api, clinic, 0)
	await plant(admin, () => OTHER, before)
	before = await keysOf(admin)
	person = await makePerson(api, clinic, 4)
	const planted = await plant(admin, () => MARK, before)
	for (const [table, rows] of planted) assert.ok(rows > 0, `nobody has a row in ${table}`)
	// Nothing but the address leads from it to them.
	await admin.raw(
		`update account_registrations r set email = a.email from client_accounts a
		where a.id = ? and r.clinic_id = a.clinic_id and r.email like ?`,
		[person.accountId, `${MARK}%`],
	)
})
test.after(async () => {
	await admin.destroy()
	await api.close()
})

test('has an answer for every column that can hold a word', async () => {
	const listed = (lists: Readonly<Record<string, string>>) =>
		Object.entries(lists).flatMap(([table, list]) =>
			list.split(/\s+/).map((column) => `${table}.${column}`),
		)
	const kept = Object.entries(KEPT).flatMap(([table, reasons]) =>
		Object.values(reasons).flatMap((list) => listed({ [table]: list })),
	)
	const found = (await wordColumns(admin)).map(({ table, name }) => `${table}.${name}`)
	assert.equal([...listed(ERASED), ...kept].sort(), found.sort())
})

/** Forgets by some of the statements, looks for the mark, and takes it all back. */
function leftBy(statements: readonly string[]): Promise<string[]> {
	return clinic.run(async (trx) => {
		const query = queryOf(trx)
		const clients = await lockFamily(query, clinic.id, person.clientId)
		const all = await belongingsOf(query, clinic.id, clients)
		const found = await forget(query, clinic.id, all, [], statements).then(
			async () => marked(await dump(trx), MARK),
			() => ['refused by the database'],
		)
		await trx.raw('rollback')
		return found
	})
}

test('is nothing by all the statements together', async () => {
	assert.equal(await leftBy(Object.values(FORGET)), [])
})

for (const left of Object.keys(FORGET).filter((name) => !WORDLESS.includes(name))) {
	test(`would still be found without the statement for ${left}`, async () => {
		const others = Object.entries(FORGET).flatMap(([name, sql]) => (name === left ? [] : [sql]))
		assert.ok((await leftBy(others)).length > 0)
	})
}

test('is no word, in no table, in no queue; and of anybody else every word', async () => {
	const before = await dump(admin)
	assert.ok(marked(before, MARK).length > 20)
	const answer = await person.ask('POST', '/api/customer/erasure', { body: {} })
	assert.is(told(answer), '200')
	assert.equal(answer.body, { status: 'erased', scope: 'client', cancelledVisits: 1 })
	const sent = await lastLetter(marked(await dump(admin), MARK))
	assert.ok(sent.to.startsWith(MARK))
	assert.match(sent.text, 'The visit that was ahead is cancelled')
	const after = await dump(admin)
	assert.equal(marked(after, MARK), [])
	assert.is(marked(after, OTHER).length, marked(before, OTHER).length)
	assert.is(marked(after, ADDRESS).length, marked(before, ADDRESS).length - 1)
	for (const address of [person.email, `guest.${person.clientId.slice(-6)}@example.com`]) {
		assert.equal(marked(after, address), [], address)
	}
})

/** All that is left is the row of the last letter; it goes out. */
async function lastLetter(left: readonly string[]): Promise<Mail> {
	assert.is(left.length, 1)
	const notificationId = /,([0-9a-f-]{36}),/.exec(left[0] ?? '')?.[1] ?? ''
	const sent: Mail[] = []
	const channel = {
		provider: 'stand-in',
		send: async (mail: Mail) => `message ${sent.push(mail)}`,
		find: async () => null,
	}
	const { db, services } = api
	const options = {
		db,
		channel,
		serverKey,
		publicUrl: services.publicUrl,
		from: 'v@clinic.example',
	}
	const job = { clinicId: clinic.id, notificationId }
	assert.is(await deliver(options, job), 'sent')
	return sent[0] as Mail
}

test.run()
