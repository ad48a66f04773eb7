import { suite } from 'uvu'

const test = suite('hooks')
test.before(() => {
	throw new Error('before all')
})
test('does not run', () => {})
test.run()
