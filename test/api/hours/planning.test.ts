import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { signedIn } from '../staff/staff.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from './desk.ts'

const test = suite('planning hours')
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
})
test.after(() => api.close())

const preview = (query: Record<string, string>) =>
	desk.ask('GET', `/api/clinic/rule-dates?${new URLSearchParams(query)}`)
const holidays = (query: string) => desk.ask('GET', `/api/clinic/holidays?${query}`)
const close = (body: object, of = desk) => of.ask('POST', '/api/clinic/holidays', { body })

test('names what is wrong with a rule', async () => {
	const rule = { rrule: 'FREQ=DAILY', anchorDate: '2027-01-05' }
	const cases: [Record<string, string>, string[]][] = [
		[{}, ['anchorDate required', 'rrule required']],
		[{ ...rule, rrule: 'FREQ=SECONDLY' }, ['rrule frequency_not_allowed']],
		[{ ...rule, rrule: 'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2' }, ['rrule never_happens']],
		[{ ...rule, startTime: '08:00' }, ['endTime invalid']],
		[{ ...rule, limit: '61' }, ['limit too_large']],
		[{ ...rule, anchorDate: '2027-02-30' }, ['anchorDate invalid_format']],
	]
	for (const [query, expected] of cases) {
		assert.equal(issuesOf(await preview(query)).sort(), expected, JSON.stringify(query))
	}
})

test('lists the next dates of a rule with their instants', async () => {
	const { body } = await preview({
		rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
		anchorDate: '2027-03-09',
		startTime: '08:00',
		endTime: '13:00',
		limit: '3',
	})
	assert.equal(body.timeZone, 'Europe/London')
	assert.is(body.more, true)
	assert.equal(
		body.dates.map((one: { start: string }) => one.start),
		['2027-03-09T08:00:00+00:00', '2027-03-23T08:00:00+00:00', '2027-04-06T08:00:00+01:00'],
	)
	assert.is(body.dates[2].end, '2027-04-06T13:00:00+01:00')
	const ended = await preview({
		rrule: 'FREQ=YEARLY',
		anchorDate: '2028-02-29',
		until: '2040-12-31',
	})
	assert.equal(
		ended.body.dates.map((one: { date: string }) => one.date),
		['2028-02-29', '2032-02-29', '2036-02-29', '2040-02-29'],
	)
	assert.is(ended.body.more, false)
})

test('says what a change of the clocks does to the times', async () => {
	const notes = async (anchorDate: string, startTime: string, endTime: string) => {
		const once = { rrule: 'FREQ=DAILY;COUNT=1', anchorDate, from: anchorDate }
		const { body } = await preview({ ...once, startTime, endTime })
		return body.dates[0].notes.map((one: { message: string }) => one.message)
	}
	assert.equal(await notes('2027-03-28', '01:30', '05:00'), [
		'01:30 does not exist on 28 March 2027; it begins at 02:30.',
	])
	assert.equal(await notes('2027-03-27', '22:00', '01:15'), [
		'01:15 does not exist on 28 March 2027; it ends at 02:15.',
	])
	assert.equal(await notes('2027-10-31', '01:00', '01:59'), [
		'01:00 comes twice on 31 October 2027; it begins the first time.',
		'01:59 comes twice on 31 October 2027; it ends the first time.',
	])
	assert.equal(await notes('2027-10-31', '00:59', '02:00'), [])
	assert.equal(await notes('2027-03-28', '00:59', '02:00'), [])
})

test('refuses countries and regions that are none', async () => {
	assert.equal(issuesOf(await holidays('')), ['year required'])
	assert.equal(issuesOf(await holidays('year=1999')), ['year too_small'])
	assert.equal(issuesOf(await holidays('year=2027&country=gb')), ['country invalid_format'])
	assert.equal(issuesOf(await holidays('year=2027&country=XX')), ['country unknown_place'])
	assert.equal(issuesOf(await holidays('year=2027&country=GB&region=BY')), ['region unknown_place'])
	assert.equal(issuesOf(await close({ country: 'GB', days: [] })), ['days too_few'])
})

test('knows the holidays where the clinic is', async () => {
	const { body } = await holidays('year=2027')
	assert.equal([body.country, body.region], ['GB', null])
	assert.ok(body.regions.some((one: { code: string }) => one.code === 'SCT'))
	const dates = async (query: string) => {
		const answer = await holidays(query)
		return answer.body.days.map((one: { date: string }) => one.date)
	}
	const english = await dates('year=2027&region=ENG')
	assert.equal(english, [
		...['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30'],
		...['2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28'],
	])
	assert.ok((await dates('year=2027&region=SCT')).includes('2027-11-30'))
	assert.ok((await dates('year=2027&country=US')).includes('2027-11-25'))
	assert.match(body.attribution, /date-holidays/)
})

test('closes the clinic on the days chosen, each once', async () => {
	const days = [
		{ date: dayIn(20), name: 'Feast of the Otter' },
		{ date: dayIn(21), name: 'Second Otter Day' },
	]
	const dry = await desk.ask('POST', '/api/clinic/holidays?dryRun=true', {
		body: { country: 'GB', region: 'ENG', days },
	})
	assert.is(dry.body.days.length, 2)
	const list = async () => {
		const range = `from=${dayIn(19)}&to=${dayIn(22)}`
		return (await desk.ask('GET', `/api/clinic/overrides?${range}`)).body.overrides
	}
	assert.equal(await list(), [])
	const [first] = days
	await close({ country: 'GB', region: 'ENG', days: [first] })
	const { body } = await close({ country: 'GB', region: 'ENG', days: [...days, first] })
	assert.equal(
		body.days.map((one: { name: string }) => one.name),
		['Feast of the Otter', 'Second Otter Day'],
	)
	const made = await list()
	assert.is(made.length, 2)
	assert.equal([made[0].type, made[0].resourceId, made[0].startTime], ['unavailable', null, null])
	const [{ overrideId }] = body.days
	await desk.ask('DELETE', `/api/clinic/overrides/${overrideId}`)
	assert.is((await list()).length, 1)
})

test('a holiday strands visits, and says so before it closes anything', async () => {
	const visit = await book(api, desk.clinic, { start: at(dayIn(8), '10:00') })
	const body = { country: 'GB', days: [{ date: dayIn(8), name: 'A day' }] }
	const refused = await close(body)
	assert.is(told(refused), '409 visits_stranded')
	assert.is(refused.body.stranded[0].id, visit.id)
	assert.is(told(await close({ ...body, allowStranded: true })), '200')
})

test('a nurse may look and not close', async () => {
	const nurse = await signedIn(api, desk.clinic, ['nurse'])
	assert.is(told(await nurse.ask('GET', '/api/clinic/holidays?year=2027')), '200')
	const body = { country: 'GB', days: [{ date: dayIn(30), name: 'A day' }] }
	assert.is(told(await nurse.ask('POST', '/api/clinic/holidays', { body })), '403 forbidden')
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
