import { randomInt } from 'node:crypto'

// No 0/O and 1/I/L, which are mistaken when read aloud, and no vowels, so that no words come up.
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ'
const LENGTH = 7

/**
 * A new booking reference, such as `HKV7Q4K`: 13 thousand million of them a clinic. Nobody looks
 * whether it is free: the unique index does, and the booking then draws another.
 */
export function newReference(): string {
	return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}
