import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// What the visits of a client with an account have in common. It orders what is offered and decides
	// nothing; its owner may read it, forget it and switch it off.
	await createTenantTable(knex, {
		name: 'client_booking_preferences',
		body: `
			client_id uuid not null,
			preferred_times jsonb not null default '[]'
				check (jsonb_typeof(preferred_times) = 'array'), -- [{from, to}], wall times
			preferred_days jsonb not null default '[]'
				check (jsonb_typeof(preferred_days) = 'array'), -- 0 is Monday
			preferred_veterinarians jsonb not null default '[]'
				check (jsonb_typeof(preferred_veterinarians) = 'array'),
			preferred_appointment_types jsonb not null default '[]'
				check (jsonb_typeof(preferred_appointment_types) = 'array'),
			typical_booking_lead_hours integer check (typical_booking_lead_hours >= 0),
			-- Of a hundred visits.
			cancellation_rate numeric(5, 2) not null default 0,
			no_show_rate numeric(5, 2) not null default 0,
			reschedule_frequency numeric(5, 2) not null default 0,
			visit_count integer not null default 0,
			last_calculated_at timestamptz not null default now(),
			unique (clinic_id, client_id),
			foreign key (clinic_id, client_id) references clients (clinic_id, id)`,
	})
}

export async function down(knex: Knex): Promise<void> {
	await knex.raw('drop index if exists appointment_pets_of_pet')
	await dropTables(knex, 'client_booking_preferences')
}
