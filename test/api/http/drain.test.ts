import Koa from 'koa'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { StartupError } from '../../../api/database/startup-error.ts'
import { createDrain } from '../../../api/http/drain.ts'
import { listen } from '../../../api/http/listen.ts'

const test = suite('listening and draining')

const start = async () => {
	const drain = createDrain()
	const begun = Promise.withResolvers<void>()
	const held = Promise.withResolvers<void>()
	const app = new Koa().use(drain.middleware)
	app.use(async (ctx) => {
		begun.resolve()
		if (ctx.path === '/slow') await held.promise
		ctx.body = 'done'
	})
	const { server, port } = await listen(app, { host: '127.0.0.1', port: 0 })
	return { drain, server, port, begun: begun.promise, release: held.resolve }
}

test('finishes what is under way, and takes nothing new', async () => {
	const { drain, server, port, begun, release } = await start()
	const slow = fetch(`http://127.0.0.1:${port}/slow`)
	await begun
	drain.assertOpen()
	const closed = drain.close(server, 5_000)
	assert.throws(drain.assertOpen, /shutting down/)
	const refused = await fetch(`http://127.0.0.1:${port}/`).catch(() => 'refused')
	assert.is(refused, 'refused')
	release()
	const answer = await slow
	assert.is(await answer.text(), 'done')
	assert.is(answer.headers.get('connection'), 'close')
	assert.is(await closed, 0)
})

test('says in a sentence why it can not listen', async () => {
	const app = new Koa()
	const refusal = await listen(app, { host: '192.0.2.1', port: 0 }).catch((error) => error)
	assert.instance(refusal, StartupError)
	assert.match(refusal.message, 'HOST is no address of this machine')
})

test('is bounded: what takes too long is cut off and counted', async () => {
	const { drain, server, port, begun, release } = await start()
	const slow = fetch(`http://127.0.0.1:${port}/slow`).catch(() => 'cut')
	await begun
	assert.is(await drain.close(server, 20), 1)
	assert.is(await slow, 'cut')
	release()
})

test('is not held up by idle connections', async () => {
	const { drain, server, port } = await start()
	await (await fetch(`http://127.0.0.1:${port}/`)).text()
	const begin = performance.now()
	assert.is(await drain.close(server, 5_000), 0)
	assert.ok(performance.now() - begin < 1_000)
})

test('takes the next free port when one is busy, as often as it may', async () => {
	const first = await listen(new Koa(), { host: '127.0.0.1', port: 0 })
	const place = { host: '127.0.0.1', port: first.port }
	const second = await listen(new Koa(), { ...place, tries: 10 })
	assert.ok(second.port > first.port)
	try {
		await listen(new Koa(), place)
		assert.unreachable()
	} catch (error) {
		assert.instance(error, StartupError)
		assert.match((error as Error).message, 'another program listens there')
	}
	first.server.close()
	second.server.close()
})

test.run()
