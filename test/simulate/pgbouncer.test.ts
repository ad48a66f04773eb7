import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { testDatabase } from '../database.ts'
import { hasBouncer, startBouncer } from './bouncer.ts'
import { simulate } from './simulate.ts'

const test = suite('behind a pooler')

const size = { rounds: 1, steps: 10, owners: 6, staff: 3, clinics: 3, faults: false }

test('keeps clinics apart on two connections that serve them all in turn', async () => {
	if (!hasBouncer()) {
		process.stdout.write('skipped: there is no pgbouncer on this machine\n')
		return
	}
	const database = await testDatabase()
	const bouncer = await startBouncer(database.serverUrl, 2)
	try {
		const report = await simulate(database, {
			...size,
			seed: 'pooled',
			throughUrl: bouncer.url,
			holdsLocks: false,
		})
		assert.equal(report.findings.slice(0, 10), [], report.printed.slice(-3000))
		assert.ok((report.counts.booked ?? 0) > 5, 'something was booked')
		assert.ok((report.counts['messages sent'] ?? 0) > 0, 'messages were sent')
		assert.ok((report.counts['offers held'] ?? 0) > 0, 'free times were offered')
	} finally {
		await bouncer.stop()
		await database.close()
	}
})

test.run()
