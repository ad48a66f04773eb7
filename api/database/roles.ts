import type { Knex } from 'knex'
import { StartupError } from './startup-error.ts'

const SERVER_ROLE = 'vetslot_server'

interface Login {
	login: string
	isSuperuser: boolean
	bypassesPolicies: boolean
	isMember: boolean
	/** Tables with row level security that this login owns, itself or through a role it is in. */
	owned: string[]
}

/**
 * Refuses a login that row level security would not bind: one that owns a tenant table, is
 * superuser, or may bypass policies. A slip in any query would then show one clinic to another.
 *
 * @throws StartupError with the commands that mend it
 */
export async function requireBoundLogin(server: Knex): Promise<void> {
	const found = await readLogin(server)
	const faults = [
		found.isSuperuser && 'is a superuser',
		found.bypassesPolicies && 'may bypass row level security',
		found.owned.length > 0 && `owns tables of clinics (${found.owned.slice(0, 3).join(', ')} …)`,
	].filter(Boolean)
	if (faults.length > 0) {
		throw new StartupError(
			`The login ${found.login} ${faults.join(' and ')}, so clinics would not be kept apart. ` +
				`Serve with a login of its own, and keep this one for DATABASE_OWNER_URL:\n${remedy}`,
		)
	}
	if (!found.isMember) {
		throw new StartupError(
			`The login ${found.login} lacks the server's rights. As an administrator, run:\n` +
				`  grant ${SERVER_ROLE} to "${found.login}";`,
		)
	}
}

const remedy = [
	`create role vetslot_api login password '…';`,
	`grant ${SERVER_ROLE} to vetslot_api;`,
	`alter role vetslot_api set statement_timeout = '30s';`,
	`-- then DATABASE_URL=postgres://vetslot_api:…@host/database`,
]
	.map((line) => `  ${line}`)
	.join('\n')

async function readLogin(server: Knex): Promise<Login> {
	const { rows } = await server.raw(`
		select r.rolname as login, r.rolsuper as "isSuperuser",
			r.rolbypassrls as "bypassesPolicies",
			coalesce((select pg_has_role(r.oid, g.oid, 'usage') from pg_roles g
				where g.rolname = '${SERVER_ROLE}'), false) as "isMember",
			array(select c.relname::text from pg_class c
				where c.relrowsecurity and c.relnamespace = current_schema()::regnamespace
					and pg_has_role(r.oid, c.relowner, 'member') order by 1) as owned
		from pg_roles r where r.rolname = current_user`)
	return rows[0]
}
