import type { Knex } from 'knex'
import { createOwnerFunction, dropFunctions, dropTables, replicate } from './tenancy.ts'

const SESSIONS = ['user_sessions', 'client_sessions']

export async function up(knex: Knex): Promise<void> {
	await createServerKey(knex)
	// They go nightly, with what else is left of people (0039). Without these indexes, which served
	// nothing else, a session that is gone on with changes its row alone.
	await replacePurge(knex, [])
	for (const table of SESSIONS) await knex.raw(`drop index ${table}_expires_at_idx`)
}

export async function down(knex: Knex): Promise<void> {
	for (const table of SESSIONS) await knex.raw(`create index on ${table} (expires_at)`)
	await replacePurge(knex, SESSIONS)
	await dropFunctions(knex, 'claim_server_key')
	await dropTables(knex, 'server_key')
}

/** By which key the database is served: what it has sealed and signed is worth nothing with another. */
async function createServerKey(knex: Knex): Promise<void> {
	await knex.raw(`
		create table server_key (
			is_only boolean primary key default true check (is_only),
			fingerprint text not null,
			created_at timestamptz not null default now()
		)`)
	await replicate(knex, 'server_key')
	await createOwnerFunction(knex, {
		signature: 'claim_server_key(p_fingerprint text)',
		returns: 'text',
		body: `
			insert into server_key (fingerprint) values (p_fingerprint) on conflict do nothing;
			select fingerprint from server_key;`,
	})
}

async function replacePurge(knex: Knex, tables: readonly string[]): Promise<void> {
	const sessions = tables.map(
		(table) => `
					delete from ${table} where expires_at < statement_timestamp() - interval '60 days';`,
	)
	await dropFunctions(knex, 'purge_past_sign_ins')
	await createOwnerFunction(knex, {
		signature: 'purge_past_sign_ins()',
		returns: 'void',
		language: 'plpgsql',
		body: `
			begin
				delete from one_time_codes
				where expires_at < statement_timestamp() - interval '1 day';
				delete from sign_in_tries where expires_at < statement_timestamp();${sessions.join('')}
			end`,
	})
}
