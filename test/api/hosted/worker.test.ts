import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('what the hosted portal’s worker answers with')
const ORIGIN = 'https://api.example'
const PAGE = '/portal/harbour-lane'

type Listener = (event: object) => void
const listeners = new Map<string, Listener>()
/** What is kept, by path; and what the server says. */
const kept = new Map<string, string>()
let server: () => Promise<Response>

test.before(async () => {
	const pathOf = (request: Request) => new URL(request.url).pathname
	Object.assign(globalThis, {
		location: new URL(ORIGIN),
		caches: {
			match: async (request: Request) => {
				const text = kept.get(pathOf(request))
				return text === undefined ? undefined : new Response(text)
			},
		},
		fetch: () => server(),
		self: {
			registration: { scope: ORIGIN + PAGE },
			addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
		},
	})
	await import('../../../widget/hosted/portal-worker.ts')
})
test.before.each(() => {
	kept.clear()
	kept.set(PAGE, 'the kept page')
})

/** What a page gets; undefined where the worker leaves it to the network. */
async function ask(path: string): Promise<string | undefined> {
	let answer: Promise<Response> | undefined
	const respondWith = (given: Promise<Response>) => {
		answer = given
	}
	listeners.get('fetch')?.({ request: new Request(ORIGIN + path), respondWith })
	return (await answer)?.text()
}
const says = (status: number, text: string) => async () => new Response(text, { status })

for (const status of [500, 502, 503, 504]) {
	test(`the page that is kept, where the server answers ${status}`, async () => {
		server = says(status, 'a proxy’s own page')
		assert.is(await ask(PAGE), 'the kept page')
	})
}

test('what a server in trouble says, where nothing is kept', async () => {
	kept.clear()
	server = says(503, 'a proxy’s own page')
	assert.is(await ask(PAGE), 'a proxy’s own page')
})

test('the newest page, also that there is none any more', async () => {
	server = says(200, 'the new page')
	assert.is(await ask(PAGE), 'the new page')
	server = says(404, 'no page here')
	assert.is(await ask(PAGE), 'no page here')
})

test('the page that is kept, where the server is out of reach', async () => {
	server = () => Promise.reject(new TypeError('Failed to fetch'))
	assert.is(await ask(PAGE), 'the kept page')
})

test('nothing that is about anybody', async () => {
	server = () => assert.unreachable() as never
	assert.is(await ask('/api/customer/me'), undefined)
})

test.run()
