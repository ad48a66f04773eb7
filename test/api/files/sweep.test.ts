import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { addOwnFile } from '../../../api/files/add.ts'
import { type Kept, keepFile } from '../../../api/files/keep.ts'
import { sweepFiles } from '../../../api/files/sweep.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { lies as liesIn } from './lying.ts'
import { PDF } from './pictures.ts'
import { sendOwn } from './send.ts'

const test = suite('content and rows')
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic)
})
test.after(() => api.close())

const keep = (place = api.services) =>
	keepFile(place, clinic.id, async () => ({
		...{ kind: 'document', contentType: 'application/pdf', name: 'letter.pdf' },
		...{ content: PDF, sha256: 'a'.repeat(64), thumbnail: null },
	}))

const ownerOf = ({ accountId, clientId, sessionId }: TestOwner) => ({
	...{ clinicId: clinic.id, accountId, clientId, sessionId, isVerified: true },
})

const give = (kept: Kept) =>
	clinic.run((trx) =>
		addOwnFile(trx, ownerOf(sam), { petId: sam.pets[0] ?? '', kept }, api.services.fileLimits),
	)

const sweep = () => sweepFiles(api.services)
const lies = ({ key }: { key: string }) => liesIn(api.services.files, key)
const unfinished = () => clinic.run((trx) => trx('unfinished_uploads').pluck('storage_key'))
const rowOf = (id: string) => clinic.run((trx) => trx('files').where({ id }).first())

/** As if all that is unfinished had begun so many hours ago. */
const age = (hours: number) =>
	clinic.run((trx) =>
		trx('unfinished_uploads').update({
			created_at: trx.raw(`now() - interval '${hours} hours'`),
		}),
	)

async function uploaded(key = randomUUID(), owner = sam) {
	const path = `/api/customer/pets/${owner.pets[0]}/documents?name=letter.pdf`
	const answer = await sendOwn(owner, clinic, api, path, { content: PDF, key })
	assert.is(answer.status, 201, JSON.stringify(answer.body))
	return answer.body.id as string
}

test('what never got a row goes after a day, and not before', async () => {
	const kept = await keep()
	await age(23)
	assert.is(await sweep(), 0)
	assert.ok(await lies(kept), 'its row may yet come')
	await age(25)
	assert.is(await sweep(), 1)
	assert.is(await lies(kept), false)
	assert.equal(await unfinished(), [])
})

test('an upload that ends between the store and its commit leaves nothing half-written', async () => {
	const kept = await keep()
	const dying = clinic.run(async (trx) => {
		await addOwnFile(trx, ownerOf(sam), { petId: sam.pets[0] ?? '', kept }, api.services.fileLimits)
		throw new Error('the server dies')
	})
	await dying.catch(() => {})
	assert.equal(await clinic.run((trx) => trx('files').where({ storage_key: kept.key })), [])
	assert.equal(await unfinished(), [kept.key], 'it is known still')
	await age(25)
	await sweep()
	assert.is(await lies(kept), false)
})

test('what could be written by half only is written down, too', async () => {
	const put = async () => {
		throw new Error('the line broke')
	}
	const files = { ...api.services.files, put }
	const thrown = await keep({ ...api.services, files }).catch((error) => error)
	assert.is(thrown.code, 'unavailable')
	assert.is((await unfinished()).length, 1)
	await age(25)
	assert.is(await sweep(), 1)
})

test('what has a row stays, however old', async () => {
	const kept = await keep()
	await give(kept)
	assert.equal(await unfinished(), [])
	assert.is(await sweep(), 0)
	assert.ok(await lies(kept))
})

test('what is being removed gets no row any more', async () => {
	const kept = await keep()
	await age(25)
	const remove = async () => {
		throw new Error('the store is away')
	}
	const away = { ...api.services, files: { ...api.services.files, remove } }
	const failed = await sweepFiles(away).catch((error) => error)
	assert.instance(failed, AggregateError)
	const thrown = await give(kept).catch((error) => error)
	assert.is(thrown.code, 'unavailable')
	assert.equal(await clinic.run((trx) => trx('files').where({ storage_key: kept.key })), [])
	assert.is(await sweep(), 1, 'and is removed the next time')
})

test('the same content twice is two files: one goes, the other stays', async () => {
	const [first, second] = await Promise.all([
		uploaded(),
		uploaded(randomUUID(), await ownerAt(api, clinic)),
	])
	const rows = [await rowOf(first), await rowOf(second)]
	assert.is.not(rows[0].storage_key, rows[1].storage_key)
	await sam.ask('DELETE', `/api/customer/files/${first}`)
	await sweep()
	assert.is(await liesIn(api.services.files, rows[0].storage_key), false)
	assert.ok(await liesIn(api.services.files, rows[1].storage_key))
})

test('the same content comes again after it was deleted, before and after it has gone', async () => {
	const first = await uploaded()
	await sam.ask('DELETE', `/api/customer/files/${first}`)
	const second = await uploaded()
	await sweep()
	const third = await uploaded()
	for (const id of [second, third]) {
		assert.is((await sam.ask('GET', `/api/customer/files/${id}`)).status, 200)
	}
})

test('a retry writes nothing again', async () => {
	const key = randomUUID()
	const first = await uploaded(key)
	assert.is(await uploaded(key), first)
	assert.equal(await unfinished(), [])
})

test('a file goes once, with its name, and its row stays', async () => {
	const id = await uploaded()
	await sam.ask('DELETE', `/api/customer/files/${id}`)
	assert.is((await rowOf(id)).name, 'letter.pdf')
	assert.is(await sweep(), 1)
	const row = await rowOf(id)
	assert.is(row.name, '')
	assert.ok(row.content_removed_at)
	assert.is(await sweep(), 0)
})

test('content that rows of an earlier version share goes with the last of them', async () => {
	const ids = [await uploaded(), await uploaded()]
	const [{ storage_key }] = await Promise.all(ids.map(rowOf))
	await clinic.run((trx) => trx('files').whereIn('id', ids).update({ storage_key }))
	await sam.ask('DELETE', `/api/customer/files/${ids[0]}`)
	await sweep()
	assert.ok(await liesIn(api.services.files, storage_key))
	await sam.ask('DELETE', `/api/customer/files/${ids[1]}`)
	await sweep()
	assert.is(await liesIn(api.services.files, storage_key), false)
})

test('both go that share content and are deleted between two sweeps', async () => {
	const ids = [await uploaded(), await uploaded()]
	const [{ storage_key }] = await Promise.all(ids.map(rowOf))
	await clinic.run((trx) => trx('files').whereIn('id', ids).update({ storage_key }))
	for (const id of ids) await sam.ask('DELETE', `/api/customer/files/${id}`)
	assert.is(await sweep(), 2)
	assert.is(await liesIn(api.services.files, storage_key), false)
})

test('what lies there unknown to this installation stays', async () => {
	const key = `${clinic.id}/${'b'.repeat(64)}`
	const elsewhere = `${newId()}/${'b'.repeat(64)}`
	for (const one of [key, elsewhere]) await api.services.files.put(one, PDF)
	assert.is(await sweep(), 0)
	for (const one of [key, elsewhere]) assert.ok(await liesIn(api.services.files, one))
})

test.run()
