import * as assert from 'uvu/assert'
import { problem } from '../fixture.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { leaveAll, PortalServer, Visitor } from './portal.ts'

const fallbackOf = ({ element }: Visitor) => element.renderRoot.querySelector('slot')

describe('the portal in a page', () => {
	afterEach(leaveAll)

	it('keeps what stands in the tag when the clinic can’t be read', async () => {
		const server = new PortalServer()
		server.on('/api/customer/clinic', () => problem(401, 'invalid_key'))
		const visitor = await new Visitor(server).arrive()
		await until('the answer', () => server.calls('/clinic').length)
		await visitor.element.updateComplete
		assert.ok(fallbackOf(visitor))
		assert.not(visitor.title)
	})

	it('takes its place once it has started', async () => {
		const visitor = new Visitor()
		await visitor.arrive()
		assert.ok(fallbackOf(visitor))
		await visitor.sees('Hello, Sam')
		assert.not(fallbackOf(visitor))
	})

	it('says no to whom has no session, and shows nothing of anybody', async () => {
		const server = new PortalServer()
		server.hasCookie = false
		const visitor = await new Visitor(server).arrive()
		await until('the portal', () => visitor.title && visitor.element.phase === 'ready')
		assert.not(visitor.find('Menu'))
		assert.not(visitor.all('vetslot-portal-home').length)
	})

	it('offers another try when the session can’t be asked for', async () => {
		const server = new PortalServer()
		const mend = server.on('/refresh', () => problem(503, 'unavailable'))
		const visitor = await new Visitor(server).arrive()
		await until('trouble', () => visitor.element.phase === 'unreached').catch(() => {})
		mend()
		if (visitor.element.phase === 'unreached') await visitor.press('Try again')
		await visitor.sees('Hello, Sam')
	})

	it('says on its tag that somebody is signed in, for what stands beside it', async () => {
		const { element, ...visitor } = await new Visitor().opened()
		assert.is(element.hasAttribute('signed-in'), true)
		await element.signOut()
		await until('signing out', () => !element.hasAttribute('signed-in'))
		assert.is(visitor.server.hasCookie, false)
	})

	it('works twice on a page', async () => {
		const [one, other] = [new Visitor(), new Visitor()]
		await Promise.all([one.opened(), other.opened()])
		await one.press('Menu')
		assert.ok(one.find('Sign out'))
		assert.not(other.find('Sign out'))
	})
})

describe('the portal’s address', () => {
	afterEach(leaveAll)

	it('stays out of the page’s, and of its history, unless wished for', async () => {
		const visitor = await new Visitor().opened()
		const [length, address] = [history.length, location.href]
		visitor.element.inside?.book()
		await until('the booking', () => visitor.element.views.entry?.id === 'book')
		assert.is(location.href, address)
		assert.is(history.length, length)
	})

	it('stands in the page’s when wished for, and the back button goes back', async () => {
		const visitor = await new Visitor(undefined, { history: 'on' }).opened()
		visitor.element.inside?.book()
		assert.is(location.hash, '#vetslot/book')
		history.back()
		await until('being home', () => visitor.element.route.view === 'home')
	})
})

describe('signing out', () => {
	afterEach(leaveAll)

	it('ends the session on the server, and forgets who it was', async () => {
		const visitor = await new Visitor().opened()
		await visitor.press('Menu')
		await visitor.press('Sign out')
		await until('being signed out', () => !visitor.element.inside?.owner)
		await until('the call', () => !visitor.server.hasCookie)
		await visitor.hears('You’re signed out')
	})

	it('leaves nothing of theirs in another tab, either', async () => {
		const visitor = await new Visitor().opened()
		await visitor.sees('Hello, Sam')
		const key = Object.keys(localStorage).find((each) => each.includes('pk_test'))
		localStorage.clear()
		dispatchEvent(new StorageEvent('storage', { key: key ?? '', newValue: null }))
		await visitor.hears('You’re signed out', 'alert')
		assert.is(visitor.element.inside?.owner, undefined)
		assert.not(visitor.all('vetslot-portal-home').length)
	})

	it('ends for one page alone where only its own session is over', async () => {
		const other = await new Visitor().opened()
		const visitor = await new Visitor().opened()
		await visitor.sees('Hello, Sam')
		visitor.server.hasCookie = false
		for (const path of ['/appointments', '/continue']) {
			visitor.server.on(path, () => problem(401, 'session_ended'))
		}
		visitor.element.inside?.client.visits.list({}).catch(() => {})
		await until('the end', () => !visitor.element.inside?.owner)
		assert.ok(other.element.inside?.owner)
	})

	it('is made up for where the server was out of reach', async () => {
		const server = new PortalServer()
		const mend = server.on(`DELETE /api/customer/sessions/${server.clinic.id}`, () =>
			problem(400, 'invalid_request'),
		)
		const visitor = await new Visitor(server).opened()
		await visitor.press('Menu')
		await visitor.press('Sign out')
		await until('the wish', () => visitor.element.phase === 'leaving')
		visitor.leave()
		mend()
		const back = await new Visitor(server).arrive()
		await until('the call', () => !server.hasCookie)
		await until('being there', () => back.element.phase === 'ready')
		assert.not(back.element.inside?.owner)
	})

	it('is made up for by the next connection, and by nothing once the element is gone', async () => {
		const server = new PortalServer()
		const path = `DELETE /api/customer/sessions/${server.clinic.id}`
		const mend = server.on(path, () => problem(400, 'invalid_request'))
		const visitor = await new Visitor(server).opened()
		await visitor.press('Menu')
		await visitor.press('Sign out')
		await until('the wish', () => visitor.element.phase === 'leaving')
		const tries = server.calls(path).length
		visitor.leave()
		dispatchEvent(new Event('online'))
		await new Promise((resolve) => setTimeout(resolve, 50))
		assert.is(server.calls(path).length, tries)
		mend()
		document.body.append(visitor.element)
		dispatchEvent(new Event('online'))
		await until('the call', () => !server.hasCookie)
		await until('being there', () => visitor.element.phase === 'ready')
		assert.is(server.calls(path).length, tries + 1)
	})
})

describe('the portal’s size', () => {
	afterEach(() => {
		document.documentElement.style.removeProperty('font-size')
		leaveAll()
	})

	// Beyond that a column of a page would hold two words a line.
	for (const [page, own] of [
		[16, 16],
		[18, 18],
		[32, 20],
	] as const) {
		it(`is the page’s, up to a bound: ${page} px is ${own} px, in views as in the frame`, async () => {
			document.documentElement.style.fontSize = `${page}px`
			const { element } = await new Visitor().opened()
			const sizeOf = (one: Element | null | undefined) =>
				one && Number.parseFloat(getComputedStyle(one).fontSize)
			assert.is(sizeOf(element.view), own)
			assert.is(sizeOf(element.renderRoot.querySelector('.card')), own)
			const base = getComputedStyle(element).getPropertyValue('--vetslot-font-size')
			assert.is(base, `${own}px`, 'what all other sizes are made of')
		})
	}
})
