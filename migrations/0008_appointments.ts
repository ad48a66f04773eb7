import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

const STATUSES = `'pending', 'confirmed', 'reminded', 'checked_in', 'in_progress', 'completed',
	'cancelled', 'no_show', 'rescheduled'`
const ACTORS = `'owner', 'staff', 'key', 'system'`

export async function up(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'appointments',
		body: `${ids} ${booking} ${freeText} ${changes} ${messages} ${keys}`,
		grants: 'select, insert, update',
	})
	// A moved visit keeps its reference; only the living row of a chain may carry it.
	await knex.raw(`
		create unique index on appointments (clinic_id, booking_reference)
			where status <> 'rescheduled'`)
	await knex.raw('create index on appointments (clinic_id, scheduled_start, status)')
	await knex.raw(`
		create index on appointments (clinic_id, veterinarian_id, scheduled_start)`)
	await knex.raw('create index on appointments (clinic_id, client_id, scheduled_start desc)')
	await knex.raw('create index on appointments (clinic_id, pet_id, scheduled_start desc)')
	await knex.raw(`
		create index on appointments (clinic_id, previous_appointment_id)
			where previous_appointment_id is not null`)
	await knex.raw(`
		create index on appointments (clinic_id, answer_by) where status = 'pending'`)
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'appointments')
}

const ids = `
	appointment_type_id uuid,
	pet_id uuid not null,
	client_id uuid not null,
	veterinarian_id uuid not null,
	scheduled_start timestamptz not null, -- without buffers
	scheduled_end timestamptz not null,
	actual_start timestamptz,
	actual_end timestamptz,`

const booking = `
	booking_method text not null default 'online'
		check (booking_method in ('online', 'phone', 'walk_in', 'admin')),
	booked_by_client boolean not null default false,
	source text, -- widget, portal, sdk, console, import
	booking_reference varchar(20) not null,
	manage_generation integer not null default 1 check (manage_generation >= 1),
	ics_sequence integer not null default 0 check (ics_sequence >= 0),
	visit jsonb not null default '{}', -- the answers that times depend on
	status text not null default 'pending' check (status in (${STATUSES})),
	answer_by timestamptz,
	estimated_cost numeric(10, 2) check (estimated_cost >= 0),
	final_cost numeric(10, 2) check (final_cost >= 0),`

// What people wrote, apart from all else, so that erasing a client leaves the visit standing.
const freeText = `
	reason text,
	symptoms text,
	special_requests text,
	customer_notes text,
	internal_notes text,
	cancellation_reason text,`

const changes = `
	cancelled_at timestamptz,
	cancelled_by uuid,
	cancelled_by_kind text check (cancelled_by_kind in (${ACTORS})),
	cancelled_late boolean not null default false,
	reschedule_count integer not null default 0 check (reschedule_count >= 0),
	previous_appointment_id uuid,
	is_recurring boolean not null default false,
	recurrence_pattern jsonb,
	parent_series_id uuid,`

const messages = `
	attendance_confirmed_at timestamptz,
	reminder_sent_at timestamptz,
	confirmation_sent_at timestamptz,
	follow_up_sent_at timestamptz,`

const keys = `
	check (scheduled_end > scheduled_start),
	check (scheduled_end - scheduled_start <= interval '24 hours'),
	check (actual_end >= actual_start),
	check ((status = 'cancelled') = (cancelled_at is not null)),
	check ((cancelled_at is null) = (cancelled_by_kind is null)),
	foreign key (clinic_id, appointment_type_id) references appointment_types (clinic_id, id),
	foreign key (clinic_id, pet_id) references pets (clinic_id, id),
	foreign key (clinic_id, client_id) references clients (clinic_id, id),
	foreign key (clinic_id, veterinarian_id) references users (clinic_id, id),
	foreign key (clinic_id, previous_appointment_id) references appointments (clinic_id, id),
	foreign key (clinic_id, parent_series_id) references appointments (clinic_id, id)`
