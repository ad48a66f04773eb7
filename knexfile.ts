import type { Knex } from 'knex'
import { migrationSource } from './api/database/migrate.ts'

/** For knex's own command line; `npm run migrate` needs nothing but the address. */
const config: Knex.Config = {
	client: 'pg',
	connection: process.env.DATABASE_OWNER_URL ?? '',
	migrations: { migrationSource },
}

export default config
