import { connect, type Socket } from 'node:net'
import Koa from 'koa'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Listening, listen } from '../../../api/http/listen.ts'

const test = suite('a listening server')
let listening: Listening

test.before(async () => {
	const app = new Koa().use((ctx) => {
		ctx.body = 'ok'
	})
	listening = await listen(app, { host: '127.0.0.1', port: 0, maxConnections: 3 })
})
test.after(() => {
	listening.server.close()
	listening.server.closeAllConnections()
})

const open = () =>
	new Promise<Socket>((resolve, reject) => {
		const socket = connect(listening.port, '127.0.0.1', () => resolve(socket))
		socket.on('error', reject)
	})
/** Milliseconds until the server ends a connection. */
const lasts = async (socket: Socket) => {
	const since = performance.now()
	await new Promise((resolve) => socket.resume().once('close', resolve))
	return performance.now() - since
}

test('closes connections beyond the most at once, and ends headers that never come', async () => {
	const slow = await Promise.all([open(), open(), open()])
	for (const socket of slow) socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
	assert.ok((await lasts(await open())) < 1000)
	const [longest = 0] = (await Promise.all(slow.map(lasts))).sort((a, b) => b - a)
	assert.ok(longest > 9_000 && longest < 17_000, `${longest} ms`)
	assert.is((await fetch(`http://127.0.0.1:${listening.port}/`)).status, 200)
})

test.run()
