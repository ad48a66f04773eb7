import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type TestDatabase, testDatabase } from '../../database.ts'

const test = suite('clinics made by command')
const run = promisify(execFile)
const SCRIPT = fileURLToPath(new URL('../../../api/make-clinic.ts', import.meta.url))
let database: TestDatabase

test.before(async () => {
	database = await testDatabase()
})
test.after(() => database.close())

async function command(...args: string[]) {
	const { PATH } = process.env
	const env = { PATH, DATABASE_URL: database.serverUrl, PUBLIC_URL: 'https://book.example/' }
	const done = await run(process.execPath, [SCRIPT, ...args], { env }).catch((error) => error)
	const { code = 0, stdout, stderr } = done
	return { code, stdout, stderr }
}

const who = ['--admin-email', 'jo@oakfield.example', '--admin-name', 'Jo Ash']
const where = [
	'--time-zone',
	'Europe/London',
	'--currency',
	'GBP',
	'--locale',
	'en-GB',
	'--phone',
	'020 7946 0142',
]

test('refuses what it does not understand, and names it', async () => {
	assert.match((await command()).stderr, 'npm run clinic -- create')
	assert.match((await command('destroy')).stderr, 'npm run clinic -- create')
	const { code, stderr } = await command(
		'create',
		'--slug',
		'Oak Field',
		'--name',
		'Oakfield',
		...who,
	)
	assert.is(code, 1)
	assert.match(stderr, '--slug: Must be the name in the address')
	assert.match(stderr, '--time-zone: ')
})

test('makes a clinic once, says how it is reached, and lists it', async () => {
	const args = ['create', '--slug', 'oakfield', '--name', 'Oakfield Vets', ...where, ...who]
	const { code, stdout, stderr } = await command(...args)
	assert.is(code, 0, stderr)
	assert.match(stdout, 'https://book.example/book/oakfield')
	assert.match(stdout, /pk_[A-Za-z0-9_-]{43}/)
	const again = await command(...args)
	assert.is(again.code, 1)
	assert.match(again.stderr, 'Another clinic is called "oakfield" in addresses')
	assert.match((await command('list')).stdout, /^oakfield\tOakfield Vets\t[0-9a-f-]{36}\n$/)
	const { rows } = await database.owner.raw('select kind, status from notifications')
	assert.equal(rows, [{ kind: 'staff_invited', status: 'pending' }])
})

test.run()
