import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

const ofAppointment =
	'foreign key (clinic_id, appointment_id) references appointments (clinic_id, id)'

export async function up(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'appointment_pets',
		key: ['appointment_id', 'pet_id'],
		body: `
			appointment_id uuid not null,
			pet_id uuid not null,
			${ofAppointment},
			foreign key (clinic_id, pet_id) references pets (clinic_id, id)`,
	})
	// Reservations are purged once past; this says for good who and what was booked.
	await createTenantTable(knex, {
		name: 'appointment_resources',
		key: ['appointment_id', 'resource_id'],
		body: `
			appointment_id uuid not null,
			resource_id uuid not null,
			lanes smallint not null default 1 check (lanes >= 1),
			${ofAppointment},
			foreign key (clinic_id, resource_id) references resources (clinic_id, id)`,
	})
	await createTenantTable(knex, {
		name: 'appointment_form_data',
		body: `
			appointment_id uuid not null,
			field_name varchar(100) not null,
			field_value text,
			field_type varchar(50) not null default 'text',
			${ofAppointment},
			unique (clinic_id, appointment_id, field_name)`,
	})
	await createEvents(knex)
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(
		knex,
		'appointment_events',
		'appointment_form_data',
		'appointment_resources',
		'appointment_pets',
	)
}

async function createEvents(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'appointment_events',
		body: `
			appointment_id uuid not null,
			kind text not null default 'status',
			actor_kind text not null check (actor_kind in ('owner', 'staff', 'key', 'system')),
			actor_id uuid,
			from_status text,
			to_status text,
			reason text,
			data jsonb not null default '{}',
			at timestamptz not null default now(),
			${ofAppointment}`,
		// History is added to. Only what a person wrote may go, when they ask for erasure.
		grants: 'select, insert, update (reason, data, updated_at)',
	})
	await knex.raw('create index on appointment_events (clinic_id, appointment_id, at)')
}
