import * as assert from 'uvu/assert'
import { violations } from '../axe.ts'
import { ok, problem } from '../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { leaveAll, PortalServer, session, Visitor } from './portal.ts'

const STORE = 'vetslot-portal-visits'
const HOUR_MS = 3_600_000
const in3Days = () => new Date(Date.now() + 72 * HOUR_MS).toISOString()

/** What this browser keeps of anybody's visits. */
const kept = async () => {
	const store = await caches.open(STORE)
	return await Promise.all((await store.matchAll()).map((one) => one.json()))
}

const visit = (start: string) => [{ start, vet: 'Dr Nair', pets: ['Biscuit'] }]

describe('the upcoming visits that are kept for when there is no connection', () => {
	let server: PortalServer
	beforeEach(async () => {
		await caches.delete(STORE)
		server = new PortalServer()
		server.on('GET /api/customer/appointments', () => problem(503, 'unavailable'))
		server.on('GET /api/customer/pets', () => ok({ pets: [], nextCursor: null }))
	})
	afterEach(leaveAll)

	const open = async (offline = 'on') => {
		const sam = await new Visitor(server, { offline }).opened()
		await until('Sam', () => sam.element.inside?.owner)
		return sam
	}

	it('are kept on pages only that are there without one', async () => {
		const sam = await open('off')
		sam.element.shelf.keep(visit(in3Days()))
		// Nothing is waited for there, so whatever would be written has time to be.
		await new Promise((resolve) => setTimeout(resolve, 300))
		assert.equal(await kept(), [])
	})

	it('are those of whoever is signed in, and of nobody else', async () => {
		const sam = await open()
		sam.element.shelf.keep(visit(in3Days()))
		await sam.element.shelf.recall()
		server.session = session({ id: '01900000-0000-7000-8000-000000000701', name: 'Kim Osei' })
		sam.leave()
		const kim = await open()
		kim.element.shelf.keep([])
		await kim.element.shelf.recall()
		const all = await kept()
		assert.equal(
			all.map(({ name, visits }) => [name, visits]),
			[['Kim Osei', []]],
		)
	})

	it('are forgotten with whoever signs out', async () => {
		const sam = await open()
		sam.element.shelf.keep(visit(in3Days()))
		await sam.element.shelf.recall()
		assert.is((await kept()).length, 1)
		sam.element.forget()
		await sam.element.shelf.recall()
		assert.equal(await kept(), [])
	})

	it('are not kept by a write that is on its way while somebody signs out', async () => {
		const sam = await open()
		sam.element.shelf.keep(visit(in3Days()))
		sam.element.forget()
		await sam.element.shelf.recall()
		assert.equal(await kept(), [])
		sam.element.shelf.keep(visit(in3Days()))
		await sam.element.shelf.recall()
		assert.equal(await kept(), [])
	})

	it('are not kept of somebody in whose place another has come meanwhile', async () => {
		const sam = await open()
		sam.element.shelf.keep(visit(in3Days()))
		sam.element.inside!.owner = session({ id: '01900000-0000-7000-8000-000000000701' }).owner
		await sam.element.shelf.recall()
		assert.equal(await kept(), [])
	})

	it('are forgotten once the session turns out to be over', async () => {
		const sam = await open()
		sam.element.shelf.keep(visit(in3Days()))
		await sam.element.shelf.recall()
		assert.is((await kept()).length, 1)
		sam.leave()
		server.hasCookie = false
		const next = await new Visitor(server, { offline: 'on' }).opened()
		await next.element.shelf.recall()
		assert.equal(await kept(), [])
	})

	it('are shown with their age, without those that are over', async () => {
		const sam = await open()
		const past = new Date(Date.now() - 2 * HOUR_MS).toISOString()
		sam.element.shelf.keep([...visit(past), ...visit(in3Days())])
		await sam.element.shelf.recall()
		sam.leave()
		server.on('GET /api/customer/clinic', () => problem(503, 'unavailable'))
		const later = await new Visitor(server, { offline: 'on' }).arrive()
		await later.sees('Your next visits')
		assert.is(later.all('.kept .row').length, 1)
		await later.sees(/As it was when you were last online: .*\d\d:\d\d\./)
		assert.equal(await violations(later.element), [])
	})

	it('are dropped after a week, and not a moment before', async () => {
		const sam = await open()
		sam.element.shelf.keep(visit(new Date(Date.now() + 300 * HOUR_MS).toISOString()))
		const { now } = Date
		try {
			Date.now = () => now() + 7 * 24 * HOUR_MS - 60_000
			assert.ok(await sam.element.shelf.recall())
			Date.now = () => now() + 7 * 24 * HOUR_MS
			assert.is(await sam.element.shelf.recall(), undefined)
		} finally {
			Date.now = now
		}
		assert.equal(await kept(), [])
	})
})
