import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import '../../../widget/portal/pets/pets-view.ts'
import { violations } from '../axe.ts'
import { ok, problem } from '../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { biscuit as atHome, mo as cat, HomeServer } from './home.ts'
import { biscuit, biscuitId, PetsServer } from './pets-clinic.ts'
import { id, leaveAll, type PortalServer, Visitor } from './portal.ts'

const photoId = id(310)
const picture =
	'<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><rect width="2" height="2"/></svg>'
const jpeg = (bytes = 3) => new File([new Uint8Array(bytes)], 'dog.jpg', { type: 'image/jpeg' })

function hold(server: PortalServer): void {
	const headers = { 'content-type': 'image/svg+xml' }
	const file = `/api/customer/files/${photoId}`
	server.on(`GET ${file}`, () => ({ status: 200, body: picture, headers }))
}

describe('photos of pets', () => {
	let revoked: string[]
	const { revokeObjectURL } = URL
	beforeEach(() => {
		revoked = []
		URL.revokeObjectURL = (address) => {
			revoked.push(address)
			revokeObjectURL.call(URL, address)
		}
	})
	afterEach(async () => {
		leaveAll()
		URL.revokeObjectURL = revokeObjectURL
		await emulateMedia({ colorScheme: 'light' })
		await setViewport({ width: 1000, height: 800 })
	})

	const shown = (visitor: Visitor) => visitor.all<HTMLImageElement>('img.photo')
	const open = (server: PortalServer, hash: string) =>
		new Visitor(server, { history: 'on' }).opened(hash)
	const page = `#vetslot/pets/${biscuitId}`

	async function choose(visitor: Visitor, file: File): Promise<void> {
		const input = await until('the field', () => visitor.all<HTMLInputElement>('#photo')[0])
		const list = new DataTransfer()
		list.items.add(file)
		input.files = list.files
		input.dispatchEvent(new Event('change'))
	}

	function pets(): PetsServer {
		const server = new PetsServer()
		hold(server)
		const path = `/api/customer/pets/${biscuitId}/photo`
		server.on(`POST ${path}`, () => {
			server.pet = { ...server.pet, photoFileId: photoId }
			return { ...ok({}), status: 201 }
		})
		server.on(`DELETE ${path}`, () => {
			server.pet = { ...server.pet, photoFileId: null }
			return { status: 204 }
		})
		return server
	}

	it('stand on the tiles of home, and the kind of animal where there is none', async () => {
		const server = new HomeServer({ pets: [{ ...atHome, photoFileId: photoId }, cat] })
		hold(server)
		const visitor = await open(server, '#vetslot/home')
		const [image] = await until('the photo', () => {
			const images = shown(visitor)
			return images.length ? images : undefined
		})
		assert.is(shown(visitor).length, 1)
		assert.is(visitor.all('.pet-tile:not(img)').length, 1)
		assert.match(image?.src ?? '', /^blob:/)
		const [asked] = server.calls(`/files/${photoId}`)
		assert.is(asked?.query.get('size'), 'thumbnail')
		assert.match(asked?.headers.get('authorization') ?? '', /^Bearer /)
		assert.is(server.calls(`/files/${photoId}`).length, 1)
		visitor.leave()
		assert.equal(revoked, [image?.src], 'its address ends with the view')
	})

	it('are added, changed and removed on the pet’s page', async () => {
		const server = pets()
		const visitor = await open(server, page)
		await visitor.sees('Add a photo')
		assert.not(visitor.find('Remove the photo'))
		await choose(visitor, jpeg())
		await visitor.sees('The photo is saved')
		const image = await until('the photo', () => shown(visitor)[0])
		assert.is(image.alt, 'Photo of Biscuit')
		await visitor.sees('Change the photo')
		const { src } = image
		await visitor.press('Remove the photo')
		await visitor.sees('The photo is removed')
		await until('no photo', () => !shown(visitor).length)
		assert.ok(revoked.includes(src), 'nobody keeps what is not shown')
	})

	it('say what can’t be taken, before or after it has travelled', async () => {
		const server = pets()
		const visitor = await open(server, page)
		await choose(visitor, jpeg(10_000_001))
		await visitor.sees('This photo is 10 MB. At most 10 MB fit.')
		const path = `POST /api/customer/pets/${biscuitId}/photo`
		assert.is(server.calls(path).length, 0)
		server.on(path, () => problem(409, 'storage_full'))
		await choose(visitor, jpeg())
		await visitor.sees('storage_full')
		assert.is(server.calls(path).length, 1)
	})

	it('keep nobody from the rest where they can’t be had', async () => {
		const server = pets()
		server.pet = { ...biscuit, photoFileId: photoId }
		server.on(`GET /api/customer/files/${photoId}`, () => problem(503, 'unavailable'))
		const visitor = await open(server, page)
		await visitor.sees('Change the photo')
		await visitor.sees('Kennel cough')
		assert.is(shown(visitor).length, 0)
		assert.is(visitor.all('.pet-tile').length, 1)
	})

	it('give way to the kind of animal on a page that lets no such address through', async () => {
		const server = pets()
		server.pet = { ...biscuit, photoFileId: photoId }
		const visitor = await open(server, page)
		const image = await until('the photo', () => shown(visitor)[0])
		image.dispatchEvent(new Event('error'))
		await until('the kind', () => visitor.all('.pet-tile:not(img)').length)
		assert.is(shown(visitor).length, 0)
		assert.is(server.calls(`/files/${photoId}`).length, 1, 'and is not asked for again')
	})

	it('have nothing that axe finds, in light and dark, down to 320 px', async () => {
		for (const colorScheme of ['light', 'dark'] as const) {
			await emulateMedia({ colorScheme })
			await setViewport({ width: 320, height: 640 })
			const server = pets()
			server.pet = { ...biscuit, photoFileId: photoId }
			const visitor = await open(server, page)
			await until('the photo', () => shown(visitor).length)
			assert.equal(await violations(visitor.element), [], colorScheme)
			assert.ok(document.documentElement.scrollWidth <= 320, 'nothing sticks out')
			visitor.leave()
		}
	})
})
