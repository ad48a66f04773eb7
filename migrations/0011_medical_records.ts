import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

const KINDS = `'visit', 'vaccination', 'prescription', 'lab_result', 'weight', 'allergy', 'document'`

export async function up(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'medical_records',
		body: `
			pet_id uuid not null,
			appointment_id uuid,
			author_id uuid,
			external_id text,
			kind text not null check (kind in (${KINDS})),
			title text not null,
			occurred_on date not null,
			next_due_on date,
			data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
			visibility text not null default 'internal' check (visibility in ('shared', 'internal')),
			version integer not null default 1 check (version >= 1),
			foreign key (clinic_id, pet_id) references pets (clinic_id, id),
			foreign key (clinic_id, appointment_id) references appointments (clinic_id, id),
			foreign key (clinic_id, author_id) references users (clinic_id, id)`,
	})
	await knex.raw('create index on medical_records (clinic_id, pet_id, occurred_on desc)')
	await knex.raw(`
		create index on medical_records (clinic_id, next_due_on) where next_due_on is not null`)
	await knex.raw(`
		create unique index on medical_records (clinic_id, external_id)
			where external_id is not null`)
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'medical_records')
}
