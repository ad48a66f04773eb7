import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	await knex.raw(`
		alter table users
			add column password_hash text, -- argon2id
			add column password_set_at timestamptz,
			add column login_attempts integer not null default 0 check (login_attempts >= 0),
			add column locked_until timestamptz,
			add column last_login_at timestamptz,
			add column totp_secret bytea, -- encrypted with the server key
			add column totp_confirmed_at timestamptz,
			add column totp_last_step bigint, -- a code is good once
			add column invited_at timestamptz,
			add column invitation_generation integer not null default 0`)

	// A session's refresh token is computed from clinic, session and generation, and never stored.
	await createTenantTable(knex, {
		name: 'user_sessions',
		body: `
			user_id uuid not null,
			generation integer not null default 1 check (generation >= 1),
			rotated_at timestamptz not null default now(),
			last_used_at timestamptz not null default now(),
			expires_at timestamptz not null,
			ip inet,
			user_agent text,
			revoked_at timestamptz,
			revoked_reason text check (revoked_reason in
				('signed_out', 'ended', 'reused', 'password_changed', 'deactivated')),
			check ((revoked_at is null) = (revoked_reason is null)),
			foreign key (clinic_id, user_id) references users (clinic_id, id)`,
		grants: 'select, insert, update, delete',
	})
	await knex.raw('create index on user_sessions (clinic_id, user_id)')
	await knex.raw('create index on user_sessions (expires_at)')

	await createTenantTable(knex, {
		name: 'audit_log',
		body: `
			actor_kind text not null check (actor_kind in ('owner', 'staff', 'key', 'system')),
			actor_id uuid,
			action text not null, -- schedule.created, staff.invited …
			subject_kind text not null,
			subject_id uuid,
			data jsonb not null default '{}', -- ids, numbers and names of fields; nothing personal
			at timestamptz not null default now(),
			foreign key (clinic_id) references clinics (id)`,
		grants: 'select, insert',
	})
	await knex.raw('create index on audit_log (clinic_id, at desc)')
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'audit_log', 'user_sessions')
	await knex.raw(`
		alter table users
			drop column password_hash, drop column password_set_at, drop column login_attempts,
			drop column locked_until, drop column last_login_at, drop column totp_secret,
			drop column totp_confirmed_at, drop column totp_last_step, drop column invited_at,
			drop column invitation_generation`)
}
