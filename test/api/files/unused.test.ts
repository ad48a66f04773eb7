import { createHash } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { addOwnFile } from '../../../api/files/add.ts'
import type { Prepared } from '../../../api/files/prepare.ts'
import { sweepFiles } from '../../../api/files/unused.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { untilWaiting } from '../appointments/waiting.ts'
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

const LATER = () => new Date(Date.now() + 60_000)
const files = () => api.services.files

function prepared(text: string): Prepared {
	const content = Buffer.concat([PDF, Buffer.from(text)])
	const sha256 = createHash('sha256').update(content).digest('hex')
	const main = { key: `${clinic.id}/${sha256}`, sha256, content }
	const document = { kind: 'document', contentType: 'application/pdf' } as const
	return { ...document, name: 'letter.pdf', main, thumbnail: null }
}

const ownerOf = ({ accountId, clientId, sessionId }: TestOwner) => ({
	...{ clinicId: clinic.id, accountId, clientId, sessionId, isVerified: true },
})

const give = (file: Prepared) =>
	clinic.run((trx) =>
		addOwnFile(trx, ownerOf(sam), { files: files(), petId: sam.pets[0] ?? '', file }),
	)

const sweep = (before?: Date) => sweepFiles({ db: api.db, files: files() }, before)

test('what never got a row goes after a day, and not before', async () => {
	const file = prepared('orphan')
	await files().put(file.main.key, file.main.content)
	await sweep()
	assert.ok(await files().has(file.main.key), 'its row may yet come')
	assert.is(await sweep(LATER()), 1)
	assert.is(await files().has(file.main.key), false)
})

test('what has a row stays, however old', async () => {
	const file = prepared('kept')
	await give(file)
	assert.is(await sweep(LATER()), 0)
	assert.ok(await files().has(file.main.key))
})

test('a row that is rolled back points to nothing, and its content goes', async () => {
	const file = prepared('rolled back')
	await files().put(file.main.key, file.main.content)
	const failed = clinic.run(async (trx) => {
		await addOwnFile(trx, ownerOf(sam), { files: files(), petId: sam.pets[0] ?? '', file })
		throw new Error('the server dies')
	})
	await failed.catch(() => {})
	const { sha256 } = file.main
	assert.equal(await clinic.run((trx) => trx('files').where({ sha256 })), [])
	assert.is(await sweep(LATER()), 1)
})

test('content that went between its writing and its row is written again', async () => {
	const file = prepared('swept meanwhile')
	await files().put(file.main.key, file.main.content)
	await sweep(LATER())
	await give(file)
	assert.ok(await files().has(file.main.key))
})

test('a sweep waits for whoever is giving it a row', async () => {
	const file = prepared('raced')
	await files().put(file.main.key, file.main.content)
	let sweeping: Promise<number> | undefined
	await clinic.run(async (trx) => {
		await addOwnFile(trx, ownerOf(sam), { files: files(), petId: sam.pets[0] ?? '', file })
		sweeping = sweep(LATER())
		await untilWaiting(api, trx)
	})
	await sweeping
	assert.ok(await files().has(file.main.key), 'a row never points to nothing')
})

test('the same content twice goes with its last row', async () => {
	const path = `/api/customer/pets/${sam.pets[0]}/documents?name=twice.pdf`
	const content = Buffer.concat([PDF, Buffer.from('twice')])
	const ids: string[] = []
	for (let i = 0; i < 2; i++) ids.push((await sendOwn(sam, clinic, api, path, { content })).body.id)
	const row = await clinic.run((trx) => trx('files').where({ id: ids[0] }).first('storage_key'))
	await sam.ask('DELETE', `/api/customer/files/${ids[0]}`)
	assert.ok(await files().has(row.storage_key))
	await sam.ask('DELETE', `/api/customer/files/${ids[1]}`)
	assert.is(await files().has(row.storage_key), false)
})

test('what lies there of a clinic that is not ours stays', async () => {
	const key = `${newId()}/${'b'.repeat(64)}`
	await files().put(key, Buffer.from('of another installation'))
	assert.is(await sweep(LATER()), 0)
	assert.ok(await files().has(key))
})

test('nothing goes when so much would go that its rows must be elsewhere', async () => {
	const keys = Array.from({ length: 51 }, (_, i) => `${clinic.id}/${String(i).padStart(64, '0')}`)
	for (const key of keys) await files().put(key, Buffer.from('of a copy of this clinic'))
	const refused = await sweep(LATER()).catch((error: Error) => error.message)
	assert.match(String(refused), /^51 of \d+ contents in the file store have no row/)
	for (const key of keys) assert.ok(await files().has(key))
	await files().remove(keys[0] ?? '')
	assert.is(await sweep(LATER()), 50)
})

test.run()
