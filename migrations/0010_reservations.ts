import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	await createHolds(knex)
	// starts_at and ends_at include the buffers. Reads go by the b-tree below: under row level
	// security an overlap is only ever a filter, so `during` serves the constraint alone.
	await createTenantTable(knex, {
		name: 'reservations',
		body: `
			resource_id uuid not null,
			lane smallint not null default 0 check (lane >= 0),
			starts_at timestamptz not null,
			ends_at timestamptz not null,
			during tstzrange not null
				generated always as (tstzrange(starts_at, ends_at, '[)')) stored,
			appointment_id uuid,
			hold_id uuid,
			expires_at timestamptz,
			check (ends_at > starts_at),
			check (ends_at - starts_at <= interval '36 hours'),
			check (num_nonnulls(appointment_id, hold_id) = 1),
			check ((hold_id is null) = (expires_at is null)),
			exclude using gist (
				clinic_id with =, resource_id with =, lane with =, during with &&),
			foreign key (clinic_id, resource_id) references resources (clinic_id, id),
			foreign key (clinic_id, appointment_id) references appointments (clinic_id, id),
			foreign key (clinic_id, hold_id) references holds (clinic_id, id) on delete cascade`,
	})
	await knex.raw(`
		create index reservations_by_time on reservations (clinic_id, resource_id, starts_at)
			include (ends_at, lane, expires_at)`)
	await knex.raw(`
		create index on reservations (clinic_id, appointment_id) where appointment_id is not null`)
	await knex.raw('create index on reservations (clinic_id, hold_id) where hold_id is not null')
	await knex.raw('create index on reservations (expires_at) where expires_at is not null')
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'reservations', 'holds')
}

/** What was held and for whom; the time itself is in reservations, which carry the hold's id. */
async function createHolds(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'holds',
		body: `
			token_hash bytea not null check (length(token_hash) = 32),
			appointment_type_id uuid not null,
			veterinarian_id uuid not null,
			any_veterinarian boolean not null default false,
			starts_at timestamptz not null, -- without buffers
			ends_at timestamptz not null,
			visit jsonb not null default '{}',
			extensions smallint not null default 0 check (extensions >= 0),
			api_key_id uuid,
			address_hash bytea,
			expires_at timestamptz not null,
			check (ends_at > starts_at),
			foreign key (clinic_id, appointment_type_id)
				references appointment_types (clinic_id, id),
			foreign key (clinic_id, veterinarian_id) references users (clinic_id, id),
			unique (clinic_id, token_hash)`,
	})
	await knex.raw('create index on holds (expires_at)')
	await knex.raw('create index on holds (clinic_id, address_hash, expires_at)')
}
