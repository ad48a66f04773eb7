import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { minutesOf } from '../../../api/time/date.ts'
import {
	clip,
	gaps,
	intersect,
	isFree,
	merge,
	subtract,
	sweep,
} from '../../../api/time/interval.ts'

const test = suite('interval')

interface Case {
	id: string
	op: string
	input: [number, number][]
	free?: [number, number][]
	busy: [number, number][]
	expected: [number, number][]
	expected_count?: number
}
const table = JSON.parse(
	readFileSync(new URL('../../tables/slots-nettu.json', import.meta.url), 'utf8'),
) as { cases: Case[] }
const casesOf = (op: string) => table.cases.filter((row) => row.op === op)

test('merges as the table says', () => {
	for (const row of casesOf('merge')) {
		assert.equal(merge(row.input.flat()), row.expected.flat(), row.id)
	}
	for (const row of casesOf('merge_hhmm') as unknown as {
		input: string[][]
		expected: string[][]
	}[]) {
		assert.equal(merge(row.input.flat().map(minutesOf)), row.expected.flat().map(minutesOf))
	}
})

test('subtracts as the table says', () => {
	const generated = (count: number, from: number, to: number) =>
		Array.from({ length: count }, (_, i) => [10 * i + from, 10 * i + to]).flat()
	for (const row of casesOf('subtract')) {
		if (row.free)
			assert.equal(subtract(row.free.flat(), row.busy.flat()), row.expected.flat(), row.id)
		else {
			const left = subtract(generated(100, 5, 8), generated(200, 6, 7))
			assert.is(left.length / 2, row.expected_count, row.id)
		}
	}
})

/** Any pairs, also empty, touching and out of order. */
const pairs = fc
	.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 })), {
		maxLength: 12,
	})
	.map((list) => list.flatMap(([start, length]) => [start, start + length]))

/** How many of the pairs hold each minute from 0 to 79: the slow and obvious way. */
function depths(ranges: readonly number[]): number[] {
	return Array.from({ length: 80 }, (_, minute) => {
		let depth = 0
		for (let i = 0; i < ranges.length; i += 2) {
			if (ranges[i]! <= minute && minute < ranges[i + 1]!) depth++
		}
		return depth
	})
}

function assertNormal(ranges: readonly number[]): void {
	for (let i = 1; i < ranges.length; i++) assert.ok(ranges[i]! > ranges[i - 1]!, String(ranges))
}

test('agrees with counting minutes one by one', () => {
	fc.assert(
		fc.property(pairs, pairs, fc.integer({ min: 1, max: 4 }), (first, second, depth) => {
			const [a, b] = [merge(first), merge(second)]
			const [inA, inB] = [depths(first), depths(second)]
			const expectMinutes = (got: readonly number[], want: (minute: number) => boolean) => {
				assertNormal(got)
				assert.equal(
					depths(got).map(Boolean),
					inA.map((_, minute) => want(minute)),
				)
			}
			expectMinutes(a, (minute) => inA[minute]! > 0)
			expectMinutes(subtract(a, b), (minute) => inA[minute]! > 0 && !inB[minute])
			expectMinutes(intersect(a, b), (minute) => inA[minute]! > 0 && inB[minute]! > 0)
			expectMinutes(clip(a, 10, 30), (minute) => inA[minute]! > 0 && minute >= 10 && minute < 30)
			expectMinutes(gaps(a, 10, 30), (minute) => !inA[minute] && minute >= 10 && minute < 30)
			expectMinutes(sweep(first, depth), (minute) => inA[minute]! >= depth)
		}),
		{ numRuns: 2000 },
	)
})

test('finds whether a range is free', () => {
	fc.assert(
		fc.property(
			pairs,
			fc.integer({ min: 0, max: 60 }),
			fc.integer({ min: 1, max: 10 }),
			(list, at, length) => {
				const taken = depths(list).slice(at, at + length)
				assert.is(isFree(merge(list), at, at + length), !taken.some(Boolean))
			},
		),
		{ numRuns: 1000 },
	)
})

test('merges few and many ranges in any order, crowded or not, as a plain sort would', () => {
	const slowly = (ranges: [number, number][]) => {
		const out: [number, number][] = []
		for (const [start, end] of ranges.filter(([a, b]) => a < b).sort(([a], [b]) => a - b)) {
			const last = out.at(-1)
			if (last && start <= last[1]) last[1] = Math.max(last[1], end)
			else out.push([start, end])
		}
		return out.flat()
	}
	const start = fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.constantFrom(7, 8, -90_000_000))
	const range = fc.tuple(start, fc.integer({ min: 0, max: 60 }))
	// Above 500 ranges another way of sorting is taken.
	const lists = fc.oneof(
		fc.array(range, { maxLength: 120 }),
		fc.array(range, { minLength: 495, maxLength: 505, size: 'max' }),
	)
	fc.assert(
		fc.property(lists, (list) => {
			const ranges = list.map(([from, length]): [number, number] => [from, from + length])
			const given = ranges.flat()
			const before = [...given]
			assert.equal(merge(given), slowly(ranges))
			assert.equal(given, before, 'the ranges given stay as they are')
		}),
		{ numRuns: 300 },
	)
})

test.run()
