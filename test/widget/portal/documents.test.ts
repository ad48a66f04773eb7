import '../../../widget/portal/documents/documents-view.ts'
import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import type { OwnFile } from '../../../sdk/owner.ts'
import { sizeText } from '../../../widget/frame/sizes.ts'
import { violations } from '../axe.ts'
import { ok, problem } from '../fixture.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { biscuit, HomeServer } from './home.ts'
import { id, leaveAll, Visitor } from './portal.ts'

const file = (of: Partial<OwnFile> = {}): OwnFile => ({
	...{ id: id(301), petId: biscuit.id, kind: 'document', name: 'bloods.pdf', title: 'Bloods' },
	...{ contentType: 'application/pdf', bytes: 412_000, from: 'clinic' },
	createdAt: '2026-11-01T10:00:00+00:00',
	...of,
})
const own = file({ id: id(302), name: 'insurance.pdf', title: 'insurance.pdf', from: 'you' })
const picture =
	'<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><rect width="2" height="2"/></svg>'

class Archive extends HomeServer {
	files = [own, file()]

	constructor() {
		super({ pets: [] })
		const pet = `/api/customer/pets/${biscuit.id}`
		// It died, so it is not among those that the first view shows.
		this.on(`GET ${pet}`, () => ok({ ...biscuit, status: 'deceased' }))
		this.on(`GET ${pet}/documents`, () => ok({ files: this.files, nextCursor: null }))
		this.on(`POST ${pet}/documents`, () => {
			this.files = [file({ id: id(303), title: 'new.pdf', from: 'you' }), ...this.files]
			return { ...ok(this.files[0]), status: 201 }
		})
		for (const one of [301, 302]) {
			const headers = { 'content-type': 'image/svg+xml' }
			this.on(`GET /api/customer/files/${id(one)}`, () => ({ status: 200, body: picture, headers }))
		}
		this.on(`DELETE /api/customer/files/${id(302)}`, () => {
			this.files = [file()]
			return { status: 204 }
		})
	}
}

const at = (server: Archive) =>
	new Visitor(server, { history: 'on' }).opened(`#vetslot/documents/${biscuit.id}`)

async function choose(visitor: Visitor, field: string, chosen: File): Promise<void> {
	const input = await until(field, () => visitor.all<HTMLInputElement>(`#${field}`)[0])
	const list = new DataTransfer()
	list.items.add(chosen)
	input.files = list.files
	input.dispatchEvent(new Event('change'))
	await visitor.element.updateComplete
}

const pdf = (bytes = 12) =>
	new File([new Uint8Array(bytes)], 'new.pdf', { type: 'application/pdf' })

describe('the documents of a pet', () => {
	afterEach(leaveAll)

	it('lists them, of a pet that died, too, and lets go of one’s own only', async () => {
		const server = new Archive()
		const visitor = await at(server)
		await visitor.sees('Documents of Biscuit')
		await visitor.sees('From the clinic, Sun 1 Nov, 412 kB')
		assert.not(visitor.find('Remove Bloods'))
		await visitor.press('Remove insurance.pdf')
		await until('the question', () => visitor.find('Keep it'))
		await visitor.press('Remove')
		await visitor.sees('insurance.pdf is removed')
		await until('one less', () => !visitor.find('Remove insurance.pdf'))
	})

	it('sends a document under its name', async () => {
		const server = new Archive()
		const visitor = await at(server)
		await choose(visitor, 'document', pdf())
		await visitor.sees('is with the clinic')
		const [sent] = server.calls('/documents').filter(({ method }) => method === 'POST')
		assert.is(sent?.query.get('name'), 'new.pdf')
		await until('the list', () => visitor.find('Download new.pdf'))
	})

	it('says clearly what can’t be taken, before or after it has travelled', async () => {
		const server = new Archive()
		const visitor = await at(server)
		await choose(visitor, 'document', pdf(20_000_001))
		await visitor.sees('new.pdf is 20 MB. At most 20 MB fit.')
		const posts = () => server.requests.filter(({ method }) => method === 'POST')
		const before = posts().length
		server.on(`POST /api/customer/pets/${biscuit.id}/documents`, () =>
			problem(415, 'unsupported_media_type'),
		)
		await choose(visitor, 'document', pdf())
		await until('the refusal', () => visitor.all('[role=alert] .note').length)
		assert.is(posts().length, before + 1)
	})

	it('downloads under the file’s name', async () => {
		const visitor = await at(new Archive())
		const names: string[] = []
		const watch = (event: Event) => {
			const link = event.target as HTMLAnchorElement
			if (link.download) names.push(link.download)
			event.preventDefault()
		}
		const { click } = HTMLAnchorElement.prototype
		HTMLAnchorElement.prototype.click = function () {
			this.addEventListener('click', watch)
			this.dispatchEvent(new MouseEvent('click', { cancelable: true }))
		}
		await visitor.press('Download Bloods')
		await until('the download', () => names.length)
		HTMLAnchorElement.prototype.click = click
		assert.equal(names, ['bloods.pdf'])
	})

	it('says sizes as people do', () => {
		assert.equal(
			[512, 412_000, 3_240_000].map((bytes) => sizeText('en-GB', bytes)),
			['1 kB', '412 kB', '3.2 MB'],
		)
	})

	it('has nothing that axe finds, in light and dark, down to 320 px', async () => {
		for (const colorScheme of ['light', 'dark'] as const) {
			await emulateMedia({ colorScheme })
			await setViewport({ width: 320, height: 640 })
			const visitor = await at(new Archive())
			await visitor.sees('Bloods')
			assert.equal(await violations(visitor.element), [], colorScheme)
			assert.ok(document.documentElement.scrollWidth <= 320, 'nothing sticks out')
			assert.ok(visitor.all('.button.primary').length <= 1)
			visitor.leave()
		}
		await emulateMedia({ colorScheme: 'light' })
		await setViewport({ width: 1000, height: 800 })
	})
})
