import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'pets',
		body: `
			match_status text not null default 'unconfirmed'
				check (match_status in ('unconfirmed', 'confirmed', 'merged')),
			merged_into_id uuid,
			external_id text,
			name text not null,
			species text not null,
			breed text,
			sex text not null default 'unknown' check (sex in ('female', 'male', 'unknown')),
			is_neutered boolean,
			born_on date,
			is_birth_estimated boolean not null default false,
			weight_kg numeric(7, 3) check (weight_kg > 0),
			color text,
			microchip text,
			status text not null default 'active' check (status in ('active', 'deceased', 'moved')),
			deceased_on date,
			notes text,
			check ((match_status = 'merged') = (merged_into_id is not null)),
			foreign key (clinic_id) references clinics (id),
			foreign key (clinic_id, merged_into_id) references pets (clinic_id, id)`,
	})
	await knex.raw(`
		create unique index on pets (clinic_id, external_id) where external_id is not null`)

	await createTenantTable(knex, {
		name: 'pet_owners',
		key: ['pet_id', 'client_id'],
		body: `
			pet_id uuid not null,
			client_id uuid not null,
			is_primary boolean not null default true,
			owned_until date,
			foreign key (clinic_id, pet_id) references pets (clinic_id, id),
			foreign key (clinic_id, client_id) references clients (clinic_id, id)`,
	})
	await knex.raw('create index on pet_owners (clinic_id, client_id)')
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'pet_owners', 'pets')
}
