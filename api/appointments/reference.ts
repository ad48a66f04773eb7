import { randomInt } from 'node:crypto'
import type { Knex } from 'knex'
import { isReferenceTaken } from './queries.ts'

// No 0/O and 1/I/L, which are mistaken when read aloud, and no vowels, so that no words come up.
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ'
const LENGTH = 7

/** A new booking reference, such as `HKV7Q4K`: 13 thousand million of them a clinic. */
export function newReference(): string {
	return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** A reference that no visit of the clinic has had. The unique index has the last word. */
export async function freeReference(trx: Knex, clinicId: string): Promise<string> {
	for (;;) {
		const reference = newReference()
		if (!(await isReferenceTaken(trx, clinicId, reference))) return reference
	}
}
