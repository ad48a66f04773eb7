import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// Committed answers only, as ids that are presented again; never what a person sent.
	await createTenantTable(knex, {
		name: 'idempotency_keys',
		key: ['credential', 'route', 'key'],
		body: `
			credential text not null, -- the API key's or session's id
			route text not null, -- method and path
			key text not null check (length(key) between 16 and 255),
			body_hash bytea not null check (length(body_hash) = 32),
			status smallint not null check (status between 200 and 299),
			answer jsonb not null default '{}',
			expires_at timestamptz not null default now() + interval '24 hours',
			foreign key (clinic_id) references clinics (id)`,
		grants: 'select, insert, delete',
	})
	await knex.raw('create index on idempotency_keys (expires_at)')

	// One row a window, counted up by one upsert, so that limits hold across processes.
	await createTenantTable(knex, {
		name: 'rate_limits',
		key: ['bucket', 'subject', 'window_starts_at'],
		body: `
			bucket text not null, -- what is limited: book_by_address, hold_by_key …
			subject text not null, -- whom: a hash or an id, never an address in clear
			window_starts_at timestamptz not null,
			hits integer not null default 0 check (hits >= 0),
			expires_at timestamptz not null,
			foreign key (clinic_id) references clinics (id)`,
	})
	await knex.raw('alter table rate_limits set (fillfactor = 60)')
	await knex.raw('create index on rate_limits (expires_at)')
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'rate_limits', 'idempotency_keys')
}
