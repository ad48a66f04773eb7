import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { PDF } from './pictures.ts'
import { sendOwn } from './send.ts'

const test = suite("room for owners' files")
let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())
const open = { most: 1_000_000, seconds: 60 }
test.before.each(() => {
	api.services.fileLimits = { most: 500, bytes: 500_000_000, uploads: open }
})

const path = (owner: TestOwner) => `/api/customer/pets/${owner.pets[0]}/documents?name=a.pdf`
const send = (owner: TestOwner, content = PDF) =>
	sendOwn(owner, clinic, api, path(owner), { content })

test('ends with so many bytes of an account, as they lie there', async () => {
	const [owner, other] = [await ownerAt(api, clinic), await ownerAt(api, clinic)]
	api.services.fileLimits.bytes = PDF.length * 2
	assert.is((await send(owner)).status, 201)
	const larger = Buffer.concat([PDF, Buffer.from('%')])
	assert.is(told(await send(owner, larger)), '409 storage_full', 'one byte too many')
	assert.is((await send(owner)).status, 201, 'exactly full')
	const full = await send(owner)
	assert.is(told(full), '409 storage_full')
	assert.match(full.body.detail, 'Please remove some first')
	assert.is((await send(other)).status, 201, 'and is nobody else’s')
	const { files } = (await owner.ask('GET', path(owner).replace('?name=a.pdf', ''))).body
	await owner.ask('DELETE', `/api/customer/files/${files[0].id}`)
	assert.is((await send(owner)).status, 201, 'what was removed makes room')
})

test('ends with so many files of an account, whichever pet they are about', async () => {
	const owner = await ownerAt(api, clinic, { pets: [{}, {}] })
	api.services.fileLimits.most = 1
	assert.is((await send(owner)).status, 201)
	const second = `/api/customer/pets/${owner.pets[1]}/documents?name=a.pdf`
	const more = await sendOwn(owner, clinic, api, second, { content: PDF })
	assert.is(told(more), '409 storage_full')
})

test('refused files are counted, too, each to its account', async () => {
	const [owner, other] = [await ownerAt(api, clinic), await ownerAt(api, clinic)]
	api.services.fileLimits.uploads = { most: 2, seconds: 86_400 }
	const broken = Buffer.from('GIF89a')
	for (let i = 0; i < 2; i++) {
		assert.is(told(await send(owner, broken)), '415 unsupported_media_type')
	}
	const refused = await send(owner)
	assert.is(told(refused), '429 rate_limited')
	assert.ok(Number(refused.headers.get('retry-after')) > 0)
	assert.is((await send(other)).status, 201)
})

test('a retry is not counted', async () => {
	const owner = await ownerAt(api, clinic)
	api.services.fileLimits.uploads = { most: 1, seconds: 86_400 }
	const key = crypto.randomUUID()
	for (let i = 0; i < 3; i++) {
		const answer = await sendOwn(owner, clinic, api, path(owner), { content: PDF, key })
		assert.is(answer.status, 201)
	}
})

test.run()
