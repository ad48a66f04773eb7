import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// Two people of one household may each have an account of one client.
	await createTenantTable(knex, {
		name: 'client_accounts',
		body: `
			client_id uuid not null,
			email text not null,
			email_key text not null, -- folded: what is looked for
			email_verified_at timestamptz,
			phone text, -- E.164; the one that a code is sent to
			phone_verified_at timestamptz,
			password_hash text, -- argon2id
			password_set_at timestamptz,
			link_generation integer not null default 0 check (link_generation >= 0),
			last_login_at timestamptz,
			preferences jsonb not null default '{}' check (jsonb_typeof(preferences) = 'object'),
			notification_settings jsonb not null default '{}'
				check (jsonb_typeof(notification_settings) = 'object'),
			foreign key (clinic_id, client_id) references clients (clinic_id, id)`,
	})
	await knex.raw('create unique index on client_accounts (clinic_id, email_key)')
	await knex.raw('create index on client_accounts (clinic_id, client_id)')

	// As with staff, a refresh token is computed from clinic, session and generation, and never stored.
	await createTenantTable(knex, {
		name: 'client_sessions',
		body: `
			account_id uuid not null,
			generation integer not null default 1 check (generation >= 1),
			rotated_at timestamptz not null default now(),
			last_used_at timestamptz not null default now(),
			expires_at timestamptz not null,
			ip inet,
			user_agent text,
			revoked_at timestamptz,
			revoked_reason text check (revoked_reason in
				('signed_out', 'ended', 'reused', 'password_changed', 'email_changed', 'erased')),
			check ((revoked_at is null) = (revoked_reason is null)),
			foreign key (clinic_id, account_id) references client_accounts (clinic_id, id)`,
	})
	await knex.raw('create index on client_sessions (clinic_id, account_id)')
	await knex.raw('create index on client_sessions (expires_at)')
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'client_sessions', 'client_accounts')
}
