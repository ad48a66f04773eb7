import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Hosted, keepHosted } from '../../../api/clinics/hosted/find.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Desk, openDesk, told } from '../hours/desk.ts'

const test = suite('the hosted booking page')
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	const clinic = {
		name: 'Bramble & <b>Sons</b>',
		settings: JSON.stringify({ accent: '#1f6f5c' }),
	}
	desk = await openDesk(api, { clinic })
})
test.after(() => api.close())

const get = async (path: string) => {
	const answer = await fetch(new URL(path, api.url))
	return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const pathOf = (at = desk) => `/book/c-${at.clinic.id}`
const makeKey = (label: string, native = false, at = desk) =>
	at.ask('POST', '/api/clinic/keys', { body: { kind: 'publishable', label, native } })

test('is not there for a clinic that nobody knows', async () => {
	for (const name of ['nowhere', 'No', '%00', '%ff', "a'b", 'a'.repeat(64)]) {
		const { status, text } = await get(`/book/${name}`)
		assert.ok(status === 404 || status === 400, `${name} ${status}`)
		assert.not.match(text, 'vetslot-booking')
	}
})

test('is not there without a key that may stand in a page, and says whom to call', async () => {
	const { status, text } = await get(pathOf())
	assert.is(status, 404)
	assert.match(text, 'tel:+442079460188')
	assert.not.match(text, 'vetslot-booking')
})

test('shows the element with the oldest key, in no frame but our own', async () => {
	// With an app's key anyone may write without an Origin: it stands in no page.
	const own = await openDesk(api, { clinic: { name: 'Bramble & <b>Sons</b>' } })
	const app = (await makeKey('App', true, own)).body
	const first = (await makeKey('Booking page', false, own)).body
	await makeKey('Website', false, own)
	const { status, headers, text } = await get(pathOf(own))
	assert.is(status, 200)
	assert.match(text, `<vetslot-booking clinic-key="${first.text}"`)
	assert.not.match(text, app.text)
	assert.match(text, 'Bramble &amp; &lt;b&gt;Sons&lt;/b&gt;')
	assert.not.match(text, '<b>')
	const policy = headers.get('content-security-policy') ?? ''
	assert.match(policy, "frame-ancestors 'self'")
	assert.match(policy, "script-src 'self'")
	const read = { key: first.text, headers: { Origin: api.url } }
	const clinic = await api.call(own.clinic, 'GET', '/api/customer/clinic', read)
	assert.is(told(clinic), '200')
})

test('has the colour of the brand, which can be nothing but a colour', async () => {
	const path = `${pathOf()}/brand.css`
	const css = await get(path)
	assert.is(css.text, ':root { --vetslot-accent: #1f6f5c }\n')
	assert.match(css.headers.get('content-type') ?? '', 'text/css')
	const settings = JSON.stringify({ accent: 'red } body { display: none' })
	const odd = await openDesk(api, { clinic: { settings } })
	assert.is((await get(`${pathOf(odd)}/brand.css`)).text, '')
	assert.is((await get('/widget/v1/hosted.css')).status, 200)
})

test('only the console may show it in a frame', async () => {
	const policy = (await get('/clinic')).headers.get('content-security-policy') ?? ''
	assert.match(policy, "frame-src 'self'")
	assert.match(policy, "frame-ancestors 'none'")
})

test('asks the database about a name once in five seconds, found or not', async () => {
	const asked: string[] = []
	const find = keepHosted(async (slug) => {
		asked.push(slug)
		return slug === 'here' ? ({ name: 'Here' } as Hosted) : null
	})
	const all = await Promise.all(['here', 'here', 'gone', 'gone'].map(find))
	assert.equal(all, [{ name: 'Here' }, { name: 'Here' }, null, null])
	assert.equal([(await find('here'))?.name, await find('gone')], ['Here', null])
	assert.equal(asked, ['here', 'gone'])
})

test.run()
