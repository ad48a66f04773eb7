import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
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
const keyOf = (content: Buffer) =>
	`${clinicId}/${createHash('sha256').update(content).digest('hex')}`

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
	test(`${name}: gives back what it was given, and lists it`, async () => {
		const store = stores[name] as FileStore
		const content = Buffer.from(`${name} \0 content`)
		const key = keyOf(content)
		assert.is(await store.has(key), false)
		await store.put(key, content)
		await store.put(key, content)
		assert.is(await store.has(key), true)
		assert.equal(await buffer(await store.read(key)), content)
		const listed = []
		for await (const file of store.list()) listed.push(file)
		assert.equal(
			listed.map((file) => file.key),
			[key],
		)
		assert.ok(Math.abs(Number(listed[0]?.writtenAt) - Date.now()) < 60_000)
	})

	test(`${name}: forgets what is removed, twice if need be`, async () => {
		const store = stores[name] as FileStore
		const key = keyOf(Buffer.from(`${name} removed`))
		await store.put(key, Buffer.from(`${name} removed`))
		await store.remove(key)
		await store.remove(key)
		assert.is(await store.has(key), false)
		let failed = false
		await store.read(key).catch(() => {
			failed = true
		})
		assert.ok(failed, 'nothing can not be read')
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

test('disk: leaves nothing under a name before all of it is written', async () => {
	const content = Buffer.from('half')
	const key = keyOf(content)
	const shelf = join(folder, clinicId, key.slice(37, 39))
	await mkdir(shelf, { recursive: true })
	// As a process leaves it that died while it wrote.
	const part = join(shelf, `${key.slice(37)}.${randomUUID()}.part`)
	await writeFile(part, 'ha')
	const { disk } = stores as { disk: FileStore }
	assert.is(await disk.has(key), false)
	const yesterday = new Date(Date.now() - 2 * 86_400_000)
	await utimes(part, yesterday, yesterday)
	for await (const file of disk.list()) assert.is.not(file.key, key)
	assert.equal(await readdir(shelf), [])
	await disk.put(key, content)
	assert.equal(await readdir(shelf), [key.slice(37)])
})

test('s3: signs every call, and asks by path', async () => {
	const content = Buffer.from('signed')
	await (stores.s3 as FileStore).put(keyOf(content), content)
	const put = s3.calls.at(-1)
	assert.is(put?.method, 'PUT')
	assert.is(put?.path, `/vetslot-files/${keyOf(content)}`)
	const signature = /^AWS4-HMAC-SHA256 Credential=AKIATEST\/\d{8}\/eu-west-2\/s3\/aws4_request, /
	for (const { headers } of s3.calls) assert.match(headers.authorization ?? '', signature)
	assert.is(put?.headers['x-amz-content-sha256'], keyOf(content).slice(37))
})

test.run()
