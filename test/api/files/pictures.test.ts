import sharp from 'sharp'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { sweepFiles } from '../../../api/files/sweep.ts'
import { type BookableClinic, makeBookableClinic, SITE } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { lies } from './lying.ts'
import { PDF, PLACE, photoWithPlace, plainPicture } from './pictures.ts'
import { download, sendOwn } from './send.ts'

const test = suite('what is kept of pictures')
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic)
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

test('a photo keeps nothing but the picture: no place, no camera', async () => {
	const taken = await photoWithPlace(1800, 600)
	const marker = Buffer.from(PLACE.marker)
	assert.ok(taken.includes(marker), 'the photo that is sent has it')
	assert.ok((await sharp(taken).metadata()).exif, 'and says where it was taken')
	const id = await uploaded(taken, photoPath())
	for (const size of ['full', 'thumbnail']) {
		const { content, headers } = await download(api, fileAt(id, `?size=${size}`), sam.token, page())
		const { exif, xmp, iptc, icc, orientation, ...kept } = await sharp(content).metadata()
		assert.equal([exif, xmp, iptc, icc, orientation], Array(5).fill(undefined))
		assert.is.not(content.includes(marker), true)
		assert.is.not(content.includes(Buffer.from('Exif')), true)
		// It lay on its side.
		const sides = size === 'full' ? [533, 1600] : [256, 256]
		assert.equal([kept.format, kept.width, kept.height], ['webp', ...sides])
		assert.is(headers.get('content-type'), 'image/webp')
		assert.is(headers.get('content-disposition')?.split(';')[0], 'inline')
	}
})

test('a document that is a picture is drawn anew, too; a PDF stays as it is', async () => {
	const picture = await uploaded(await photoWithPlace(), named('scan.png'))
	const { content, headers } = await download(api, fileAt(picture), sam.token, page())
	assert.is.not(content.includes(Buffer.from(PLACE.marker)), true)
	assert.is((await sharp(content).metadata()).exif, undefined)
	assert.is(headers.get('content-type'), 'image/jpeg')
	const letter = await uploaded(PDF, named('\u202E../letter.html'))
	const pdf = await download(api, fileAt(letter), sam.token, page())
	assert.equal(pdf.content, PDF)
	assert.is(pdf.headers.get('content-disposition')?.split(';')[1], ' filename="letter.pdf"')
})

test('a new photo takes the place of the old one, of which nothing stays', async () => {
	const owner = await ownerAt(api, clinic)
	const photo = async () => uploaded(await plainPicture('png', 80), photoPath(owner), owner)
	const first = await photo()
	const rows = () => clinic.run((trx) => trx('files').whereIn('id', [first]).first())
	const { storage_key, thumbnail_key } = await rows()
	const second = await photo()
	assert.is(told(await owner.ask('GET', fileAt(first))), '404 file_not_found')
	const shown = () =>
		clinic.run((trx) => trx('pets').where({ id: owner.pets[0] }).first('photo_file_id'))
	assert.is((await shown()).photo_file_id, second)
	await sweepFiles(api.services)
	for (const key of [storage_key, thumbnail_key]) {
		assert.is(await lies(api.services.files, key), false)
	}
	assert.is((await owner.ask('DELETE', photoPath(owner))).status, 204)
	assert.is((await owner.ask('DELETE', photoPath(owner))).status, 204)
	assert.is((await shown()).photo_file_id, null)
	assert.equal((await owner.ask('GET', documents(owner))).body.files, [])
})

test.run()
