import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type FileStore, openStore } from '../../../api/files/store.ts'
import { type FakeS3, startFakeS3 } from './fake-s3.ts'

const test = suite('the file store')
const folder = join(tmpdir(), `vetslot-store-${randomUUID()}`)
const clinicId = randomUUID()
const newKey = () => `${clinicId}/${randomBytes(32).toString('hex')}`

async function contentAt(store: FileStore, key: string): Promise<Buffer> {
	const content = await store.read(key)
	assert.ok(content)
	return buffer(content as NodeJS.ReadableStream)
}

let s3: FakeS3
let stores: Record<string, FileStore>

test.before(async () => {
	s3 = await startFakeS3('vetslot-files')
	const settings = { bucket: 'vetslot-files', endpoint: s3.url, region: 'eu-west-2' }
	const keys = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' }
	stores = {
		disk: await openStore({ folder, s3: undefined }),
		s3: await openStore({ folder, s3: { ...settings, ...keys } }),
	}
})
test.after(async () => {
	await s3.close()
	await rm(folder, { recursive: true, force: true })
})

for (const name of ['disk', 's3']) {
	test(`${name}: gives back what it was given, and has nothing else`, async () => {
		const store = stores[name] as FileStore
		const content = Buffer.from(`${name} \0 content`)
		const key = newKey()
		assert.is(await store.read(key), null)
		await store.put(key, content)
		await store.put(key, content)
		assert.equal(await contentAt(store, key), content)
	})

	test(`${name}: forgets what is removed, twice if need be`, async () => {
		const store = stores[name] as FileStore
		const key = newKey()
		await store.put(key, Buffer.from(`${name} removed`))
		await store.remove(key)
		await store.remove(key)
		assert.is(await store.read(key), null)
	})

	test(`${name}: takes no key that leads elsewhere`, async () => {
		const store = stores[name] as FileStore
		for (const key of ['../../etc/passwd', `${clinicId}/../x`, `${clinicId}/abc`, '']) {
			let thrown: unknown
			await Promise.resolve()
				.then(() => store.put(key, Buffer.from('x')))
				.catch((error) => {
					thrown = error
				})
			assert.instance(thrown, TypeError, key)
		}
	})
}

test('disk: has nothing under a name before all of it is written, and removes such a half', async () => {
	const { disk } = stores as { disk: FileStore }
	const key = newKey()
	const shelf = join(folder, clinicId, key.slice(37, 39))
	await mkdir(shelf, { recursive: true })
	// As a process leaves it that died while it wrote.
	await writeFile(join(shelf, `${key.slice(37)}.part`), 'ha')
	assert.is(await disk.read(key), null)
	await disk.remove(key)
	assert.equal(await readdir(shelf), [])
	await writeFile(join(shelf, `${key.slice(37)}.part`), 'half of it')
	await disk.put(key, Buffer.from('whole'))
	assert.equal(await readdir(shelf), [key.slice(37)])
	assert.equal(await contentAt(disk, key), Buffer.from('whole'))
})

test('s3: tells a store that is away from content that is not there', async () => {
	s3.fails = true
	let failed = false
	await (stores.s3 as FileStore).read(newKey()).catch(() => {
		failed = true
	})
	s3.fails = false
	assert.ok(failed)
})

test('s3: signs every call, and asks by path', async () => {
	const content = Buffer.from('signed')
	const key = newKey()
	await (stores.s3 as FileStore).put(key, content)
	const put = s3.calls.at(-1)
	assert.is(put?.method, 'PUT')
	assert.is(put?.path, `/vetslot-files/${key}`)
	const signature = /^AWS4-HMAC-SHA256 Credential=AKIATEST\/\d{8}\/eu-west-2\/s3\/aws4_request, /
	for (const { headers } of s3.calls) assert.match(headers.authorization ?? '', signature)
	const sum = createHash('sha256').update(content).digest('hex')
	assert.is(put?.headers['x-amz-content-sha256'], sum)
})

test.run()
