import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import type { FileStore } from '../../../api/files/store.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { PDF, plainPicture } from '../files/pictures.ts'
import { sendOwn } from '../files/send.ts'
import { secretKey } from '../hours/desk.ts'
import { filesIn } from './archive.ts'
import { growth } from './many-rows.ts'

const test = suite('exporting what files hold')
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner
let disk: FileStore

test.before(async () => {
	api = await startApi()
	disk = { ...api.services.files }
})
test.before.each(async () => {
	Object.assign(api.services.files, disk)
	clinic = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic)
})
test.after(() => api.close())

async function ask(): Promise<Response> {
	const key = await secretKey(api, clinic, ['export'])
	return fetch(`${api.url}/api/clinic/export`, { headers: { 'Vetslot-Key': key } })
}

async function exported(): Promise<Map<string, string>> {
	const answer = await ask()
	assert.is(answer.status, 200)
	return filesIn(Buffer.from(await answer.arrayBuffer()))
}

async function send(
	owner = sam,
	at = clinic,
	content: Buffer = PDF,
	what = 'documents?name=a.pdf',
) {
	const path = `/api/customer/pets/${owner.pets[0]}/${what}`
	const { status, body } = await sendOwn(owner, at, api, path, { content })
	assert.is(status, 201)
	return body.id as string
}

const filesOf = (archive: Map<string, string>) => JSON.parse(archive.get('export.json') ?? '').files
const rowOf = (id: string) => clinic.run((trx) => trx('files').where({ id }).first())
const namesIn = (archive: Map<string, string>) =>
	[...archive.keys()].filter((name) => name.startsWith('files/'))

test('holds each, and a checksum of everything', async () => {
	const letter = await send()
	const photo = await send(sam, clinic, await plainPicture(), 'photo')
	const archive = await exported()
	assert.equal(namesIn(archive), [`files/${letter}.pdf`, `files/${photo}.webp`])
	assert.is(archive.get(`files/${letter}.pdf`), PDF.toString())
	assert.equal(filesOf(archive), { written: 2, missing: [], damaged: [] })
	const manifest = archive.get('manifest.sha256') ?? ''
	const lines = manifest.trimEnd().split('\n')
	const names = lines.map((line) => line.slice(66))
	assert.equal([...names, 'manifest.sha256'], [...archive.keys()])
	for (const line of lines.filter((line) => !line.endsWith('.webp'))) {
		const content = archive.get(line.slice(66)) ?? ''
		assert.is(line.slice(0, 64), createHash('sha256').update(content).digest('hex'))
	}
	assert.ok(manifest.includes(`${(await rowOf(photo)).sha256}  files/${photo}.webp`))
})

test('holds none that was deleted, and none of another clinic', async () => {
	const elsewhere = await makeBookableClinic(api.db)
	await send(await ownerAt(api, elsewhere), elsewhere)
	const deleted = await send()
	await sam.ask('DELETE', `/api/customer/files/${deleted}`)
	const kept = await send()
	assert.equal(namesIn(await exported()), [`files/${kept}.pdf`])
})

test('tells what the store has lost, and what is not what was sent', async () => {
	const [lost, changed, whole] = [await send(), await send(), await send()]
	await disk.remove((await rowOf(lost)).storage_key)
	await disk.put((await rowOf(changed)).storage_key, Buffer.from('something else'))
	const archive = await exported()
	assert.equal(filesOf(archive), { written: 2, missing: [lost], damaged: [changed] })
	assert.equal(namesIn(archive), [`files/${changed}.pdf`, `files/${whole}.pdf`])
})

test('is cut off rather than half, while the store can not be reached', async () => {
	await send()
	const read = async () => {
		throw new Error('the store is away')
	}
	Object.assign(api.services.files, { read })
	const answer = await ask()
	let whole = true
	await answer.arrayBuffer().catch(() => {
		whole = false
	})
	assert.is(whole, false)
})

test('takes the memory of none of them, and keeps no transaction open meanwhile', async () => {
	const [COUNT, BYTES] = [80, 4_000_000]
	const row = { clinic_id: clinic.id, pet_id: sam.pets[0], kind: 'document', visibility: 'shared' }
	const lies = { content_type: 'application/pdf', bytes: BYTES, sha256: 'a'.repeat(64) }
	const from = { uploaded_by_kind: 'owner', uploaded_by_id: sam.accountId, name: 'a.pdf' }
	const rows = Array.from({ length: COUNT }, () => ({
		...{ ...row, ...lies, ...from, id: newId() },
		storage_key: `${clinic.id}/${'c'.repeat(64)}`,
	}))
	await clinic.run((trx) => trx('files').insert(rows))
	let open = 0
	const read = async () => {
		const { rows } = await api.database.owner.raw(
			`select count(*)::int as open from pg_stat_activity
			where datname = current_database() and state like 'idle in transaction%'`,
		)
		open += rows[0].open
		return Readable.from(
			(function* () {
				for (let i = 0; i < BYTES / 100_000; i++) yield Buffer.alloc(100_000, i)
			})(),
		)
	}
	Object.assign(api.services.files, { read })
	const [bytes, grown] = await growth(async () => {
		let size = 0
		for await (const part of (await ask()).body ?? []) size += part.length
		return size
	})
	assert.ok(bytes > 100_000, `${bytes}`)
	assert.ok(grown < 150, `${grown} MB of ${(COUNT * BYTES) / 1_000_000}`)
	assert.is(open, 0)
})

test.run()
