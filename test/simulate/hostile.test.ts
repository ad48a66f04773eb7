import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../api/database/ids.ts'
import { hashKey } from '../../api/http/keys.ts'
import { parseRule } from '../../api/time/recurrence.ts'
import { zoneOf } from '../../api/time/zone.ts'
import { startApi, type TestApi } from '../api/api.ts'
import { type BookableClinic, makeBookableClinic } from '../factories.ts'
import { callOnce } from './caller.ts'
import type { Call } from './told.ts'

const test = suite('hostile input')

let api: TestApi
let clinic: BookableClinic & Pick<Call['clinic'], 'secret'>

test.before(async () => {
	api = await startApi()
	const made = await makeBookableClinic(api.db)
	const secret = `sk_test_${'h'.repeat(40)}`
	await made.run((trx) =>
		trx.raw(`select create_api_key(?, ?, decode(?, 'hex'), 'secret', '{}', ?, false, 'hostile')`, [
			newId(),
			made.id,
			hashKey(secret),
			['read', 'schedule:write'],
		]),
	)
	clinic = { ...made, secret }
})
test.after(() => api.close())

const RULES = [
	'FREQ=SECONDLY',
	'FREQ=MINUTELY;COUNT=99999999',
	'FREQ=HOURLY',
	'FREQ=DAILY;INTERVAL=0',
	'FREQ=DAILY;INTERVAL=-1',
	'FREQ=DAILY;INTERVAL=99999999999999999999',
	'FREQ=DAILY;COUNT=1e9',
	'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
	'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;COUNT=4000000000',
	'FREQ=MONTHLY;BYDAY=6MO',
	'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO',
	'FREQ=WEEKLY;BYSETPOS=999;BYDAY=MO',
	`FREQ=YEARLY;BYYEARDAY=${Array.from({ length: 366 }, (_, i) => i + 1).join()};BYHOUR=0,1,2,3`,
	'FREQ=DAILY;UNTIL=99999999T000000Z',
	'FREQ=DAILY;UNTIL=00000000',
	'FREQ=DAILY;FREQ=WEEKLY',
	'DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY',
	'FREQ=DAILY;TZID=Europe/London',
	'RRULE:RRULE:FREQ=DAILY',
	`FREQ=DAILY;${'BYDAY=MO;'.repeat(40)}`,
	'FREQ=',
	';;;;',
	'FREQ=DAILY;BYMINUTE=0,1,2',
	'\u0000FREQ=DAILY',
]

const DATES = [
	'0000-00-00',
	'2026-02-30',
	'9999-12-31',
	'-271821-04-20',
	'1899-12-31',
	'2200-01-01',
]
const TIMES = ['24:00', '25:61', '-1:00', '12', '12:00:00', ' 12:00', '１２:００']
const STARTS = [
	'2026-13-01T00:00:00Z',
	'2026-01-01T00:00:00',
	'+275760-09-13T00:00:00.001Z',
	'2026-01-01T25:00:00Z',
	'2026-01-01T00:00:00+99:99',
	'1e99',
]

const staff = (path: string, body: unknown): Call => ({
	clinic: clinic as Call['clinic'],
	method: 'POST',
	path: `/api/clinic/${path}`,
	body,
	intent: `${newId()}${newId()}`,
	asStaff: true,
})

const hours = { startTime: '09:00', endTime: '17:00', effectiveFrom: '2027-01-01' }
const scheduleOf = (differences: object) =>
	staff('schedules', { resourceId: clinic.vets[0], rrule: 'FREQ=DAILY', ...hours, ...differences })
const overrideOf = (differences: object) =>
	staff('overrides', {
		resourceId: clinic.vets[0],
		type: 'unavailable',
		rrule: 'FREQ=DAILY',
		anchorDate: '2027-01-01',
		...differences,
	})

function availability(query: string): Call {
	const path = `/api/customer/clinics/${clinic.id}/availability?${query}`
	return { clinic: clinic as Call['clinic'], method: 'GET', path }
}

