import { suite } from 'uvu'

const test = suite('skips')
test.skip('not now')
test('is well', () => {})
test.run()
