import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic, SITE } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { bomb, HEIC, PDF, plainPicture } from './pictures.ts'
import { download, sendOwn } from './send.ts'

const test = suite("owners' photos and documents")
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner
let stranger: TestOwner

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic)
	stranger = await ownerAt(api, clinic)
})
test.after(() => api.close())

const photoPath = (owner = sam) => `/api/customer/pets/${owner.pets[0]}/photo`
const documents = (owner = sam) => `/api/customer/pets/${owner.pets[0]}/documents`
const named = (name: string, owner = sam) => `${documents(owner)}?name=${encodeURIComponent(name)}`
const fileAt = (id: string, more = '') => `/api/customer/files/${id}${more}`
const page = () => ({ Origin: SITE, 'Vetslot-Key': clinic.key })

async function uploaded(content: Buffer, path = named('letter.pdf'), owner = sam): Promise<string> {
	const answer = await sendOwn(owner, clinic, api, path, { content })
	assert.is(answer.status, 201, JSON.stringify(answer.body))
	return answer.body.id
}

test('are for the owners of the pet, and answered as if they were not there to others', async () => {
	const id = await uploaded(PDF)
	const file = { content: PDF }
	const elsewhere = await makeBookableClinic(api.db)
	const far = await ownerAt(api, elsewhere)
	for (const [other, at] of [
		[stranger, clinic],
		[far, elsewhere],
	] as const) {
		assert.is(told(await other.ask('GET', fileAt(id))), '404 file_not_found')
		assert.is(told(await other.ask('DELETE', fileAt(id))), '404 file_not_found')
		assert.is(told(await other.ask('GET', documents())), '404 pet_not_found')
		assert.is(told(await other.ask('DELETE', photoPath())), '404 pet_not_found')
		assert.is(told(await sendOwn(other, at, api, photoPath(), file)), '404 pet_not_found')
		assert.is(told(await sendOwn(other, at, api, named('a'), file)), '404 pet_not_found')
	}
	const nobody = await sam.ask('GET', fileAt(id), { token: null })
	assert.is(told(nobody), '401 sign_in_required')
	assert.is((await sam.ask('GET', fileAt(id))).status, 200)
})

test('are no longer of somebody whose pet it was', async () => {
	const former = await ownerAt(api, clinic)
	const id = await uploaded(PDF, named('letter.pdf', former), former)
	const [pet_id] = former.pets
	const until = (day: string) =>
		clinic.run((trx) =>
			trx('pet_owners').where({ clinic_id: clinic.id, pet_id }).update({ owned_until: day }),
		)
	await until('2199-01-01')
	assert.is((await former.ask('GET', fileAt(id))).status, 200)
	await until('2026-01-01')
	assert.is(told(await former.ask('GET', fileAt(id))), '404 file_not_found')
	assert.is(told(await former.ask('GET', documents(former))), '404 pet_not_found')
})

test('are told by their content, whatever they are called', async () => {
	const html = Buffer.from('<!doctype html><script>alert(1)</script>')
	const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
	for (const content of [html, svg, Buffer.from('GIF89a'), Buffer.from('MZ')]) {
		for (const path of [photoPath(), named('dog.pdf')]) {
			const answer = await sendOwn(sam, clinic, api, path, { content, type: 'image/png' })
			assert.is(told(answer), '415 unsupported_media_type')
			assert.match(answer.body.detail, 'Please choose a')
		}
	}
	const pdf = await sendOwn(sam, clinic, api, photoPath(), { content: PDF })
	assert.is(told(pdf), '415 unsupported_media_type')
	const heic = await sendOwn(sam, clinic, api, photoPath(), { content: HEIC })
	assert.is(told(heic), '415 unsupported_media_type')
	assert.match(heic.body.detail, 'HEIC photos can’t be read here')
})

