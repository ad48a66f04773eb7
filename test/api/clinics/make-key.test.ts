import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeKey } from '../../../api/clinics/keys.ts'
import { findKeyIn, hashKey } from '../../../api/http/keys.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { insertSmallClinic, type SmallClinic } from '../database/rows.ts'

const test = suite('keys made by command')
const run = promisify(execFile)
const SCRIPT = fileURLToPath(new URL('../../../api/make-key.ts', import.meta.url))
let database: TestDatabase
let clinic: SmallClinic

test.before(async () => {
	database = await testDatabase()
	clinic = await insertSmallClinic(database.server)
	await database.server.transaction(async (trx) => {
		await trx.raw('select set_tenant(?)', [clinic.clinicId])
		await trx.raw('select register_clinic(?, ?)', [clinic.clinicId, 'testwold'])
	})
})
test.after(() => database.close())

async function command(...args: string[]) {
	const env = { PATH: process.env.PATH, DATABASE_URL: database.serverUrl }
	const done = await run(process.execPath, [SCRIPT, ...args], { env }).catch((error) => error)
	const { code = 0, stdout, stderr } = done
	return { code, stdout, stderr }
}

test('prints a secret key once, and keeps its hash with what it may do', async () => {
	const args = ['--clinic', 'testwold', '--kind', 'secret', '--scopes', 'read,schedule:write']
	const { code, stdout, stderr } = await command(...args)
	assert.is(code, 0, stderr)
	const key = stdout.trim()
	assert.match(key, /^sk_[A-Za-z0-9_-]{43}$/)
	assert.not.ok(stderr.includes(key))
	const found = await findKeyIn(database.server)(hashKey(key))
	assert.is(found?.clinicId, clinic.clinicId)
	assert.is(found?.kind, 'secret')
	assert.equal(found?.scopes, ['read', 'schedule:write'])
	assert.equal(found?.allowedOrigins, [])
})

test('prints a publishable key for the pages named', async () => {
	const origins = 'https://a.example,https://b.example'
	const args = ['--clinic', 'testwold', '--kind', 'publishable', '--origins', origins]
	const { stdout } = await command(...args)
	const found = await findKeyIn(database.server)(hashKey(stdout.trim()))
	assert.is(found?.kind, 'publishable')
	assert.equal(found?.allowedOrigins, origins.split(','))
	assert.equal(found?.scopes, [])
})

test('refuses what it does not know, and makes nothing', async () => {
	const count = async () => (await database.owner('api_keys').count())[0]?.count
	const before = await count()
	const secret = ['--clinic', 'testwold', '--kind', 'secret']
	for (const args of [
		[],
		['--clinic', 'testwold'],
		['--clinic', 'testwold', '--kind', 'master'],
		[...secret, '--scopes', 'everything'],
		[...secret, '--origins', 'www.a.example'],
		['--clinic', 'nowhere', '--kind', 'secret'],
		['--clinic', 'testwold', '--kind', 'publishable', '--scopes', 'read'],
	]) {
		const { code, stdout, stderr } = await command(...args)
		assert.is(code, 1, args.join(' '))
		assert.is(stdout, '')
		assert.ok(stderr.length > 10)
	}
	assert.is(await count(), before)
	const key = {
		slug: 'nowhere',
		kind: 'secret',
		scopes: [],
		allowedOrigins: [],
		label: '',
	} as const
	const words = await makeKey(database.server, key).catch((error: Error) => error.message)
	assert.is(words, 'There is no clinic "nowhere"')
})

test.run()
