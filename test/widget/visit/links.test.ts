import * as assert from 'uvu/assert'
import { ok, problem } from '../fixture.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { appointment, VisitServer } from './clinic.ts'
import { Owner, online, until } from './owner.ts'

describe('the manage link', () => {
	let owner: Owner | undefined
	afterEach(() => {
		owner?.leave()
		online(true)
	})

	it('sends the token in a header, never in an address', async () => {
		owner = await new Owner().opened('secret.token')
		assert.ok(owner.server.requests.length >= 2)
		for (const { path, query, headers } of owner.server.requests) {
			assert.is(headers.get('vetslot-manage'), 'secret.token')
			assert.not.match(`${path}?${query}`, 'secret')
		}
	})

	it('says the same of a token that is wrong, has ended, or has no visit', async () => {
		const said = new Set<string>()
		for (const [status, code] of [
			[401, 'manage_token_invalid'],
			[401, 'manage_token_expired'],
			[404, 'appointment_not_found'],
		] as const) {
			const server = new VisitServer()
			server.on('GET /api/customer/visit', () => problem(status, code))
			owner = await new Owner(server).opened()
			said.add(owner.body)
			// Not even the clinic is named, though that call was answered.
			assert.not.match(owner.body, 'Harbour Lane')
			owner.leave()
		}
		owner = await new Owner().opened('no token at all')
		said.add(owner.body)
		assert.is(said.size, 1)
		assert.match([...said][0] ?? '', 'This link doesn’t open a visit')
	})

	it('leads a guest to an account that keeps the visit, where the server says the way', async () => {
		const way = () =>
			[...owner!.element.renderRoot.querySelectorAll('a')].find((link) =>
				link.textContent?.includes('Keep this visit: make an account'),
			)
		const server = new VisitServer()
		const accountUrl = 'https://api.example/portal/harbour-lane#keep=secret.token'
		server.on('GET /api/customer/visit', () => ok(appointment({ accountUrl })))
		owner = await new Owner(server).opened('secret.token')
		assert.is(way()?.href, accountUrl)
		owner.leave()
		owner = await new Owner().opened('secret.token')
		assert.is(way(), undefined)
	})

	it('leads to the portal where the visit is in an account by now', async () => {
		const server = new VisitServer()
		const movedTo = `${location.pathname}${location.search}`
		const kept = () => problem(410, 'visit_in_account', { movedTo })
		server.on('GET /api/customer/visit', kept)
		owner = await new Owner(server).opened('secret.token')
		await until('the portal', () => location.hash === '#keep=secret.token')
	})

	it('asks nothing where the link has no token', async () => {
		owner = await new Owner().opened('')
		assert.is(owner.server.requests.length, 0)
	})

	it('does not take the focus when it opens, but does after a retry', async () => {
		const server = new VisitServer()
		const mend = server.on('GET /api/customer/visit', () => problem(503, 'unavailable'))
		owner = await new Owner(server).opened()
		assert.is(owner.focused, null)
		mend()
		await owner.press('Try again')
		await until('the visit', () => owner?.find('Move to another time'))
		assert.is(owner.focused?.id, 'title')
	})

	it('opens by itself when the connection is back', async () => {
		const server = new VisitServer()
		const mend = server.on('GET /api/customer/visit', () => problem(503, 'unavailable'))
		online(false)
		owner = await new Owner(server).opened()
		assert.match(owner.body, 'You’re offline')
		mend()
		online(true)
		await until('the visit', () => owner?.find('Move to another time'))
	})

	it('names the clinic above the visit, with its accent', async () => {
		const server = new VisitServer()
		server.clinic.accent = '#1f6f5c'
		owner = await new Owner(server).opened()
		assert.is(owner.text('h1'), 'Harbour Lane Vets')
		assert.is(owner.element.style.getPropertyValue('--vetslot-accent'), '#1f6f5c')
	})

	it('prints a page of its own, with the link', async () => {
		owner = await new Owner().opened('secret.token')
		const paper = owner.text('.paper')
		for (const part of ['020 7946 0112', 'Europe/London', 'HLV 7Q4K', '£58', '#secret.token'])
			assert.match(paper, part)
		assert.is(getComputedStyle(owner.root.querySelector('.paper')!).display, 'none')
	})
})
