import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { checkConnection } from '../api/database/check-connection.ts'
import { connect } from '../api/database/connect.ts'
import { startEmbedded } from '../api/database/embedded.ts'
import { hasClinics, migrateLatest, rollbackAll, stepBack } from '../api/database/migrate.ts'

const directions = { latest: migrateLatest, down: stepBack, rollback: rollbackAll }
type Direction = keyof typeof directions

const CONSENT = '--yes-delete-everything'
const USAGE = `node migrations/run.ts latest      brings the database to the newest form
node migrations/run.ts down        takes back the newest migration, and the data it made room for
node migrations/run.ts rollback    takes back every migration: all data is deleted
down and rollback want ${CONSENT} where any clinic is kept`
const consequences = {
	latest: '',
	down: 'takes back the newest migration and deletes the data that only it had room for',
	rollback: 'takes back every migration and deletes all data of all clinics, for good',
}

try {
	const [direction = 'latest', ...rest] = process.argv.slice(2)
	if (!isDirection(direction) || rest.some((each) => each !== CONSENT)) throw new Error(USAGE)
	const names = await migrate(direction, rest.length > 0)
	process.stdout.write(`${[...names, `${direction}: ${names.length} migrations`].join('\n')}\n`)
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
	process.exitCode = 1
}

function isDirection(text: string): text is Direction {
	return Object.hasOwn(directions, text)
}

function migrate(direction: Direction, consents: boolean): Promise<string[]> {
	for (const name of ['DATABASE_OWNER_URL', 'DATABASE_URL']) {
		const url = process.env[name]
		if (url) return checkConnection(url, name).then(() => run(url, name, direction, consents))
	}
	return runEmbedded(direction, consents)
}

async function run(
	url: string,
	place: string,
	direction: Direction,
	consents: boolean,
): Promise<string[]> {
	const owner = connect({ url, name: 'vetslot-migrate', poolSize: 2 })
	try {
		if (direction !== 'latest') await requireConsent(owner, place, direction, consents)
		return await directions[direction](owner)
	} finally {
		await owner.destroy()
	}
}

async function requireConsent(
	owner: Knex,
	place: string,
	direction: Exclude<Direction, 'latest'>,
	consents: boolean,
): Promise<void> {
	const sentence = `"${direction}" on the database of ${place} ${consequences[direction]}.`
	if (!consents && (await hasClinics(owner))) {
		throw new Error(`${sentence}\nNothing was done. If that is what you want, add ${CONSENT}.`)
	}
	process.stdout.write(`${sentence}\n`)
}

/** Said, since who meant another database has only forgotten a variable. */
async function runEmbedded(direction: Direction, consents: boolean): Promise<string[]> {
	const folder = process.env.DATA_DIR || '.vetslot'
	const place = `the data folder ${folder}`
	if (direction !== 'latest' && !(await stat(join(folder, 'passwords.json')).catch(() => null))) {
		throw new Error(`DATABASE_OWNER_URL is not set, and there is no database in ${folder}`)
	}
	process.stdout.write(`DATABASE_OWNER_URL is not set: this is about ${place}.\n`)
	const database = await startEmbedded({ folder })
	try {
		return await run(database.ownerUrl, place, direction, consents)
	} finally {
		await database.stop()
	}
}
