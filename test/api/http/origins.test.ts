import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { startApi, type TestApi } from '../api.ts'

const test = suite('pages of other origins')

let api: TestApi
test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const elsewhere = { Origin: 'https://evil.example' }
const granted = async (path: string, headers: Record<string, string> = elsewhere) => {
	const answer = await fetch(`${api.url}${path}`, { headers })
	return [answer.status, answer.headers.get('access-control-allow-origin')]
}

test('read the widget, the document and the routes for customers, nothing else', async () => {
	assert.equal(await granted('/openapi.json'), [200, '*'])
	assert.equal(await granted('/api/customer/visit'), [401, 'https://evil.example'])
	assert.equal(await granted('/visit'), [200, null])
	assert.equal(await granted('/mailbox'), [403, null])
	assert.equal(await granted('/mailbox', {}), [200, null])
	assert.equal(await granted('/readyz'), [200, null])
})

test('know each page by one address', async () => {
	for (const path of ['/Visit', '/visit/', '/OPENAPI.json', '/Mailbox', '/API/customer/visit']) {
		assert.equal(await granted(path, {}), [404, null], path)
	}
})

test.run()
