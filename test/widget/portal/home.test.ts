import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { violations } from '../axe.ts'
import { problem } from '../fixture.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { due, HomeServer, homes, visit, worming } from './home.ts'
import { leaveAll, Visitor } from './portal.ts'

const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const open = async (server = new HomeServer()) => new Visitor(server).opened()

describe('the first view', () => {
	afterEach(leaveAll)

	it('has the next visit, what is due with the overdue first, and the pets', async () => {
		const visitor = await open()
		await visitor.sees('Next visit, in 2 days')
		await visitor.sees('10:40 with Dr Lind')
		await visitor.sees('Booster for Biscuit and Mo')
		await visitor.sees('Overdue by 5 days')
		await visitor.sees('Due 21 Nov, in 18 days')
		await visitor.sees('Border terrier, 4 years, 8.2 kg')
		await visitor.sees('Shorthair, about 9 years, 4.6 kg')
		const rows = visitor.all('.due b').map((one) => one.textContent)
		assert.equal(rows, ['Worming, Mo', 'Kennel cough, Biscuit'])
	})

	it('has one filled button', async () => {
		for (const make of Object.values(homes)) {
			const visitor = await new Visitor(make()).arrive()
			await until('something', () => visitor.all('.button').length || visitor.all('.bone').length)
			await settle(50)
			assert.ok(visitor.all('.button.primary').length <= 1)
			visitor.leave()
		}
	})

	it('names the directions by the clinic’s address', async () => {
		const visitor = await open()
		const link = await until('directions', () => visitor.find('Directions'))
		assert.match((link as HTMLAnchorElement).href, 'destination=12%20Harbour%20Lane')
	})

	it('tells today and tomorrow by the clinic’s calendar', async () => {
		const start = '2026-11-04T09:00:00+00:00'
		const visitor = await open(new HomeServer({ visits: [visit(601, { start })] }))
		await visitor.sees('Next visit, tomorrow')
		const today = { start: '2026-11-03T16:00:00+00:00' }
		const other = await open(new HomeServer({ visits: [visit(601, today)] }))
		await other.sees('Next visit, today')
	})

	it('leaves out what is due later than in a month, and what nobody means any more', async () => {
		const list = [due({ title: 'Long ago', days: -400 }), due({ title: 'Far off', days: 31 })]
		const visitor = await open(new HomeServer({ due: list }))
		await visitor.sees('Your pets')
		assert.is(visitor.all('.due').length, 0)
	})

	it('says when nothing is planned what comes next', async () => {
		const visitor = await open(new HomeServer({ visits: [], due: [due()] }))
		await visitor.sees('No visits planned')
		await visitor.sees('Biscuit’s kennel cough is due on Saturday 21 November.')
		const other = await open(new HomeServer({ visits: [], due: [worming] }))
		await other.sees('Mo’s worming was due on')
	})

	it('books what is due with what is known of it', async () => {
		const visitor = await open()
		await visitor.press('Book: Kennel cough, Biscuit')
		await until('the booking', () => visitor.element.route.view === 'book')
		assert.equal(Object.keys(visitor.element.route.query).sort(), ['pet', 'type'])
	})

	it('offers another try, and then has everything', async () => {
		const server = new HomeServer()
		const mend = server.on('GET /api/customer/due', () => problem(500, 'internal_error'))
		const visitor = await open(server)
		await visitor.sees('Something went wrong on our side')
		mend()
		await visitor.press('Try again')
		await visitor.sees('Next visit, in 2 days')
	})

	it('reads again when the connection is back', async () => {
		const server = new HomeServer()
		const visitor = await open(server)
		await visitor.sees('Next visit')
		server.household = { ...server.household, visits: [] }
		dispatchEvent(new Event('online'))
		await visitor.sees('No visits planned')
	})
})

describe('every state of the first view', () => {
	afterEach(async () => {
		leaveAll()
		await setViewport({ width: 800, height: 600 })
		await emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
	})

	for (const [name, make] of Object.entries(homes))
		it(`is open to everybody, and fits: ${name}`, async () => {
			await emulateMedia({ reducedMotion: 'reduce' })
			for (const [width, theme] of [
				[320, 'light'],
				[320, 'dark'],
				[1280, 'light'],
				[1280, 'dark'],
			] as const) {
				await setViewport({ width, height: 900 })
				const visitor = new Visitor(make(), { theme })
				await visitor.arrive()
				await until('a title', () => visitor.title)
				assert.equal(await violations(visitor.element), [], `${width} ${theme}`)
				const { scrollWidth, clientWidth } = document.documentElement
				assert.ok(scrollWidth <= clientWidth, `${scrollWidth} > ${clientWidth}`)
				visitor.leave()
			}
		})

	it('has targets for a finger', async () => {
		await setViewport({ width: 320, height: 900 })
		const visitor = await open()
		await visitor.sees('Next visit')
		for (const one of visitor.all('button, a')) {
			const { width, height } = one.getBoundingClientRect()
			if (!width) continue
			assert.ok(width >= 44 && height >= 44, `${one.textContent} ${width} × ${height}`)
		}
	})
})
