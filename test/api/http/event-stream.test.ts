import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { EventStream, EventStreams, type Sink } from '../../../api/http/event-stream.ts'
import type { Problem } from '../../../api/http/problem.ts'

/** A connection whose reader takes what it likes. */
class Connection extends EventEmitter implements Sink {
	writableLength = 0
	readonly written: string[] = []
	over: 'ended' | 'destroyed' | undefined

	write(chunk: Uint8Array | string): boolean {
		assert.is(this.over, undefined)
		this.written.push(chunk.toString())
		return true
	}

	end(): void {
		this.over ??= 'ended'
		this.emit('close')
	}

	destroy(): void {
		this.over ??= 'destroyed'
		this.emit('close')
	}
}

const LATER = 20_000
const event = (text: string) => Buffer.from(text)
const allowed = async () => true

const one = suite('an event stream')

one('asks its reader to wait a while of his own before he comes back', () => {
	const waits = Array.from({ length: 40 }, () => {
		const sink = new Connection()
		new EventStream(sink, allowed, 0)
		return Number(/^retry: (\d+)\n\n$/.exec(sink.written[0] ?? '')?.[1])
	})
	assert.ok(new Set(waits).size > 20)
	assert.ok(waits.every((wait) => wait >= 1000 && wait <= 5000))
})

one('sends a comment every fifteen to twenty seconds, not all streams at once', () => {
	const sink = new Connection()
	const stream = new EventStream(sink, allowed, 0)
	for (let now = 0; now <= 60_000; now += 1000) stream.beat(now)
	const beats = sink.written.slice(1)
	assert.ok(beats.length === 3 || beats.length === 4, String(beats.length))
	assert.ok(beats.every((text) => text === ':\n\n'))
})

one('leaves out what a slow reader can not take, but never the latest', () => {
	const sink = new Connection()
	const stream = new EventStream(sink, allowed, 0)
	stream.send(event('1'))
	sink.writableLength = 20_000
	stream.send(event('2'))
	stream.send(event('3'))
	sink.writableLength = 0
	stream.beat(LATER)
	assert.equal(sink.written.slice(1), ['1', '3'])
	stream.send(event('4'))
	stream.beat(2 * LATER)
	assert.equal(sink.written.slice(1), ['1', '3', '4', ':\n\n'])
})

one('lets go of a reader that stands still', () => {
	const sink = new Connection()
	const stream = new EventStream(sink, allowed, 0)
	sink.writableLength = 20_000
	stream.send(event('1'))
	stream.beat(LATER)
	assert.is(sink.over, 'destroyed')
})

one('ends when its credential no longer holds, and is silent then', async () => {
	const sink = new Connection()
	const stream = new EventStream(sink, async () => false, 0)
	stream.beat(LATER)
	await Promise.resolve()
	assert.is(sink.over, 'ended')
	const before = sink.written.length
	stream.send(event('1'))
	stream.beat(2 * LATER)
	assert.is(sink.written.length, before)
})

one('outlives an error of its connection until that closes', () => {
	const sink = new Connection()
	new EventStream(sink, allowed, 0)
	sink.emit('error', new Error('write after end'))
})

one('takes the connection from a reader that does not take the end', async () => {
	const sink = new Connection()
	sink.end = () => {}
	new EventStream(sink, allowed, 0).end()
	await pause(600)
	assert.is(sink.over, 'destroyed')
})

one.run()

const many = suite('all event streams of a process')
const begin = (streams: EventStreams, address: string, onEnd = () => {}) => {
	const sink = new Connection()
	streams.admit(address)
	streams.begin(sink, { address, stillAllowed: allowed, onEnd })
	return sink
}
const refusal = (work: () => unknown): Problem => {
	try {
		work()
	} catch (problem) {
		return problem as Problem
	}
	throw new Error('Not refused')
}

many('are limited for each address, until one of its streams ends', () => {
	const streams = new EventStreams({ most: 10, byAddress: 2 })
	const first = begin(streams, '192.0.2.1')
	begin(streams, '192.0.2.1')
	const refused = refusal(() => streams.admit('192.0.2.1'))
	assert.is(refused.code, 'rate_limited')
	assert.ok(Number(refused.headers['Retry-After']) >= 20)
	streams.admit('192.0.2.2')
	first.end()
	streams.admit('192.0.2.1')
	streams.close()
})

many('are limited altogether, with a time to come back', () => {
	const streams = new EventStreams({ most: 2, byAddress: 10 })
	begin(streams, '192.0.2.1')
	const second = begin(streams, '192.0.2.2')
	const refused = refusal(() => streams.admit('192.0.2.3'))
	assert.is(refused.status, 503)
	assert.ok(Number(refused.headers['Retry-After']) >= 20)
	second.destroy()
	streams.admit('192.0.2.3')
	streams.close()
})

many(
	'have a place again for a stream that was ended, even if its connection never says so',
	async () => {
		const streams = new EventStreams({ most: 10, byAddress: 1 })
		const ends = [(stream: EventStream) => stream.end(), (stream: EventStream) => stream.destroy()]
		let ended = 0
		for (const end of ends) {
			const sink = new Connection()
			sink.emit = () => false
			const of = { address: '192.0.2.1', stillAllowed: allowed, onEnd: () => ended++ }
			streams.admit(of.address)
			end(streams.begin(sink, of))
			assert.is(streams.size, 0)
		}
		assert.is(ended, 2)
		streams.admit('192.0.2.1')
	},
)

many('are counted down once, however often they end', () => {
	const streams = new EventStreams({ most: 10, byAddress: 2 })
	const first = begin(streams, '192.0.2.1')
	begin(streams, '192.0.2.1')
	begin(streams, '192.0.2.2')
	first.end()
	first.destroy()
	assert.is(streams.size, 2)
	streams.admit('192.0.2.1')
	begin(streams, '192.0.2.1')
	assert.is(refusal(() => streams.admit('192.0.2.1')).code, 'rate_limited')
	streams.close()
})

many('end at once when the server does, and none begins after that', () => {
	const streams = new EventStreams({ most: 9, byAddress: 9 })
	let ended = 0
	const sinks = [1, 2, 3].map(() => begin(streams, '192.0.2.1', () => ended++))
	streams.close()
	assert.ok(sinks.every(({ over }) => over === 'ended'))
	assert.is(ended, 3)
	assert.is(streams.size, 0)
	assert.is(refusal(() => streams.admit('192.0.2.1')).code, 'unavailable')
})

many.run()
