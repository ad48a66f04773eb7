import type { Knex } from 'knex'
import { createOwnerFunction, createTenantTable, dropFunctions, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	await knex.raw(`
		alter table client_accounts
			add column name text, -- of the person: two of them may share one client
			add column locale text,
			add column new_phone text -- E.164; a code is on its way to it`)
	await knex.raw(`
		alter table clients
			add column contact_is_shared boolean not null default false -- several people read it`)
	await createRegistrations(knex)
	await createEmailChanges(knex)
	await createPasskeys(knex)
	await createOwnerFunction(knex, {
		signature: 'purge_past_joinings()',
		returns: 'void',
		language: 'plpgsql',
		body: `
			begin
				delete from account_registrations
				where expires_at < statement_timestamp() - interval '1 day';
				delete from email_changes
				where expires_at < statement_timestamp() - interval '1 day';
			end`,
	})
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(knex, 'purge_past_joinings')
	await dropTables(knex, 'passkeys', 'email_changes', 'account_registrations')
	await knex.raw(`
		alter table client_accounts drop column name, drop column locale, drop column new_phone`)
	await knex.raw('alter table clients drop column contact_is_shared')
}

/** Each asking is a row of its own: what one person types can not be mixed with what another does. */
async function createRegistrations(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'account_registrations',
		body: `
			email text not null,
			email_key text not null,
			name text not null,
			phone text, -- E.164
			locale text,
			password_hash text, -- argon2id; counts when whoever opens the link gives it again
			user_agent text,
			expires_at timestamptz not null,
			foreign key (clinic_id) references clinics (id)`,
	})
	await knex.raw('create index on account_registrations (clinic_id, email_key)')
	await knex.raw('create index on account_registrations (expires_at)')
}

async function createEmailChanges(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'email_changes',
		body: `
			account_id uuid not null,
			old_email text not null,
			new_email text not null,
			new_email_key text not null,
			old_confirmed_at timestamptz,
			new_confirmed_at timestamptz,
			ended_at timestamptz,
			ended_reason text check (ended_reason in ('done', 'refused', 'replaced', 'taken')),
			expires_at timestamptz not null,
			check ((ended_at is null) = (ended_reason is null)),
			foreign key (clinic_id, account_id) references client_accounts (clinic_id, id)`,
	})
	await knex.raw(`
		create unique index on email_changes (clinic_id, account_id) where ended_at is null`)
	await knex.raw('create index on email_changes (expires_at)')
}

async function createPasskeys(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'passkeys',
		body: `
			account_id uuid not null,
			credential_id text not null, -- base64url
			public_key bytea not null, -- COSE
			counter bigint not null default 0 check (counter >= 0),
			transports text[] not null default '{}',
			name text not null,
			is_backed_up boolean not null default false,
			last_used_at timestamptz,
			foreign key (clinic_id, account_id) references client_accounts (clinic_id, id)`,
	})
	await knex.raw('create unique index on passkeys (clinic_id, credential_id)')
	await knex.raw('create index on passkeys (clinic_id, account_id)')
}
