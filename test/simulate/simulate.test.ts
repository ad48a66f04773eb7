import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { testDatabase } from '../database.ts'
import { planOf } from './plan.ts'
import { type SimulationOptions, simulate } from './simulate.ts'

const test = suite('simulation')

const size = { rounds: 1, steps: 8, owners: 4, staff: 2, clinics: 3, faults: true }
const small = { ...size, steps: 6, owners: 2, staff: 1, serial: true, servers: 1 }

async function run(options: SimulationOptions) {
	const database = await testDatabase()
	try {
		return await simulate(database, options)
	} finally {
		await database.close()
	}
}

async function holds(seed: string): Promise<void> {
	const { findings, counts, printed } = await run({ ...size, seed })
	assert.equal(findings.slice(0, 10), [], `seed ${seed}\n${printed.slice(-3000)}`)
	assert.ok((counts.booked ?? 0) > 0, 'something was booked')
}

test('a seed draws one plan, and another seed another', () => {
	assert.is(planOf('7', size).hash, planOf('7', size).hash)
	assert.is.not(planOf('7', size).hash, planOf('8', size).hash)
})

// New seeds are for `npm run simulate`: this run must not depend on a draw.
test('nothing is lost, doubled or left over: the fixed seed', () => holds('20261122'))

test('awaited step by step, a seed ends in the same state again', async () => {
	const [first, second] = [await run({ ...small, seed: '5' }), await run({ ...small, seed: '5' })]
	assert.equal(first.findings, [])
	assert.is(first.state, second.state)
	assert.ok((first.counts.booked ?? 0) > 0, 'something was booked')
})

test.run()
