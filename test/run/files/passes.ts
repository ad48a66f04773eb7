import { suite } from 'uvu'

const test = suite('passes')
test('prints what looks like an end', () => {
	process.stdout.write('  Total:     900\n')
})
test.run()
