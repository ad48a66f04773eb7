import { connect } from '../api/database/connect.ts'
import { startEmbedded } from '../api/database/embedded.ts'
import { migrateLatest, rollbackAll } from '../api/database/migrate.ts'

const directions = { latest: migrateLatest, rollback: rollbackAll }
const direction = process.argv[2] ?? 'latest'

try {
	if (!isDirection(direction)) throw new Error('node migrations/run.ts latest|rollback')
	const url = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL
	const names = await (url ? run(url, direction) : runEmbedded(direction))
	process.stdout.write(`${[...names, `${direction}: ${names.length} migrations`].join('\n')}\n`)
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
	process.exitCode = 1
}

function isDirection(text: string): text is keyof typeof directions {
	return Object.hasOwn(directions, text)
}

async function run(url: string, direction: keyof typeof directions): Promise<string[]> {
	const owner = connect({ url, name: 'vetslot-migrate', poolSize: 1 })
	try {
		return await directions[direction](owner)
	} finally {
		await owner.destroy()
	}
}

async function runEmbedded(direction: keyof typeof directions): Promise<string[]> {
	const database = await startEmbedded({ folder: process.env.DATA_DIR ?? '.vetslot' })
	try {
		return await run(database.ownerUrl, direction)
	} finally {
		await database.stop()
	}
}