function holdAt(start: string): Call {
	const body = {
		appointmentTypeId: clinic.types.check,
		visit: { species: 'dog', pets: 1, problems: 1, amber: false },
		start,
		veterinarianId: null,
	}
	const intent = `${newId()}${newId()}`
	return {
		clinic: clinic as Call['clinic'],
		method: 'POST',
		path: '/api/customer/holds',
		body,
		intent,
	}
}

function hostileCalls(): Call[] {
	const type = `appointmentTypeId=${clinic.types.check}`
	return [
		...RULES.flatMap((rrule) => [scheduleOf({ rrule }), overrideOf({ rrule })]),
		...DATES.flatMap((date) => [
			scheduleOf({ effectiveFrom: date }),
			overrideOf({ anchorDate: date }),
			availability(`${type}&date=${encodeURIComponent(date)}`),
			availability(`${type}&from=2027-01-01&to=${encodeURIComponent(date)}`),
		]),
		...TIMES.map((startTime) => scheduleOf({ startTime })),
		...STARTS.map(holdAt),
		scheduleOf({ effectiveFrom: '2027-01-02', effectiveUntil: '2027-01-01' }),
		scheduleOf({ breaks: Array.from({ length: 500 }, () => ({ start: '10:00', end: '10:05' })) }),
		scheduleOf({ lanes: 1e9 }),
		scheduleOf({ stepMinutes: 0 }),
		overrideOf({ effectiveUntil: '1900-01-01' }),
		availability(`${type}&from=1900-01-01&to=2199-12-31`),
		availability(`${type}&from=2027-01-01&to=2026-01-01`),
		availability(`duration=999999999&date=2027-01-01`),
		availability(`duration=0&date=2027-01-01`),
		availability(`${type}&date=2027-01-01&pets=${'9'.repeat(200)}`),
	]
}

test('refuses every hostile rule, range and clock with a reason of its own', async () => {
	for (const call of hostileCalls()) {
		const { status, body } = await callOnce(api.url, call)
		const what = `${call.method} ${call.path} ${JSON.stringify(call.body ?? '').slice(0, 200)}`
		assert.ok(status >= 400 && status < 500, `${status} for ${what}`)
		assert.ok(body.issues?.length > 0, `names no field: ${what} ${JSON.stringify(body)}`)
	}
	const { rows } = await api.database.owner.raw(
		'select count(*)::int as rules from vet_availability_overrides',
	)
	assert.is(rows[0].rules, 0)
	assert.not.match(api.logged(), '"status":500')
})

test('a thousand of them cost neither time nor memory', async () => {
	const calls = hostileCalls()
	const work = async (count: number) => {
		for (let i = 0; i < count; i++) await callOnce(api.url, calls[i % calls.length] as Call)
	}
	await work(calls.length)
	const before = usedAfterCollection()
	const begun = performance.now()
	await work(1000)
	// A rule that was expanded before it was refused would take seconds each.
	assert.ok((performance.now() - begun) / 1000 < 100, 'a tenth of a second each, on any machine')
	assert.ok(usedAfterCollection() - before < 30 * 2 ** 20, 'memory stays flat')
})

test('the parts behind it refuse without expanding anything', () => {
	const begun = performance.now()
	for (let i = 0; i < 50; i++) {
		for (const text of RULES) assert.throws(() => parseRule(text, '2027-01-01'), undefined, text)
		for (const name of ['', 'Mars/Olympus', '../../etc/passwd', '+99:99', 'x'.repeat(10_000)]) {
			assert.throws(() => zoneOf(name))
		}
	}
	assert.ok(performance.now() - begun < 5000)
})

function usedAfterCollection(): number {
	setFlagsFromString('--expose-gc')
	const collect = runInNewContext('gc') as () => void
	collect()
	return process.memoryUsage().heapUsed
}

test.run()
