import sharp from 'sharp'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { photoOf } from '../../../api/files/picture.ts'
import { startApi, type TestApi } from '../api.ts'
import { plainPicture } from '../files/pictures.ts'
import { type Desk, openDesk } from '../hours/desk.ts'

const test = suite('the hosted portal page')
let api: TestApi
let desk: Desk
let key: string

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api, { clinic: clinicWith('#1f6f5c') })
	key = await keyFor(desk)
})
test.after(() => api.close())

const clinicWith = (accent: string) => ({
	name: 'Bramble & <b>Sons</b> Veterinary Clinic',
	settings: JSON.stringify({ accent }),
})
const keyFor = async (at: Desk): Promise<string> => {
	const made = { kind: 'publishable', label: 'Website', native: false }
	return (await at.ask('POST', '/api/clinic/keys', { body: made })).body.text
}
const get = async (path: string) => {
	const answer = await fetch(new URL(path, api.url))
	const bytes = Buffer.from(await answer.arrayBuffer())
	return { status: answer.status, headers: answer.headers, bytes, text: bytes.toString() }
}
const pathOf = (at = desk) => `/portal/c-${at.clinic.id}`

test('is not there for a clinic that nobody knows, and neither is what belongs to it', async () => {
	for (const path of ['', '/manifest.webmanifest', '/worker.js', '/icon-192.png']) {
		for (const slug of ['nowhere', 'No', '%00', `${'a'.repeat(64)}`]) {
			const { status, text } = await get(`/portal/${slug}${path}`)
			assert.ok(status === 404 || status === 400, `${slug}${path} ${status}`)
			assert.not.match(text, 'vetslot-portal ')
		}
	}
	for (const name of ['icon-7', 'constructor', 'toString', '__proto__']) {
		assert.is((await get(`${pathOf()}/${name}.png`)).status, 404, name)
	}
})

test('is not there without a key that may stand in a page', async () => {
	const own = await openDesk(api)
	assert.is((await get(pathOf(own))).status, 404)
	assert.is((await get(`${pathOf(own)}/worker.js`)).status, 404)
})

test('shows the element in no frame at all, and lets no token out by a referrer', async () => {
	const { status, headers, text } = await get(pathOf())
	assert.is(status, 200)
	assert.match(text, `<vetslot-portal clinic-key="${key}"`)
	assert.match(text, 'Bramble &amp; &lt;b&gt;Sons&lt;/b&gt;')
	const policy = headers.get('content-security-policy') ?? ''
	assert.match(policy, "frame-ancestors 'none'")
	assert.match(policy, "script-src 'self';")
	assert.match(policy, "style-src 'self';")
	assert.match(policy, "manifest-src 'self'")
	assert.is(headers.get('referrer-policy'), 'no-referrer')
	assert.is(headers.get('cache-control'), 'no-store')
	assert.match(text, 'tel:+442079460188')
})

test('offers booking as a guest only while nobody is signed in', async () => {
	const { text } = await get(pathOf())
	assert.match(text, /<\/vetslot-portal>\s*<footer>.*<a class="as-guest" href="\/book\/[^"]+">/s)
	const sheet = (await get('/widget/v1/hosted.css')).text
	assert.match(sheet, /vetslot-portal\[signed-in\] ~ footer \.as-guest \{\s*display: none/)
})

test('may show the photos that it has fetched, as no other page of ours may', async () => {
	const imagesOf = async (path: string) =>
		/img-src ([^;]*)/.exec((await get(path)).headers.get('content-security-policy') ?? '')?.[1]
	assert.is(await imagesOf(pathOf()), "'self' data: blob:")
	assert.is(await imagesOf(pathOf().replace('portal', 'book')), "'self' data:")
})

test('leads to the booking page, which leads back', async () => {
	const name = pathOf().slice('/portal/'.length)
	assert.match((await get(pathOf())).text, `href="/book/${name}"`)
	assert.match((await get(`/book/${name}`)).text, `href="${pathOf()}"`)
})

test('can be installed: its manifest names icons that are there', async () => {
	const { headers, text } = await get(`${pathOf()}/manifest.webmanifest`)
	assert.match(headers.get('content-type') ?? '', 'application/manifest+json')
	const manifest = JSON.parse(text)
	assert.is(manifest.start_url, pathOf())
	assert.is(manifest.scope, pathOf())
	assert.is(manifest.theme_color, '#1f6f5c')
	assert.is(manifest.short_name, 'Bramble &')
	const sizes = manifest.icons.map((icon: { sizes: string; purpose: string }) => [
		icon.sizes,
		icon.purpose,
	])
	assert.equal(sizes, [
		['192x192', 'any'],
		['512x512', 'any'],
		['512x512', 'maskable'],
	])
	for (const icon of manifest.icons) {
		const picture = await get(icon.src)
		assert.is(picture.headers.get('content-type'), 'image/png')
		const { width, height, format } = await sharp(picture.bytes).metadata()
		assert.equal([`${width}x${height}`, format], [icon.sizes, 'png'])
	}
})

test('draws the icon on the brand’s colour, up to the edge where a phone cuts it', async () => {
	const { bytes } = await get(`${pathOf()}/icon-maskable.png`)
	const { data } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
	assert.equal([data[0], data[1], data[2]], [0x1f, 0x6f, 0x5c])
})

test('draws icons after a picture has come, which shuts out most of what could be drawn', async () => {
	await photoOf(await plainPicture('jpeg'))
	// One whose icons nobody has asked for.
	const other = await openDesk(api, { clinic: clinicWith('#aa3355') })
	await keyFor(other)
	const { status, bytes } = await get(`${pathOf(other)}/icon-192.png`)
	assert.is(status, 200)
	assert.is((await sharp(bytes).metadata()).width, 192)
	const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
	const refused = await photoOf(svg).catch((error) => error.code)
	assert.is(refused, 'file_refused')
})

test('has a worker that reaches this clinic’s page and none beside it', async () => {
	const { headers, text } = await get(`${pathOf()}/worker.js`)
	assert.is(headers.get('service-worker-allowed'), pathOf())
	assert.match(headers.get('content-type') ?? '', 'text/javascript')
	// Asked for at every look, so that no old one is stuck.
	assert.is(headers.get('cache-control'), 'public, no-cache')
	for (const path of text.match(/\/widget\/v1\/[\w./-]+/g) ?? [])
		assert.is((await get(path)).status, 200, path)
})

test.run()
