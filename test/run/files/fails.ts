import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('fails')
test('is well', () => {})
test('is not well', () => assert.unreachable('as it should'))
test.run()
