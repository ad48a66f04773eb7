import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { type Morning, morning } from './clinic.ts'

const test = suite('an emergency shortly before midnight')
let api: TestApi
let desk: Morning

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	desk = await morning(api, { clinic: { time_zone: eveningZone() } })
	await desk.clinic.run((trx) =>
		trx('vet_schedules')
			.where({ clinic_id: desk.clinic.id })
			.update({ start_time: '18:00', end_time: '08:00' }),
	)
})
test.after(() => api.close())

/** A zone in which the evening has begun, whatever the hour is here: midnight is 3 to 4 hours off. */
function eveningZone(): string {
	const east = 20 - new Date().getUTCHours()
	const offset = east > 14 ? east - 24 : east
	return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`
}

/** The next midnight there is a whole hour everywhere. */
const midnight = () => {
	const hour = 3_600_000
	return (Math.floor(Date.now() / hour) + 4) * hour
}

const fromMidnight = (minutes: number) => new Date(midnight() + minutes * 60_000).toISOString()

const arriving = (minutes: number) => ({
	arrivesInMinutes: Math.ceil((midnight() - Date.now()) / 60_000) + minutes,
})

const instant = (text: string) => new Date(text).toISOString()

test('asks a visit of the next day to give way, and can be carried out', async () => {
	const next = await desk.book(0, 0, { start: fromMidnight(0) })
	const id = await desk.record(arriving(-20))
	const [best] = (await desk.plan(id)).proposals
	assert.equal([best?.kind, instant(best!.start)], ['rearranged', fromMidnight(-20)])
	assert.equal(
		best?.moves.map((move) => [move.appointmentId, instant(move.to.start)]),
		[[next.id, fromMidnight(10)]],
	)
	const done = await desk.approve(id, best?.approve)
	assert.is(told(done), '200')
})

test('finds the vet who is free soon after midnight', async () => {
	await desk.book(0, 0, { start: fromMidnight(-30) })
	await desk.book(0, 0, { start: fromMidnight(0) })
	const id = await desk.record({ ...arriving(-23), severity: 'urgent' })
	const gap = (await desk.plan(id)).proposals.at(-1)
	assert.equal([gap?.kind, instant(gap!.start)], ['gap', fromMidnight(30)])
	assert.is(told(await desk.approve(id, gap?.approve)), '200')
})

test.run()
