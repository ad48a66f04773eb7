import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Koa from 'koa'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { answerProblems } from '../../../api/http/answer-problems.ts'
import { type Listening, listen } from '../../../api/http/listen.ts'
import { serveFolder } from '../../../api/http/static.ts'

const test = suite('a served folder')
const root = mkdtempSync(join(tmpdir(), 'vetslot-static-'))
const script = `export const words = ${JSON.stringify('miaow '.repeat(1000))}`
let listening: Listening

test.before(async () => {
	mkdirSync(join(root, 'public', 'about'), { recursive: true })
	writeFileSync(join(root, 'secret.txt'), 'secret')
	writeFileSync(join(root, 'public', '.env'), 'secret')
	writeFileSync(join(root, 'public', 'index.html'), '<h1>Home</h1>')
	writeFileSync(join(root, 'public', 'README.md'), '# For developers')
	writeFileSync(join(root, 'public', 'LICENSE'), 'MIT')
	writeFileSync(join(root, 'public', 'about', 'index.html'), '<h1>About</h1>')
	writeFileSync(join(root, 'public', 'vetslot.js'), script)
	writeFileSync(join(root, 'public', 'chunk-8f3a1b2c.js'), 'export {}')
	symlinkSync(join(root, 'secret.txt'), join(root, 'public', 'link.txt'))
	const app = new Koa().use(answerProblems())
	app.use(
		serveFolder({
			prefix: '/widget/v1/',
			folder: join(root, 'public'),
			crossOrigin: true,
			hashed: /-[0-9a-f]{8}\.js$/,
		}),
	)
	app.use(serveFolder({ prefix: '/', folder: join(root, 'public') }))
	listening = await listen(app, { host: '127.0.0.1', port: 0 })
})
test.after(() => {
	listening.server.close()
	listening.server.closeAllConnections()
	rmSync(root, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(`http://127.0.0.1:${listening.port}${path}`, { headers })
/** `fetch` tidies paths up before it sends them; this does not. */
const raw = (path: string) =>
	new Promise<number>((resolve, reject) => {
		request({ port: listening.port, path }, (answer) => {
			answer.resume()
			resolve(answer.statusCode ?? 0)
		})
			.on('error', reject)
			.end()
	})

test('keeps notes and what is no part of a website', async () => {
	for (const path of ['/README.md', '/README%2Emd', '/widget/v1/README.md', '/LICENSE']) {
		assert.is((await get(path)).status, 404, path)
	}
})

test('lets pages of other origins load the script', async () => {
	const answer = await get('/widget/v1/vetslot.js', { Origin: 'https://clinic.example' })
	assert.is(answer.status, 200)
	assert.is(answer.headers.get('content-type'), 'text/javascript; charset=utf-8')
	assert.is(answer.headers.get('access-control-allow-origin'), '*')
	assert.is(answer.headers.get('cross-origin-resource-policy'), 'cross-origin')
	assert.is(answer.headers.get('cache-control'), 'public, no-cache')
	assert.is(await answer.text(), script)
})

test('lets hashed names be kept for ever', async () => {
	const answer = await get('/widget/v1/chunk-8f3a1b2c.js')
	assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
})

test('serves the pages of a website, to itself only', async () => {
	assert.is(await (await get('/')).text(), '<h1>Home</h1>')
	const about = await get('/about/')
	assert.is(await about.text(), '<h1>About</h1>')
	assert.is(about.headers.get('access-control-allow-origin'), null)
	assert.is((await get('/missing.html')).status, 404)
})

test('compresses text and revalidates each form by its own tag', async () => {
	const tags = new Set<string>()
	for (const coding of ['br', 'gzip', 'identity']) {
		const answer = await get('/vetslot.js', { 'Accept-Encoding': coding })
		assert.is(answer.headers.get('content-encoding'), coding === 'identity' ? null : coding)
		assert.is(await answer.text(), script)
		assert.match(answer.headers.get('vary') ?? '', /Accept-Encoding/)
		const etag = answer.headers.get('etag') ?? ''
		tags.add(etag)
		const again = await get('/vetslot.js', { 'Accept-Encoding': coding, 'If-None-Match': etag })
		assert.is(again.status, 304)
	}
	assert.is(tags.size, 3)
})

test('notices a changed file', async () => {
	const before = await get('/index.html')
	writeFileSync(join(root, 'public', 'index.html'), '<h1>New</h1>')
	const after = await get('/index.html')
	assert.is(await after.text(), '<h1>New</h1>')
	assert.is.not(after.headers.get('etag'), before.headers.get('etag'))
})

test('serves nothing above the folder, nothing hidden, and follows no link out', async () => {
	const paths = [
		'/../secret.txt',
		'/..%2fsecret.txt',
		'/about/../../secret.txt',
		'/%2e%2e/secret.txt',
		'/widget/v1/..%2f..%2fsecret.txt',
		'/..%5csecret.txt',
		'//etc/passwd',
		'/.env',
		'/link.txt',
		'/index.html%00.txt',
		'/%E0%A4%A',
		'/about',
	]
	for (const path of paths) assert.is(await raw(path), 404, path)
})

test('takes no writes', async () => {
	const answer = await fetch(`http://127.0.0.1:${listening.port}/index.html`, { method: 'POST' })
	assert.is(answer.status, 405)
})

test.run()