test('are refused when they are too large, too many pixels, or broken', async () => {
	const large = Buffer.concat([PDF, Buffer.alloc(20_000_001 - PDF.length)])
	const sent = (content: Buffer, path = photoPath()) => sendOwn(sam, clinic, api, path, { content })
	assert.is(told(await sent(large, named('x'))), '413 body_too_large')
	assert.is(told(await sent(large.subarray(0, 10_000_001))), '413 body_too_large')
	const many = await sent(bomb())
	assert.is(told(many), '422 file_refused')
	assert.match(many.body.detail, 'too many pixels')
	const photo = await plainPicture('jpeg', 400)
	assert.is(told(await sent(photo.subarray(0, photo.length / 2))), '422 file_refused')
	assert.is(told(await sent(Buffer.alloc(0))), '400 invalid_request')
	assert.is(told(await sent(PDF, documents())), '400 invalid_request')
})

test('nothing of it is ever run by a browser', async () => {
	const id = await uploaded(PDF)
	const { headers } = await download(api, fileAt(id), sam.token, page())
	assert.is(headers.get('content-type'), 'application/pdf')
	assert.match(headers.get('content-disposition') ?? '', /^attachment; filename=/)
	assert.is(headers.get('x-content-type-options'), 'nosniff')
	assert.match(headers.get('content-security-policy') ?? '', /^sandbox; default-src 'none'/)
	assert.is(headers.get('cross-origin-resource-policy'), 'same-origin')
	assert.is(headers.get('cache-control'), 'no-store')
	assert.is(headers.get('content-length'), String(PDF.length))
	const url = new URL(fileAt(id), api.url)
	const head = await fetch(url, {
		method: 'HEAD',
		headers: { Authorization: `Bearer ${sam.token}` },
	})
	assert.is(head.status, 200)
	assert.match(head.headers.get('content-disposition') ?? '', /^attachment/)
})

test('a retry is not a second file', async () => {
	const owner = await ownerAt(api, clinic)
	const key = randomUUID()
	const path = named('a.pdf', owner)
	const once = await sendOwn(owner, clinic, api, path, { content: PDF, key })
	const again = await sendOwn(owner, clinic, api, path, { content: PDF, key })
	assert.is(again.headers.get('idempotency-replayed'), 'true')
	assert.is(again.body.id, once.body.id)
	const other = await sendOwn(owner, clinic, api, path, { content: await plainPicture(), key })
	assert.is(told(other), '422 idempotency_mismatch')
	assert.is((await owner.ask('GET', documents(owner))).body.files.length, 1)
})

test('one removes what one has sent, and nothing else', async () => {
	const partner = await ownerAt(api, clinic)
	const shared = { clinic_id: clinic.id, pet_id: sam.pets[0], client_id: partner.clientId }
	await clinic.run((trx) => trx('pet_owners').insert({ ...shared, is_primary: false }))
	const id = await uploaded(PDF, named('ours.pdf'))
	const [file] = (await partner.ask('GET', documents())).body.files
	assert.equal([file.id, file.from, file.title], [id, 'owner', 'ours.pdf'])
	assert.is(told(await partner.ask('DELETE', fileAt(id))), '404 file_not_found')
	assert.is((await sam.ask('GET', documents())).body.files[0].from, 'you')
	assert.is((await sam.ask('DELETE', fileAt(id))).status, 204)
	assert.is(told(await sam.ask('DELETE', fileAt(id))), '404 file_not_found')
	const row = await clinic.run((trx) => trx('files').where({ id }).first('deleted_at'))
	assert.ok(row.deleted_at)
})

