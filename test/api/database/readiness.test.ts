import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { migrateLatest } from '../../../api/database/migrate.ts'
import { readiness } from '../../../api/database/readiness.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const test = suite('readiness')
let database: TestDatabase

test.before(async () => {
	database = await testDatabase({ empty: true })
})
test.after(() => database.close())

test('is missing while migrations are pending, and looks for them no longer than needed', async () => {
	const ready = readiness(database.server)
	await ready().then(
		() => assert.unreachable(),
		(error) => assert.match(error.message, /^\d+ migrations are pending$/),
	)
	await migrateLatest(database.owner)
	await ready()
	const seen: string[] = []
	database.server.on('query', ({ sql }) => seen.push(sql))
	await ready()
	assert.equal(seen, ['select 1'])
})

test('is missing when the database is', async () => {
	const gone = await testDatabase()
	const ready = readiness(gone.server)
	await ready()
	await gone.close()
	await ready().then(
		() => assert.unreachable(),
		() => {},
	)
})

test.run()
