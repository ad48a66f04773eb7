import { suite } from 'uvu'

const test = suite('waits')
test('for what never comes', () => new Promise(() => {}))
test.run()
