import { timingSafeEqual } from 'node:crypto'
import { macBy } from './mac.ts'

/** Which code: that of a row of `one_time_codes`. */
export interface CodeRow {
	clinicId: string
	id: string
}

const PURPOSE = 'vetslot one-time code 1\0'
/** Crockford's: nothing that is misread, so no I, L, O and U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The six digits of a row: computed from its id when they are sent, and never stored. */
export function digitsOf(serverKey: Uint8Array, row: CodeRow): string {
	// Of 48 bits the remainder by a million leans to no number that anyone could notice.
	return String(bytesOf(serverKey, row, 'digits').readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

/** The same for codes that are kept on paper: ten letters, 50 bits, in two groups. */
export function lettersOf(serverKey: Uint8Array, row: CodeRow): string {
	const letters = [...bytesOf(serverKey, row, 'letters').subarray(0, 10)]
	const text = letters.map((byte) => LETTERS[byte % LETTERS.length]).join('')
	return `${text.slice(0, 5)}-${text.slice(5)}`
}

/** Compares two codes of one length in the same time wherever they differ. */
export function sameCode(one: string, other: string): boolean {
	const [a, b] = [Buffer.from(one), Buffer.from(other)]
	return a.length === b.length && timingSafeEqual(a, b)
}

function bytesOf(serverKey: Uint8Array, { clinicId, id }: CodeRow, form: string): Buffer {
	return macBy(serverKey).update(`${PURPOSE}${form}\0${clinicId}\0${id}`).digest()
}
