import { createHash } from 'node:crypto'
import { v7 } from 'uuid'

/** Numbers that look random and come out the same for the same seed. */
export interface Random {
	/** `[0, 1)`. */
	next(): number
	/** A whole number from `least` to `most`, both included. */
	whole(least: number, most: number): number
	/** True with this probability. */
	chance(probability: number): boolean
	/** @throws RangeError for an empty list */
	pick<T>(items: readonly T[]): T
	/** Picks more often what weighs more; weights need not add up to anything. */
	weighted<T>(items: readonly T[], weight: (item: T) => number): T
}

/** @example seeded('wrenfold/2027-01-04').whole(1, 6) // the same roll each time */
export function seeded(seed: string): Random {
	let state = digest(seed).readUInt32BE(0)
	const next = () => {
		// A 32-bit counter whose bits are mixed by two odd multiplications.
		state = (state + 0x9e3779b9) >>> 0
		let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
		mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
		return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
	}
	const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
	return {
		next,
		whole,
		chance: (probability) => next() < probability,
		pick: (items) => some(items[whole(0, items.length - 1)]),
		weighted: (items, weight) => {
			let left = next() * items.reduce((sum, item) => sum + weight(item), 0)
			for (const item of items) {
				left -= weight(item)
				if (left < 0) return item
			}
			return some(items.at(-1))
		},
	}
}

function some<T>(item: T | undefined): T {
	if (item === undefined) throw new RangeError('Nothing to pick from')
	return item
}

// Base rows sort before everything that is booked later.
const EPOCH = Date.UTC(2026, 0, 1)

/**
 * The id of a demonstration row: a UUIDv7 that depends on its name only, so that loading the same
 * thing again, or in two processes at once, meets the row that is there.
 *
 * @param at the time in the id, epoch milliseconds
 */
export function demoId(name: string, at: number = EPOCH): string {
	const bytes = digest(name)
	return v7({ msecs: at, seq: bytes.readUInt32BE(16), random: bytes.subarray(0, 16) })
}

// Everyday references: no look-alikes, no vowels, as for any other booking.
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ'
const REFERENCES = 28n ** 7n
const STRIDE = 6_700_417n // shares no factor with 28, so no two numbers meet

/** The booking reference of the nth demonstration visit: all different, none in a row. */
export function demoReference(n: number): string {
	let rest = (BigInt(n) * STRIDE + 9_876_543n) % REFERENCES
	let text = ''
	for (let i = 0; i < 7; i++, rest /= 28n) text += ALPHABET[Number(rest % 28n)]
	return text
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest()
}
