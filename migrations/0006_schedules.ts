import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// Times are the wall clock's in the clinic's zone; an end at or before the start is the next day.
	await createTenantTable(knex, {
		name: 'vet_schedules',
		body: `
			resource_id uuid not null,
			kind text not null default 'consult',
			label text,
			rrule text not null,
			anchor_date date not null,
			start_time time not null,
			end_time time not null,
			effective_from date not null,
			effective_until date,
			step_minutes integer check (step_minutes between 5 and 240),
			buffer_minutes integer not null default 0 check (buffer_minutes between 0 and 240),
			lanes smallint not null default 1 check (lanes between 1 and 100),
			break_times jsonb not null default '[]', -- [{start, end, description}]
			appointment_type_ids uuid[], -- null: all
			room_id uuid,
			is_active boolean not null default true,
			check (effective_until >= effective_from),
			check (jsonb_typeof(break_times) = 'array'),
			foreign key (clinic_id, resource_id) references resources (clinic_id, id),
			foreign key (clinic_id, room_id) references resources (clinic_id, id)`,
	})
	await knex.raw('create index on vet_schedules (clinic_id, resource_id)')

	await createTenantTable(knex, {
		name: 'vet_availability_overrides',
		body: `
			resource_id uuid, -- null: the whole clinic
			override_type text not null
				check (override_type in ('unavailable', 'custom_hours', 'emergency_only')),
			override_date date,
			rrule text,
			anchor_date date,
			effective_until date,
			start_time time, -- null: the whole day
			end_time time,
			reason text,
			created_by uuid,
			check (num_nonnulls(override_date, rrule) = 1),
			check ((rrule is null) = (anchor_date is null)),
			check (effective_until is null or rrule is not null),
			check ((start_time is null) = (end_time is null)),
			check (override_type <> 'custom_hours' or start_time is not null),
			foreign key (clinic_id) references clinics (id),
			foreign key (clinic_id, resource_id) references resources (clinic_id, id),
			foreign key (clinic_id, created_by) references users (clinic_id, id)`,
	})
	await knex.raw(`
		create index on vet_availability_overrides (clinic_id, resource_id, override_date)`)
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'vet_availability_overrides', 'vet_schedules')
}
