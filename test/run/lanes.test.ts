import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Child } from './child.ts'
import { Lane } from './lanes.ts'
import { totals, totalsOf } from './totals.ts'

const test = suite('running test files')
let lane: Lane
test.before.each(() => {
	lane = new Lane()
})
test.after.each(async () => {
	await lane.close()
})

const run = (name: string) => lane.run(fileURLToPath(new URL(`files/${name}.ts`, import.meta.url)))

/** How each goes wrong: what it says, and how many passed and failed. */
const wrong: [name: string, says: RegExp, passed: number, failed: number][] = [
	['fails', /FAIL.*"is not well"[\s\S]*as it should/, 1, 1],
	['throws', /while it is loaded/, 0, 1],
	['leaves', /Exiting early/, 0, 1],
	['rejects', /that nobody hears/, 0, 1],
	['waits', /Exiting early/, 0, 1],
	['hooks', /hooks/, 0, 1],
	['nothing', /Total: +0/, 0, 1],
]

for (const [name, says, passed, failed] of wrong) {
	test(`counts what goes wrong in a file that ${name}, and none that comes after it`, async () => {
		const outcome = await run(name)
		assert.match(outcome.output, says)
		assert.equal(totalsOf(outcome), { passed, failed })
		assert.equal(totalsOf(await run('passes')), { passed: 1, failed: 0 })
	})
}

test('lets one that was skipped make up for no failure', async () => {
	assert.equal(totalsOf(await run('skips')), { passed: 1, failed: 0 })
	assert.equal(totals(1, 0, 0), { passed: 0, failed: 1 })
	assert.equal(totals(1, 3, 0), { passed: 3, failed: 1 })
	assert.equal(totals(1, 3, 2), { passed: 3, failed: 2 })
})

test('ends what runs for too long, and says what it did until then', async () => {
	const child = new Child('node', ['-e', 'console.log("working"); setInterval(() => {}, 1000)'])
	const { code, output } = await child.within(child.ended, 1500)
	assert.is(code, 1)
	assert.match(output, /working[\s\S]*ended after 1\.5 s/)
})

test.run()
