import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { connect } from '../../../api/database/connect.ts'
import { newId } from '../../../api/database/ids.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { createVersionPoll, type VersionPoll } from '../../../api/database/version-poll.ts'
import { bumpVersion } from '../../../api/database/versions.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { insertSmallClinic } from './rows.ts'

const poll = suite('the poll of versions')
let database: TestDatabase
let db: Knex
let versions: VersionPoll
let clinics: string[]
/** The ids that each statement so far asked about. */
let statements: string[][]
let failures: number

poll.before(async () => {
	database = await testDatabase()
	const made = [1, 2, 3].map(() => insertSmallClinic(database.server))
	clinics = (await Promise.all(made)).map(({ clinicId }) => clinicId)
	await Promise.all(clinics.map(bump))
})
poll.after(() => database.close())
poll.before.each(() => {
	// A pool of its own, as the product has it.
	db = connect({ url: database.serverUrl, poolSize: 1, answerWithin: 300 })
	statements = []
	failures = 0
	db.on('query', ({ bindings }) => statements.push(bindings[0]))
	versions = createVersionPoll({ db, onError: () => failures++ })
	versions.start()
})
poll.after.each(async () => {
	await versions.stop()
	await db.destroy()
})

const bump = (clinicId: string) =>
	inTenant(database.server, clinicId, (trx) => bumpVersion(trx, clinicId))
const [first, second, third] = [0, 1, 2].map((i) => () => clinics[i] as string) as [
	() => string,
	() => string,
	() => string,
]

async function until(holds: () => boolean, milliseconds = 3000): Promise<number> {
	const since = performance.now()
	while (!holds()) {
		if (performance.now() - since > milliseconds) throw new Error('Not in time')
		await pause(5)
	}
	return performance.now() - since
}

poll('asks nothing while nobody is interested, and begins when somebody is', async () => {
	await pause(700)
	assert.is(statements.length, 0)
	assert.is(versions.seen(first()), undefined)
	assert.is(versions.databaseNow(), undefined)
	versions.want(first())
	await until(() => versions.seen(first()) !== undefined)
	assert.equal(statements[0], [first()])
})

poll('sees every change within a second of its commit', async () => {
	versions.want(first())
	for (let i = 0; i < 4; i++) {
		const version = await bump(first())
		assert.ok((await until(() => versions.seen(first()) === version)) < 1000)
		await pause(i * 130) // at other moments of the interval
	}
})

poll('asks about many clinics in one statement', async () => {
	for (const clinic of clinics) versions.want(clinic)
	await until(() => clinics.every((clinic) => versions.seen(clinic) !== undefined))
	const before = statements.length
	await pause(1200)
	assert.equal(statements.at(-1)?.sort(), [...clinics].sort())
	assert.ok(statements.length - before <= 3)
})

poll('knows nothing of a clinic that does not exist, and tells the time all the same', async () => {
	const nobody = newId()
	versions.want(nobody)
	await until(() => versions.databaseNow() !== undefined)
	assert.is(versions.seen(nobody), undefined)
})

poll('tells a listener the version, then changes only, and stops with the last', async () => {
	const told: number[] = []
	const end = versions.subscribe(second(), (version) => told.push(version))
	assert.ok((await until(() => told.length === 1)) < 400)
	await pause(1200)
	assert.is(told.length, 1)
	const version = await bump(second())
	assert.ok((await until(() => told.length === 2)) < 1000)
	assert.is(told[1], version)
	const late: number[] = []
	const endLate = versions.subscribe(second(), (seen) => late.push(seen))
	await until(() => late.length === 1)
	assert.is(told.length, 2)
	end()
	endLate()
	await bump(second())
	await pause(700)
	const before = statements.length
	await pause(1200)
	assert.is(statements.length, before)
	assert.is(told.length + late.length, 3)
})

poll('knows nothing while the database hangs, and all again a moment later', async () => {
	versions.want(third())
	await until(() => versions.seen(third()) !== undefined)
	const blocked = await database.owner.transaction()
	await blocked.raw('lock table availability_versions in access exclusive mode')
	try {
		assert.ok((await until(() => versions.seen(third()) === undefined)) < 1100)
		assert.is(versions.databaseNow(), undefined)
		await until(() => failures > 0)
		await pause(1500)
		assert.is(failures, 1) // said once, not twice a second
	} finally {
		await blocked.rollback()
	}
	await until(() => versions.seen(third()) !== undefined)
})

poll("follows the database's clock, not this machine's", async () => {
	versions.want(first())
	await until(() => versions.databaseNow() !== undefined)
	const asked = versions.databaseNow() as number
	const { rows } = await database.server.raw('select statement_timestamp() as now')
	assert.ok(Math.abs(rows[0].now.getTime() - asked) < 100)
	const { now } = Date
	try {
		Date.now = () => 0
		assert.ok(Math.abs((versions.databaseNow() as number) - asked) < 1000)
	} finally {
		Date.now = now
	}
})

poll('passes nothing on that is older than a second after it was stopped', async () => {
	versions.want(first())
	await until(() => versions.seen(first()) !== undefined)
	await versions.stop()
	await until(() => versions.seen(first()) === undefined, 1100)
	const before = statements.length
	versions.want(first())
	await pause(700)
	assert.is(statements.length, before)
})

poll('looks at once when asked, and once for all who ask meanwhile', async () => {
	const before = statements.length
	const looks = [first(), second(), first(), newId()].map((id) => versions.look(id))
	const [one, two, same, none] = await Promise.all(looks)
	assert.is(statements.length - before, 1)
	assert.equal(same, one)
	assert.is(none, undefined)
	assert.ok(Math.abs((two?.now ?? 0) - Date.now()) < 60_000)
	await bump(first())
	// What is asked for while a look is under way is not answered by that look.
	const early = versions.look(first())
	await bump(first())
	const late = versions.look(first())
	await early
	assert.is((await late)?.version, (one?.version ?? 0) + 2)
})

poll('a look fails with the database, and the next one does not', async () => {
	const { client } = db
	const acquire = client.acquireConnection
	client.acquireConnection = () => Promise.reject(new Error('no database'))
	const words = await versions.look(first()).catch((error: Error) => error.message)
	assert.is(words, 'no database')
	client.acquireConnection = acquire
	assert.type((await versions.look(first()))?.version, 'number')
})

poll.run()
