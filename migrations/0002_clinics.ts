import type { Knex } from 'knex'
import { createTenantTable, distribute, dropTables, isolate, replicate } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	await createGlobalTables(knex)
	await knex.raw(`
		create table clinics (
			id uuid primary key,
			slug text not null, -- as in clinic_directory, which keeps it unique
			name text not null,
			time_zone text not null,
			locale text not null default 'en-GB',
			currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
			units text not null default 'metric' check (units in ('metric', 'imperial')),
			prices_include_tax boolean not null default true,
			about text,
			phone text,
			sms text,
			email text,
			website text,
			address_lines text[] not null default '{}',
			contact jsonb not null default '{}', -- parking, access, cats …
			opening_hours jsonb not null default '{}', -- {mon: ["08:15", "19:00"], sun: null}
			out_of_hours jsonb,
			policies jsonb not null default '{}',
			triage_texts jsonb not null default '{}',
			settings jsonb not null default '{}',
			booking_paused_until timestamptz,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now()
		)`)
	await distribute(knex, 'clinics', 'id')
	await isolate(knex, 'clinics', 'id', 'select, insert, update')

	// Narrow, for it is bumped in every change of availability and polled each second.
	await createTenantTable(knex, {
		name: 'availability_versions',
		key: [],
		body: `
			version bigint not null default 1,
			foreign key (clinic_id) references clinics (id) on delete cascade`,
		grants: 'select, insert, update',
	})
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'availability_versions', 'clinics', 'api_keys', 'clinic_directory')
}

/** What must be found before a clinic is known. The server reaches both through functions only. */
async function createGlobalTables(knex: Knex): Promise<void> {
	await knex.raw(`
		create table clinic_directory (
			slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
			clinic_id uuid not null unique,
			created_at timestamptz not null default now()
		)`)
	await knex.raw(`
		create table api_keys (
			id uuid primary key,
			clinic_id uuid not null,
			key_hash bytea not null unique check (length(key_hash) = 32),
			kind text not null check (kind in ('publishable', 'secret')),
			label text,
			allowed_origins text[] not null default '{}',
			scopes text[] not null default '{}',
			native boolean not null default false, -- may call without an Origin
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now(),
			revoked_at timestamptz
		)`)
	await knex.raw('create index on api_keys (clinic_id)')
	await replicate(knex, 'clinic_directory')
	await replicate(knex, 'api_keys')
}
