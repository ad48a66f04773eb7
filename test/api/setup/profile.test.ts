import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { type Desk, issuesOf, openDesk, secretKey, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'

const test = suite("a clinic's own profile")
const PATH = '/api/clinic/profile'
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
})
test.after(() => api.close())

const patch = (body: object, at = desk) => at.ask('PATCH', PATH, { body })
const shown = async (at = desk) => (await api.call(at.clinic, 'GET', '/api/customer/clinic')).body

test('is for whoever sets the clinic up', async () => {
	assert.is(
		told(await desk.ask('PATCH', PATH, { body: { name: 'X' }, key: null })),
		'401 key_missing',
	)
	const key = await secretKey(api, desk.clinic, ['read', 'schedule:write'])
	assert.is(told(await desk.ask('PATCH', PATH, { body: { name: 'X' }, key })), '403 forbidden')
	const nurse = await signedIn(api, desk.clinic, ['nurse'])
	assert.is(told(await nurse.ask('PATCH', PATH, { body: { name: 'X' } })), '403 forbidden')
	assert.is(told(await nurse.ask('GET', PATH)), '200')
})

const bad: [body: object, issues: string[]][] = [
	[{}, ['name invalid']],
	[{ name: 'X', slug: 'other' }, ['slug unknown_field']],
	[{ name: '' }, ['name invalid']],
	[{ phone: '12' }, ['phone invalid']],
	[{ phone: null }, ['phone wrong_type']],
	[{ phone: 'call us' }, ['phone invalid_phone']],
	[{ email: 'nobody' }, ['email invalid_format']],
	[{ website: 'javascript:alert(1)' }, ['website invalid_format']],
	...[
		'https://vets.example@evil.example/',
		'https://a:b@vets.example/',
		"https://x.example/'",
		'https://x.example/"onclick=',
		'https://x.example/a b',
		'https://x.example/a\\b',
	].flatMap((address): [object, string[]][] => [
		[{ website: address }, ['website not_plain']],
		[{ privacyUrl: address }, ['privacyUrl not_plain']],
	]),
	[{ privacyUrl: 'ftp://x.example/' }, ['privacyUrl invalid_format']],
	[{ hours: [{ weekday: 7, opens: '09:00', closes: '10:00' }] }, ['hours.0.weekday too_large']],
	[{ hours: [{ weekday: 0, opens: '10:00', closes: '09:00' }] }, ['hours.0.closes too_small']],
	[
		{
			hours: [
				{ weekday: 0, opens: '08:00', closes: '09:00' },
				{ weekday: 0, opens: '10:00', closes: '11:00' },
			],
		},
		['hours repeated'],
	],
	[{ outOfHours: { name: 'Night vets', phone: 'x y z' } }, ['outOfHours.phone invalid_phone']],
	[{ locale: 'english please' }, ['locale invalid_format']],
	...['zh-yue', 'en-GBR', 'qq-Zzzz-99', 'en-a', 'ii-klingon-klingon'].map(
		(locale): [object, string[]] => [{ locale }, ['locale unknown_language']],
	),
	[{ region: 'uk' }, ['region invalid_format']],
	...['UK', 'ZZ', 'AQ'].map((region): [object, string[]] => [
		{ region },
		['region unknown_country'],
	]),
	[
		{ retention: { callbackDays: 6, emergencyDays: 1826 } },
		['retention.callbackDays too_small', 'retention.emergencyDays too_large'],
	],
	[
		{ retention: { callbackDays: 7.5, recordDays: 7 } },
		[
			...['retention.callbackDays wrong_type', 'retention.emergencyDays required'],
			'retention.recordDays unknown_field',
		],
	],
	[{ currency: 'XYZ' }, ['currency unknown_currency']],
	[{ timeZone: 'Mars/Olympus' }, ['timeZone unknown_zone']],
	...['red', '#12', 'url(x)', '#fff;}', 'rgb(1 2 3) }', 'oklch(a b c)', 'var(--x)'].map(
		(accent): [object, string[]] => [{ accent }, ['accent invalid_colour']],
	),
]

