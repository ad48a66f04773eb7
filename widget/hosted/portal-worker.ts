// The hosted portal's service worker: it keeps the page and its scripts for when there is no
// connection, and nothing that is about anybody.

interface WorkerEvent extends Event {
	waitUntil(work: Promise<unknown>): void
}
interface Asked extends WorkerEvent {
	request: Request
	respondWith(answer: Promise<Response>): void
}
interface Worker {
	registration: { scope: string }
	skipWaiting(): Promise<void>
	clients: { claim(): Promise<void> }
	addEventListener(name: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
	addEventListener(name: 'fetch', listener: (event: Asked) => void): void
}

const worker = self as unknown as Worker
/** The paths of the scripts, and a hash of what is in them: the build puts both in. */
const SCRIPTS = '__SCRIPTS__'.split(' ')
const VERSION = '__VERSION__'
const page = new URL(worker.registration.scope).pathname
const ours = `vetslot-portal ${page} `
const cacheName = ours + VERSION

/** Their names change with what is in them, so what is kept is what would come. */
const isHashed = (path: string) => /-[0-9a-f]{8}\.js$/.test(path)
const kept = new Set([
	...[page, `${page}/brand.css`, '/widget/v1/hosted.css', '/widget/v1/portal-page.js'],
	...SCRIPTS,
])
/** Longer than this nobody waits for news of a page that is at hand. */
const PATIENCE_MS = 4000

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('fetch', (event) => {
	const { method, url } = event.request
	const { origin, pathname } = new URL(url)
	if (method !== 'GET' || origin !== location.origin || !kept.has(pathname)) return
	event.respondWith(isHashed(pathname) ? keptFirst(event.request) : newestFirst(event.request))
})

/** All files of one build or none, so that what is opened without a connection fits together. */
async function install(): Promise<void> {
	const cache = await caches.open(cacheName)
	await cache.addAll([...kept].map((path) => new Request(path, { cache: 'reload' })))
	// Nothing that is open is broken by it: what a page loads later is asked for anew or is hashed.
	await worker.skipWaiting()
}

async function activate(): Promise<void> {
	const names = await caches.keys()
	const old = names.filter((name) => name.startsWith(ours) && name !== cacheName)
	await Promise.all(old.map((name) => caches.delete(name)))
	await worker.clients.claim()
}

const find = (request: Request) => caches.match(request, { cacheName, ignoreSearch: true })

async function keptFirst(request: Request): Promise<Response> {
	return (await find(request)) ?? fetch(request)
}

/** The page and what has a fixed name come from the server whenever that can be reached. */
async function newestFirst(request: Request): Promise<Response> {
	const known = find(request)
	const asked = fetch(request)
	const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))
	// A server that is in trouble, or a proxy in its place, has nothing newer to say.
	const news = asked.then((answer) => (answer.status < 500 ? answer : undefined))
	try {
		return (await Promise.race([news, late])) ?? (await known) ?? (await asked)
	} catch (error) {
		const there = await known
		if (there) return there
		throw error
	}
}
