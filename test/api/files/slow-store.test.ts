import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { FileStore } from '../../../api/files/store.ts'
import { sweepFiles } from '../../../api/files/sweep.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { PDF } from './pictures.ts'
import { sendOwn } from './send.ts'

const test = suite('a store that does not answer')
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner
let disk: FileStore
let letGo: () => void
let isStuck: Promise<void>

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic)
	disk = { ...api.services.files }
})
test.before.each(() => {
	isStuck = new Promise((resolve) => {
		letGo = resolve
	})
})
test.after(() => api.close())

/** Every call of the store waits until it is let go. */
function stuck(): void {
	const waiting =
		<A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
		async (...args: A) => {
			await isStuck
			return call(...args)
		}
	const { put, read, remove } = disk
	const slow: FileStore = { put: waiting(put), read: waiting(read), remove: waiting(remove) }
	Object.assign(api.services.files, slow)
}

const CALLS = 24
const path = () => `/api/customer/pets/${sam.pets[0]}/documents`

/** Twice as many as the pool has connections, each with a transaction. */
async function assertPoolIsFree() {
	const ask = () => sam.ask('GET', path())
	const answers = await Promise.all(Array.from({ length: CALLS }, ask))
	for (const { status } of answers) assert.is(status, 200)
	const { rows } = await api.database.owner.raw(
		`select count(*)::int as open from pg_stat_activity
		where datname = current_database() and state like 'idle in transaction%'`,
	)
	assert.is(rows[0].open, 0, 'no transaction is open')
}

test('keeps no connection while files are sent to it', async () => {
	stuck()
	const owners = [sam]
	for (let i = 0; i < 12; i++) owners.push(await ownerAt(api, clinic))
	const sending = owners.map((owner) => {
		const at = `/api/customer/pets/${owner.pets[0]}/documents?name=a.pdf`
		return sendOwn(owner, clinic, api, at, { content: PDF })
	})
	await assertPoolIsFree()
	letGo()
	for (const answer of await Promise.all(sending)) assert.is(told(answer), '201')
})

test('keeps no connection while files are read from it or removed', async () => {
	const { files } = (await sam.ask('GET', path())).body
	const id = files[0].id
	stuck()
	const reading = Array.from({ length: 13 }, () => sam.ask('GET', `/api/customer/files/${id}`))
	await assertPoolIsFree()
	const removed = await sam.ask('DELETE', `/api/customer/files/${id}`)
	assert.is(removed.status, 204, 'nobody waits for it')
	const sweeping = sweepFiles(api.services)
	await assertPoolIsFree()
	letGo()
	await Promise.all(reading)
	assert.is(await sweeping, 1)
})

test.run()
