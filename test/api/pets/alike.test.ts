import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { differenceOf, type Marks } from '../../../api/pets/alike.ts'

const test = suite('two animals of one name and kind')

const marks = (bornOn: string | null, more: Partial<Marks> = {}): Marks => ({
	...{ bornOn, isEstimated: false, microchip: null, ...more },
})
const about = { isEstimated: true }
const chip = (microchip: string) => ({ microchip })

const TABLE: [name: string, a: Marks, b: Marks, difference: ReturnType<typeof differenceOf>][] = [
	['nothing is known', marks(null), marks(null), null],
	['one birth is known', marks('2020-02-01'), marks(null), null],
	['born on one day', marks('2020-02-01'), marks('2020-02-01'), null],
	['born a day apart', marks('2020-02-01'), marks('2020-02-02'), 'birth'],
	['one birth is guessed, near', marks('2020-02-01', about), marks('2020-12-31'), null],
	['the other is', marks('2020-12-31'), marks('2020-02-01', about), null],
	['one is guessed, far', marks('2020-02-01', about), marks('2022-02-01'), 'birth'],
	['both are guessed, far', marks('2018-01-01', about), marks('2022-01-01', about), 'birth'],
	['one chip is known', marks(null, chip('9')), marks(null), null],
	['one chip', marks(null, chip('9')), marks(null, chip('9')), null],
	['other chips', marks('2020-02-01', chip('9')), marks('2020-02-01', chip('8')), 'microchip'],
]

for (const [name, a, b, difference] of TABLE) {
	test(name, () => {
		assert.is(differenceOf(a, b), difference)
		assert.is(differenceOf(b, a), difference)
	})
}

test.run()
