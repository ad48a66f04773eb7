import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { implausibleChip } from '../../../api/contract/microchip.ts'

const test = suite('numbers of microchips')

// ISO 11784: a country (ISO 3166) or 900 to 998 for makers, then 38 bits.
const PLAUSIBLE = ['977200012345678', '826098765432109', '998000000000001', '004274877906943']
const IMPLAUSIBLE: [digits: string, why: RegExp][] = [
	['', /15 digits/],
	['97720001234567', /15 digits/],
	['9772000123456789', /15 digits/],
	['97720001234567A', /15 digits/],
	['٩٧٧200012345678', /15 digits/],
	['000200012345678', /first three/],
	['999200012345678', /first three/],
	['977000000000000', /maker gives.*last twelve/],
	['826274877906944', /country gives.*last twelve/],
	['826999999999999', /last twelve/],
]

test('takes what ISO 11784 can give to an animal', () => {
	for (const digits of PLAUSIBLE) assert.is(implausibleChip(digits), null, digits)
})

test('says what is wrong with the others', () => {
	for (const [digits, why] of IMPLAUSIBLE) assert.match(implausibleChip(digits) ?? '', why, digits)
})

test.run()
