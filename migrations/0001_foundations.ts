import type { Knex } from 'knex'
import { dropFunctions, SERVER_ROLE } from './tenancy.ts'

const QUEUE_SCHEMA = 'pgboss'

// A login that owns no more than its schema can't do these; an administrator then runs them once.
const PREPARATIONS = [
	{
		missing: `select not exists (select from pg_extension where extname = 'btree_gist') as missing`,
		command: 'create extension btree_gist',
	},
	{
		missing: `select not exists (select from pg_roles where rolname = '${SERVER_ROLE}') as missing`,
		command: `create role ${SERVER_ROLE} nologin`,
	},
	{
		missing: `select not exists (select from pg_namespace where nspname = '${QUEUE_SCHEMA}') as missing`,
		command: `create schema ${QUEUE_SCHEMA}`,
	},
	{
		// The queue makes and migrates its own tables, as the server.
		missing: `select not has_schema_privilege('${SERVER_ROLE}', '${QUEUE_SCHEMA}', 'create') as missing`,
		command: `grant usage, create on schema ${QUEUE_SCHEMA} to ${SERVER_ROLE}`,
	},
]

export async function up(knex: Knex): Promise<void> {
	for (const step of PREPARATIONS) await prepare(knex, step.missing, step.command)
	await knex.raw(`
		do $$ begin
			execute format('grant usage on schema %I to ${SERVER_ROLE}', current_schema());
		end $$`)
	// SET LOCAL as a statement: unlike set_config() it is passed on to the machines of a cluster.
	await knex.raw(`
		create function set_tenant(p_clinic_id uuid) returns void language plpgsql as $$
		begin
			set local citus.propagate_set_commands = 'local';
			execute format('set local vetslot.clinic_id = %L', p_clinic_id);
		end $$`)
	await knex.raw('revoke all on function set_tenant from public')
	await knex.raw(`grant execute on function set_tenant to ${SERVER_ROLE}`)
	// So that a server without the owner's login can tell that it is newer than the database.
	await knex.raw(`grant select on knex_migrations to ${SERVER_ROLE}`)
}

/** The role stays: it belongs to the whole server, and other databases may use it. */
export async function down(knex: Knex): Promise<void> {
	await knex.raw(`revoke select on knex_migrations from ${SERVER_ROLE}`)
	await dropFunctions(knex, 'set_tenant')
	await knex.raw(`
		do $$ begin
			execute format('revoke usage on schema %I from ${SERVER_ROLE}', current_schema());
		end $$`)
	await knex.raw(`
		do $$ begin
			drop schema if exists ${QUEUE_SCHEMA} cascade;
			drop extension if exists btree_gist;
		exception when insufficient_privilege then null; -- an administrator made them
		end $$`)
}

async function prepare(knex: Knex, missing: string, command: string): Promise<void> {
	const { rows } = await knex.raw(missing)
	if (!rows[0].missing) return
	// Two databases of one server may be migrated at once; the role is shared by both.
	await knex.raw(`
		do $$ begin
			${command};
		exception
			when duplicate_object or unique_violation then null;
			when insufficient_privilege then
				raise exception 'An administrator of this database must run once: ${command};'
					using errcode = 'insufficient_privilege';
		end $$`)
}
