import { randomBytes } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { requireServerKey } from '../../../api/database/server-key.ts'
import { StartupError } from '../../../api/database/startup-error.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const test = suite('the key that a database is served with')
let database: TestDatabase

test.before(async () => {
	database = await testDatabase()
})
test.after(() => database.close())

const serve = (key: Uint8Array) => requireServerKey(database.server, key, 'SERVER_KEY')
const refused = (key: Uint8Array) =>
	serve(key).then(
		() => assert.unreachable('another key was taken'),
		(error) => error,
	)

test('is noted at the first start, of two at once too, and asked for ever after', async () => {
	const [ours, other] = [randomBytes(32), randomBytes(32)]
	await Promise.all([serve(ours), serve(ours), serve(ours)])
	await serve(ours)
	const error = await refused(other)
	assert.instance(error, StartupError)
	assert.match(error.message, /^SERVER_KEY is another key than this database has been served with/)
	await serve(ours)
})

test('can be another one once the owner of the tables has said so, and nobody else can', async () => {
	const next = randomBytes(32)
	const denied = await database.server.raw('delete from server_key').catch((error) => error)
	assert.is(denied.code, '42501')
	await database.owner.raw('delete from server_key')
	await serve(next)
	await refused(randomBytes(32))
})

test('is not to be read from what was noted', async () => {
	const key = randomBytes(32)
	await database.owner.raw('delete from server_key')
	await serve(key)
	const { fingerprint } = await database.owner('server_key').first()
	for (const form of ['hex', 'base64url'] as const) {
		assert.not.ok(key.toString(form).includes(fingerprint.slice(0, 8)))
	}
})

test.run()
