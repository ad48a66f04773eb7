import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// Who has been looked at, and is not the guest: proposed no more.
	await createTenantTable(knex, {
		name: 'match_denials',
		body: `
			client_id uuid not null, -- of the guest
			other_id uuid not null,
			foreign key (clinic_id, client_id) references clients (clinic_id, id),
			foreign key (clinic_id, other_id) references clients (clinic_id, id)`,
	})
	await knex.raw('create unique index on match_denials (clinic_id, client_id, other_id)')
	await knex.raw('create index on match_denials (clinic_id, other_id)')
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'match_denials')
}