test('names every bad field', async () => {
	for (const [body, issues] of bad) {
		assert.equal(issuesOf(await patch(body)), issues, JSON.stringify(body))
	}
})

test('shows owners at once what was changed, and leaves the rest alone', async () => {
	const before = (await desk.ask('GET', PATH)).body
	const change = {
		name: 'Bracken & Bury',
		phone: '020 7946 0199',
		address: ['9 Bracken Street', 'London'],
		hours: [{ weekday: 1, opens: '08:15', closes: '19:00' }],
		outOfHours: { name: 'Night vets', phone: '+442079460990', hours: 'All night' },
		parking: 'Behind the house',
		cancellationPolicy: 'Tell us a day before.',
		accent: 'oklch(0.48 0.09 182)',
	}
	const { status, body } = await patch(change)
	assert.is(status, 200)
	const outOfHours = { ...change.outOfHours, address: [], travelMinutes: null }
	assert.equal(body, { ...before, ...change, phone: '+442079460199', outOfHours })
	const clinic = await shown()
	for (const field of ['name', 'address', 'hours', 'parking', 'cancellationPolicy', 'accent']) {
		assert.equal(clinic[field], change[field as keyof typeof change], field)
	}
	assert.is(clinic.region, 'GB')
	assert.is(clinic.outOfHours.phone, '+442079460990')
	const cleared = await patch({ accent: null, outOfHours: null, parking: null })
	assert.equal(
		[cleared.body.accent, cleared.body.outOfHours, cleared.body.parking],
		[null, null, null],
	)
	assert.is((await shown()).accent, null)
	for (const accent of ['#abc', '#A1B2C3', 'rgb(31, 111, 92)', 'rgb(31 111 92 / 50%)']) {
		assert.is((await patch({ accent })).body.accent, accent)
	}
})

test('keeps its time zone while visits are booked', async () => {
	const own = await openDesk(api)
	const moved = await patch({ timeZone: 'Europe/Paris' }, own)
	assert.is(told(moved), '200')
	assert.is((await shown(own)).timeZone, 'Europe/Paris')
	const visit = await book(api, own.clinic)
	const refused = await patch({ timeZone: 'Europe/London', name: 'Not this' }, own)
	assert.is(told(refused), '409 time_zone_in_use')
	assert.equal(issuesOf(refused), ['timeZone in_use'])
	assert.is((await shown(own)).name, 'Brackenbury Vets')
	assert.is(told(await patch({ timeZone: 'Europe/Paris', name: 'This' }, own)), '200')
	const cancel = `/api/clinic/appointments/${visit.id}/cancel`
	assert.is(told(await own.ask('POST', cancel, { body: {} })), '200')
	assert.is(told(await patch({ timeZone: 'Europe/London' }, own)), '200')
})

test('says in the log which fields were changed, and not to what', async () => {
	const own = await openDesk(api)
	await patch({ name: 'Secretly renamed', about: 'x' }, own)
	const [row] = await own.clinic.run((trx) =>
		trx('audit_log').where({ clinic_id: own.clinic.id, action: 'clinic.changed' }),
	)
	assert.equal(row.data, { fields: ['name', 'about'] })
})

test('says for how long what was told by phone is kept, and in the log what that was before', async () => {
	const own = await openDesk(api)
	const { body: before } = await own.ask('GET', PATH)
	assert.equal(before.retention, { callbackDays: 90, emergencyDays: 90 })
	const retention = { callbackDays: 30, emergencyDays: 365 }
	const nurse = await signedIn(api, own.clinic, ['nurse'])
	assert.is(told(await nurse.ask('PATCH', PATH, { body: { retention } })), '403 forbidden')
	assert.equal((await patch({ retention }, own)).body, { ...before, retention })
	const [row] = await own.clinic.run((trx) =>
		trx('audit_log').where({ clinic_id: own.clinic.id, action: 'clinic.changed' }),
	)
	assert.equal(row.data.retention, { from: before.retention, to: retention })
})

test.run()