test('an unverified owner sees only what they sent themselves', async () => {
	const account = { email_verified_at: null }
	const owner = await ownerAt(api, clinic, { account })
	const own = await uploaded(PDF, named('mine.pdf', owner), owner)
	const of = { clinic_id: clinic.id, pet_id: owner.pets[0], kind: 'document' }
	const lies = {
		content_type: 'application/pdf',
		bytes: 3,
		sha256: 'a'.repeat(64),
		storage_key: 'x',
	}
	const from = { uploaded_by_kind: 'staff', uploaded_by_id: clinic.vets[0], visibility: 'shared' }
	const row = { ...of, id: newId(), name: 'theirs.pdf', ...lies, ...from }
	await clinic.run((trx) => trx('files').insert(row))
	const idsOf = async (asking: TestOwner) =>
		(await asking.ask('GET', documents(owner))).body.files.map(({ id }: { id: string }) => id)
	assert.equal(await idsOf(owner), [own])
	const verified = await ownerAt(api, clinic)
	const shared = { clinic_id: clinic.id, pet_id: owner.pets[0], client_id: verified.clientId }
	await clinic.run((trx) => trx('pet_owners').insert(shared))
	assert.equal(await idsOf(verified), [row.id, own])
})

test('there is an end to how many, and to how many in a day', async () => {
	const owner = await ownerAt(api, clinic, { pets: [{}, {}] })
	const [first, second] = owner.pets
	const file = (pet_id: string | undefined, index: number, days: number) => ({
		...{ clinic_id: clinic.id, id: newId(), pet_id, kind: 'document', name: `${index}.pdf` },
		...{ content_type: 'application/pdf', bytes: 3, sha256: 'a'.repeat(64), storage_key: 'x' },
		...{ uploaded_by_kind: 'owner', uploaded_by_id: owner.accountId, visibility: 'shared' },
		created_at: new Date(Date.now() - days * 86_400_000),
	})
	const insert = (count: number, pet: string | undefined, days: number) =>
		clinic.run((trx) =>
			trx('files').insert(Array.from({ length: count }, (_, i) => file(pet, i, days))),
		)
	await insert(59, first, 2)
	await insert(28, second, 0)
	const at = (pet: string | undefined) => `/api/customer/pets/${pet}/documents?name=a`
	const send = (pet: string | undefined) => sendOwn(owner, clinic, api, at(pet), { content: PDF })
	assert.is((await send(first)).status, 201)
	const full = await send(first)
	assert.is(told(full), '409 file_limit_reached')
	assert.match(full.body.detail, 'at most 60')
	assert.equal(
		(
			await Promise.all([
				send(second),
				sendOwn(owner, clinic, api, photoPath(owner), {
					content: await plainPicture(),
				}),
			])
		).filter(({ status }) => status === 201).length,
		1,
		'of two at once, one is the last of the day',
	)
	assert.is(told(await send(second)), '409 file_limit_reached')
	const list = await owner.ask('GET', `/api/customer/pets/${first}/documents`)
	assert.is(list.body.files.length, 50)
	const next = `/api/customer/pets/${first}/documents?cursor=${list.body.nextCursor}`
	assert.is((await owner.ask('GET', next)).body.files.length, 10)
})

test('a retry of the last one that there is room for is answered as before', async () => {
	const owner = await ownerAt(api, clinic)
	const file = (i: number) => ({
		...{ clinic_id: clinic.id, id: newId(), pet_id: owner.pets[0], kind: 'document' },
		...{ name: `${i}.pdf`, content_type: 'application/pdf', bytes: 3, storage_key: 'x' },
		...{ sha256: 'a'.repeat(64), uploaded_by_kind: 'owner', uploaded_by_id: owner.accountId },
		visibility: 'shared',
	})
	await clinic.run((trx) => trx('files').insert(Array.from({ length: 29 }, (_, i) => file(i))))
	const sent = { content: PDF, key: randomUUID() }
	const first = await sendOwn(owner, clinic, api, named('last.pdf', owner), sent)
	const again = await sendOwn(owner, clinic, api, named('last.pdf', owner), sent)
	assert.equal([again.status, again.body.id], [201, first.body.id])
	assert.is(again.headers.get('idempotency-replayed'), 'true')
	const more = await sendOwn(owner, clinic, api, named('more.pdf', owner), { content: PDF })
	assert.is(told(more), '409 file_limit_reached')
})

test.run()
