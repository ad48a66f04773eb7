import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { Server, types } from '../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { until, Visitor } from './harness.ts'
import { closed, play } from './scenes.ts'

const NIGHT = 'tel:+442079460177'
const DAY = 'tel:+442079460112'

describe('whom to call, by the clock', () => {
	let visitor: Visitor
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => visitor.leave())

	const open = async (before: (server: Server) => void) => {
		const server = new Server()
		before(server)
		visitor = await new Visitor(server).arrive()
		return visitor
	}
	const callsTo = (v: Visitor) =>
		new Set(
			[...v.root.querySelectorAll<HTMLAnchorElement>('a[href^="tel:"]')].map((one) => one.href),
		)

	it('is the clinic while it is open', async () => {
		const v = await open(() => {})
		assert.equal([...callsTo(v)], [DAY])
		assert.match(v.text('.note'), 'Don’t book online. Call 020 7946 0112.')
	})

	it('is the night clinic, by name, wherever an emergency may be', async () => {
		const v = await open(closed)
		assert.equal([...callsTo(v)], [NIGHT])
		assert.match(v.text('.note'), 'We’re closed. Northgate Night Vets answers now: 020 7946 0177')
		assert.ok(v.find('Call Northgate Night Vets, 020 7946 0177'))
		await v.toTypes()
		await v.press(/^See a vet/)
		await v.at('First, a quick safety check')
		assert.equal([...callsTo(v)], [NIGHT])
		assert.match(v.text('.foot'), 'Not sure? Call Northgate Night Vets.')
		await v.press('Struggling to breathe')
		await v.press('Continue')
		await v.at('Please call Northgate Night Vets. Your dog needs help now.')
		await v.hears('Please call Northgate Night Vets now on 020 7946 0177', true)
		assert.equal([...callsTo(v)], [NIGHT])
		assert.not.match(v.text('section'), /call us/i)
	})

	it('follows the clock past closing time', async () => {
		const v = await open((server) => {
			server.clinic.open = { now: true, changesAt: '2026-11-03T11:56:00+00:00' }
		})
		assert.equal([...callsTo(v)], [NIGHT])
	})

	it('says from when the clinic answers, and nowhere asks to call it before', async () => {
		const v = await open((server) => {
			closed(server)
			server.clinic.species = ['dog', 'cat']
			server.clinic.appointmentTypes = server.clinic.appointmentTypes.filter(
				({ mode }) => mode === 'callback' || mode === 'instant',
			)
		})
		await v.toTypes()
		await v.press(/^Talk to us/)
		await until('the sentence', () => v.text('.body').includes('phone from'))
		assert.match(v.text('.body'), 'We answer the phone from 08:15 tomorrow.')
		await v.press('Back')
		await v.press(/^Booster/)
		await v.at('When suits you?')
		assert.equal([...callsTo(v)], [])
	})

	it('is asked once more to call only while somebody answers', async () => {
		const v = await open((server) => {
			closed(server)
			server.on('/availability', () => ({
				status: 500,
				body: { code: 'forbidden', title: '', status: 500, issues: [] },
			}))
		})
		await v.toTypes()
		await v.press(/^Booster/)
		for (let n = 0; n < 3; n++) {
			await v.at('We can’t reach the diary')
			await v.press('Try again')
			await new Promise((resolve) => setTimeout(resolve, 40))
		}
		assert.not.match(v.text('.body'), 'we’ll book it for you')
		assert.match(v.text('.body'), 'We answer the phone from 08:15 tomorrow.')
	})

	it('has no time left today: who answers first, then the wanted visit from tomorrow', async () => {
		visitor = await play('amber-none-closed')
		assert.match(visitor.text('.lead'), 'Northgate Night Vets answers now: 020 7946 0177')
		assert.equal([...callsTo(visitor)], [NIGHT])
		await visitor.press('See times from tomorrow')
		await until('times', () => visitor.root.querySelector('.time'))
		assert.is(visitor.title, 'When suits you?')
		assert.equal([...callsTo(visitor)], [NIGHT])
		const query = visitor.server.calls('/availability').at(-1)!.query
		assert.is(query.get('appointmentTypeId'), types.problem)
		assert.is(query.get('amber'), 'true')
		assert.match(visitor.text('.when'), 'Thursday 5 November')
	})
})
