import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { spend } from '../../../api/appointments/consume.ts'
import type { Reservation } from '../../../api/availability/model.ts'

const test = suite('whether a hold’s places become the visit’s')

const place = (resourceId: string, lane = 0): Reservation => ({
	resourceId,
	lane,
	startsAt: 600,
	endsAt: 630,
})
const fits = (held: Reservation[], needed: Reservation[]) =>
	spend(
		{ id: 'hold', vetId: 'a', parts: held },
		{ vetId: 'a', startsAt: 600, endsAt: 630, reservations: needed },
	).fits

test('in whatever order and lane', () => {
	assert.is(fits([place('a'), place('b', 1)], [place('b'), place('a')]), true)
	assert.is(fits([place('a'), place('a', 1)], [place('a', 1), place('a', 2)]), true)
})

test('not when one resource is held twice and another not at all', () => {
	assert.is(fits([place('a'), place('a', 1)], [place('a'), place('b')]), false)
	assert.is(fits([place('a'), place('b')], [place('a'), place('a', 1)]), false)
})

test('not for fewer, more or other times', () => {
	assert.is(fits([place('a')], [place('a'), place('b')]), false)
	assert.is(fits([place('a'), place('b')], [place('a')]), false)
	assert.is(fits([place('a')], [{ ...place('a'), endsAt: 645 }]), false)
})

test.run()
