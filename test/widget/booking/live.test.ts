import * as assert from 'uvu/assert'
import { availability, next, ok, problem, Server, vets } from '../fixture.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { tick, until, Visitor } from './harness.ts'

const DAY = '2026-11-03'

/** A server whose streams the test writes to, and whose Tuesday it sets. */
class LiveServer extends Server {
	readonly streams: {
		tell(version: number): void
		end(): void
		headers: Headers
		open: boolean
	}[] = []
	times = ['16:20']
	/** For how many milliseconds the answer to the second question holds. */
	secondFor: number | null = null

	constructor() {
		super()
		this.on('/availability/stream', ({ headers }) => this.#stream(headers))
		this.on('/availability', ({ query }) => {
			const [from, to] = ['from', 'to'].map((name) => query.get(name) ?? '')
			const answer = availability(from ?? '', to ?? '', query.get('veterinarianId'))
			const tuesday = answer.days.find((day) => day.date === DAY)
			const starts = this.times.map((time) => `${DAY}T${time}:00+00:00`)
			if (tuesday) tuesday.veterinarians = [{ id: vets.osei, starts }]
			const holds = asked(this) === 2 ? this.secondFor : null
			const validUntil = holds && new Date(this.now + holds).toISOString()
			return ok({ ...answer, validUntil })
		})
	}

	#stream(headers: Headers) {
		const encoder = new TextEncoder()
		let pen: ReadableStreamDefaultController | undefined
		const one = {
			headers,
			open: true,
			tell: (version: number) => pen?.enqueue(encoder.encode(`id: ${version}\ndata: {}\n\n`)),
			end: () => pen?.close(),
		}
		const body = new ReadableStream({
			start: (controller) => {
				pen = controller
				controller.enqueue(encoder.encode('retry: 50\n\n'))
			},
			cancel: () => {
				one.open = false
			},
		})
		this.streams.push(one)
		return { status: 200, body, headers: { 'content-type': 'text/event-stream' } }
	}

	get listeners(): number {
		return this.streams.filter((one) => one.open).length
	}
}

let visitors: Visitor[] = []
afterEach(() => {
	for (const visitor of visitors) visitor.leave()
	visitors = []
	setHidden(false)
})

async function arrive(server = new LiveServer()): Promise<{ v: Visitor; server: LiveServer }> {
	const v = new Visitor(server)
	visitors.push(v)
	await v.arrive()
	return { v, server }
}

/** At the times of Tuesday, listening. */
async function listening(times: string[], server = new LiveServer()) {
	server.times = times
	const { v } = await arrive(server)
	await v.toTime()
	await until('the first free time', () => v.text('.body').includes('First available'))
	const stream = await until('a stream', () => server.streams[0])
	// The layout settles.
	await tick(300)
	return { v, server, stream }
}

function setHidden(hidden: boolean): void {
	Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
	document.dispatchEvent(new Event('visibilitychange'))
}

const shown = (v: Visitor) =>
	[...v.root.querySelectorAll('.time')].map((one) => one.ariaLabel?.slice(0, 5))
const places = (v: Visitor) =>
	[...v.root.querySelectorAll('.time')].map((one) => one.getBoundingClientRect().top)
const asked = (server: LiveServer) => server.calls('/availability').length

describe('times that change while they are looked at', () => {
	it('slashes what somebody else takes, in its place, and says so', async () => {
		const { v, server, stream } = await listening(['10:00', '10:40', '16:20'])
		await v.press('10:40')
		await until('continue', () => v.find('Continue'))
		const before = places(v)
		server.times = ['10:00', '16:20']
		stream.tell(2)
		await until('the slash', () => v.root.querySelector('.time.gone'))
		assert.equal(shown(v), ['10:00', '10:40', '16:20'])
		assert.equal(places(v), before)
		await v.hears('10:40 has just been taken')
		assert.is(v.find('Continue'), undefined)
	})

	it('says what was taken and what has opened in one breath', async () => {
		const { v, server, stream } = await listening(['10:00', '10:40', '16:20'])
		server.times = ['10:00', '11:00', '16:20']
		stream.tell(2)
		await v.hears('10:40 has just been taken. More times have opened')
	})

	it('leads on from a day whose last time was taken', async () => {
		const { v, server, stream } = await listening(['16:20'])
		server.times = []
		stream.tell(2)
		await v.hears('16:20 has just been taken. This day is full now')
		assert.equal(shown(v), ['16:20'])
		assert.match(v.text('.body'), 'This day is full now')
		const chosen = v.root.querySelector('.day.chosen')!
		const { color } = getComputedStyle(chosen)
		assert.is.not(color, getComputedStyle(v.root.querySelector('.day.none:not(.chosen)')!).color)
		v.find('Next free day')?.focus()
		await v.press('Next free day')
		await v.hears(/November, \d+ times?$/)
		assert.not.match(v.text('.body'), 'This day is full now')
		await until('focus among the times', () => v.focused?.matches('.time'))
	})

	it('keeps new times back until they are asked for', async () => {
		const { v, server, stream } = await listening(['10:00', '16:20'])
		const before = places(v)
		server.times = ['09:00', '16:20', '16:40']
		stream.tell(2)
		await until('the offer', () => v.find('More times have opened. Show them'))
		assert.equal(shown(v), ['10:00', '16:20'])
		assert.equal(places(v), before)
		await v.press('More times have opened. Show them')
		await until('all times', () => shown(v).length === 3)
		assert.equal(shown(v), ['09:00', '16:20', '16:40'])
		assert.is(v.find(/^More times/), undefined)
		await until('focus among the times', () => v.focused?.matches('.time'))
		await v.hears('Tuesday 3 November, 3 times')
	})

	it('hears of several changes at once, and says them as one', async () => {
		const { v, server, stream } = await listening(['10:00', '10:40', '16:20'])
		server.times = ['16:20']
		for (const version of [2, 3, 4]) stream.tell(version)
		await v.hears('Two times have just been taken')
		const before = asked(server)
		stream.tell(5)
		await tick(1000)
		assert.is(asked(server), before, 'the next refresh waits until this one was heard')
		await until('the next refresh', () => asked(server) > before)
	})

	it('changes nothing under a finger', async () => {
		const { v, server, stream } = await listening(['10:00', '16:20'])
		v.element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
		const before = asked(server)
		stream.tell(2)
		await tick(800)
		assert.is(asked(server), before)
		await until('the refresh after it', () => asked(server) > before)
	})

	it('asks anew when the clock alone changes the times', async () => {
		const server = new LiveServer()
		server.secondFor = 4500
		const { stream } = await listening(['10:00'], server)
		stream.tell(1)
		await until('the refresh of the first event', () => asked(server) === 2)
		await tick(500)
		assert.is(asked(server), 2)
		// Seconds later; a test's own limit ends this.
		while (asked(server) < 3) await tick(100)
	})
})

