import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { DatabaseClock } from '../../../api/database/database-clock.ts'

const clock = suite("the database's clock")

clock('stands in the middle of question and answer', () => {
	const ours = new DatabaseClock()
	assert.is(ours.now(0, -Infinity), undefined)
	ours.measure(5_000, 100, 110)
	assert.is(ours.now(200, 0), 5_095)
})

clock('believes a sharp answer more than a late one that agrees', () => {
	const ours = new DatabaseClock()
	ours.measure(5_000, 100, 102)
	ours.measure(6_000, 1_100, 1_700) // 300 off, were it believed
	assert.is(ours.now(2_000, 0), 6_899)
})

clock('follows a clock that was set', () => {
	const ours = new DatabaseClock()
	ours.measure(5_000, 100, 102)
	ours.measure(9_000, 1_100, 1_200)
	assert.is(ours.now(1_150, 0), 9_000)
})

clock('says nothing that was not confirmed lately', () => {
	const ours = new DatabaseClock()
	ours.measure(5_000, 100, 102)
	assert.is(ours.now(1_200, 200), undefined)
	ours.measure(6_100, 1_200, 1_400)
	assert.type(ours.now(1_500, 500), 'number')
})

clock.run()
