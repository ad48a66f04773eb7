import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'users',
		body: `
			name text not null,
			email text,
			phone text,
			title text,
			roles text[] not null default '{}'
				check (roles <@ array['admin', 'veterinarian', 'nurse', 'receptionist']),
			is_active boolean not null default true,
			foreign key (clinic_id) references clinics (id)`,
	})
	await knex.raw('create unique index on users (clinic_id, lower(email)) where email is not null')

	// Emails repeat here: a guest's booking makes rows of its own until staff confirm who it is.
	await createTenantTable(knex, {
		name: 'clients',
		body: `
			match_status text not null default 'unconfirmed'
				check (match_status in ('unconfirmed', 'confirmed', 'merged')),
			merged_into_id uuid,
			external_id text,
			name text,
			email text,
			phone text, -- E.164
			locale text,
			notes text,
			erased_at timestamptz,
			check ((match_status = 'merged') = (merged_into_id is not null)),
			check (erased_at is null or num_nonnulls(name, email, phone, notes) = 0),
			foreign key (clinic_id) references clinics (id),
			foreign key (clinic_id, merged_into_id) references clients (clinic_id, id)`,
	})
	await knex.raw('create index on clients (clinic_id, lower(email))')
	await knex.raw('create index on clients (clinic_id, phone)')
	await knex.raw(`
		create unique index on clients (clinic_id, external_id) where external_id is not null`)

	await createTenantTable(knex, {
		name: 'consents',
		body: `
			client_id uuid not null,
			purpose text not null check (purpose in ('service', 'recall', 'marketing')),
			channel text not null check (channel in ('email', 'sms', 'push', 'phone', 'post')),
			is_granted boolean not null,
			wording text,
			proof jsonb not null default '{}',
			foreign key (clinic_id, client_id) references clients (clinic_id, id)`,
	})
	await knex.raw('create index on consents (clinic_id, client_id, purpose, channel, created_at)')
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'consents', 'clients', 'users')
}