describe('the connection behind it', () => {
	it('is there while the times are, and no longer', async () => {
		const { v, server } = await arrive()
		await v.toTypes()
		assert.is(server.streams.length, 0)
		await v.press(/^Booster/)
		await until('a stream', () => server.listeners === 1)
		await v.press('Back')
		await until('its end', () => server.listeners === 0)
		await v.press(/^Booster/)
		await until('another', () => server.listeners === 1)
		v.element.remove()
		await until('its end', () => server.listeners === 0)
	})

	it('rests while nobody looks, and knows where it was', async () => {
		const { server, stream } = await listening(['10:00'])
		stream.tell(7)
		await tick(100)
		setHidden(true)
		await until('the end', () => server.listeners === 0)
		await tick(100)
		assert.is(server.streams.length, 1)
		setHidden(false)
		await until('another', () => server.listeners === 1)
		assert.is(server.streams[1]?.headers.get('last-event-id'), '7')
	})

	it('rests after ten minutes without use, until the next', async () => {
		const { v, server } = await listening(['10:00'])
		const { now } = Date
		try {
			Date.now = () => now() + 601_000
			v.element.requestUpdate()
			await until('the end', () => server.listeners === 0)
			v.element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }))
			await until('another', () => server.listeners === 1)
		} finally {
			Date.now = now
		}
	})

	it('is one for the page, whatever the number of elements', async () => {
		const first = await listening(['10:00'])
		const second = await listening(['10:00'], first.server)
		await tick(200)
		assert.is(first.server.streams.length, 1)
		first.v.element.remove()
		second.v.element.requestUpdate()
		await until('the other', () => first.server.streams.length === 2)
	})

	it('comes back when the server ends it', async () => {
		const { v, server, stream } = await listening(['10:00', '16:20'])
		stream.end()
		const second = await until('another', () => server.streams[1])
		server.times = ['16:20']
		second.tell(3)
		await until('the slash', () => v.root.querySelector('.time.gone'))
	})

	it('is not missed where there is none: the page is asked when someone looks', async () => {
		const server = new LiveServer()
		server.on('/availability/stream', () => problem(403, 'origin_not_allowed'))
		server.times = ['10:00', '16:20']
		const { v } = await arrive(server)
		await v.toTime()
		await until('the refusal', () => server.calls('/stream').length === 1)
		server.times = ['16:20']
		await tick(1600)
		dispatchEvent(new Event('focus'))
		await until('the slash', () => v.root.querySelector('.time.gone'))
		assert.is(server.calls('/stream').length, 1)
		assert.is(v.title, 'When suits you?')
	})

	it('leaves vets where they are when another is free sooner', async () => {
		const { v, server, stream } = await listening(['10:00'])
		const names = () => [...v.root.querySelectorAll('.vet')].map((one) => one.textContent?.trim())
		const before = names().length
		const ids = () =>
			[...v.root.querySelectorAll<HTMLElement>('.vet b, .vet .name')].map((one) => one.innerText)
		const order = ids()
		server.on('/next', () => {
			const answer = next()
			const [osei, lind, nair] = answer.veterinarians
			return ok({ ...answer, veterinarians: [nair, { ...lind, start: null }, osei] })
		})
		stream.tell(2)
		await until('the answer', () => server.calls('/next').length === 2)
		await tick(100)
		assert.is(names().length, before)
		assert.equal(ids(), order)
	})
})
