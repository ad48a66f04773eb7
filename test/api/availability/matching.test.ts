import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { assign, type Choice, type Want } from '../../../api/availability/matching.ts'
import { type Random, seeded } from '../../../api/clinics/demo/seed.ts'
import { processorTime } from '../../processor-time.ts'

const test = suite('serving several wants at once')

const want = (from: number, until: number, ...choices: string[]): Want => ({
	from,
	until,
	person: false,
	choices: choices.map((text) => ({ resourceId: text[0]!, lane: Number(text[1] ?? 0) })),
})
const names = (choices: Choice[] | null) =>
	choices?.map(({ resourceId, lane }) => `${resourceId}${lane}`).join(' ')

test('leaves the only room of one want to it, whoever comes first', () => {
	assert.is(names(assign([want(0, 30, 'a', 'b'), want(0, 30, 'a')])), 'b0 a0')
	assert.is(names(assign([want(0, 30, 'a'), want(0, 30, 'a', 'b')])), 'a0 b0')
})

test('gives one lane to two wants one after the other, never at once', () => {
	assert.is(names(assign([want(0, 30, 'a'), want(30, 60, 'a')])), 'a0 a0')
	assert.is(assign([want(0, 31, 'a'), want(30, 60, 'a')]), null)
	const lanes = names(assign([want(0, 31, 'a0', 'a1'), want(30, 60, 'a0', 'a1')]))
	assert.ok(lanes === 'a0 a1' || lanes === 'a1 a0', lanes)
})

test('has a person do one thing at a time, whatever their lanes', () => {
	const both = [want(0, 30, 'a0', 'a1'), want(0, 30, 'a0', 'a1')]
	assert.is(assign(both.map((one) => ({ ...one, person: true }))), null)
})

test('finds a way exactly when there is one', () => {
	const random = seeded('matching')
	const seen = { possible: 0, impossible: 0, greedy: 0 }
	for (let round = 0; round < 4000; round++) {
		const wants = someWants(random)
		const found = assign(wants)
		const possible = anyWay(wants, [])
		assert.is(found !== null, possible, JSON.stringify(wants))
		if (found) {
			found.forEach((choice, i) => {
				assert.ok(wants[i]!.choices.includes(choice))
				assert.ok(fits(wants, found.slice(0, i), choice), JSON.stringify([wants, found]))
			})
			if (!firstInTurn(wants)) seen.greedy++
		}
		seen[possible ? 'possible' : 'impossible']++
	}
	// The rounds are worth nothing if one outcome is rare, or if taking the first would do.
	assert.ok(Math.min(...Object.values(seen)) > 150, JSON.stringify(seen))
})

test('tells in milliseconds that eight people can not be found among seven', () => {
	const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
	const wants = Array.from({ length: 8 }, (_, i) => ({
		...want(i, 60, ...people),
		person: true,
	}))
	const begin = processorTime()
	assert.is(assign(wants), null)
	assert.ok(processorTime() - begin < 400)
})

function someWants(random: Random): Want[] {
	const people = random.chance(0.3)
	const lanes = random.whole(1, 2)
	return Array.from({ length: random.whole(1, 5) }, () => {
		const from = random.whole(0, 3)
		const all = ['a', 'b', 'c', 'd'].flatMap((resourceId) =>
			Array.from({ length: lanes }, (_, lane) => ({ resourceId, lane })),
		)
		const choices = all.filter(() => random.chance(0.35))
		return { from, until: from + random.whole(1, 3), person: people, choices }
	})
}

function fits(wants: readonly Want[], before: readonly Choice[], choice: Choice): boolean {
	const mine = wants[before.length]!
	return before.every((other, i) => {
		const { from, until, person } = wants[i]!
		const apart = until <= mine.from || mine.until <= from
		const same = person ? other.resourceId === choice.resourceId : isSame(other, choice)
		return apart || !same
	})
}

function isSame(a: Choice, b: Choice): boolean {
	return a.resourceId === b.resourceId && a.lane === b.lane
}

function anyWay(wants: readonly Want[], taken: Choice[]): boolean {
	const next = wants[taken.length]
	if (!next) return true
	return next.choices.some(
		(choice) => fits(wants, taken, choice) && anyWay(wants, [...taken, choice]),
	)
}

function firstInTurn(wants: readonly Want[]): boolean {
	const taken: Choice[] = []
	for (const want of wants) {
		const first = want.choices.find((choice) => fits(wants, taken, choice))
		if (!first) return false
		taken.push(first)
	}
	return true
}

test.run()
