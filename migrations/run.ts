import { connect } from '../api/database/connect.ts'
import { migrateLatest, rollbackAll } from '../api/database/migrate.ts'

const url = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL
const direction = process.argv[2] ?? 'latest'

if (!url || !['latest', 'rollback'].includes(direction)) {
	process.stderr.write('DATABASE_OWNER_URL=postgres://… node migrations/run.ts latest|rollback\n')
	process.exit(2)
}

const owner = connect({ url, name: 'vetslot-migrate', poolSize: 1 })
try {
	const names = direction === 'latest' ? await migrateLatest(owner) : await rollbackAll(owner)
	process.stdout.write(`${[...names, `${direction}: ${names.length} migrations`].join('\n')}\n`)
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
	process.exitCode = 1
} finally {
	await owner.destroy()
}
