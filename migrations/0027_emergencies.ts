import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// A pause ends by the clock alone; the clinic's own end has been there from the start.
	await knex.raw('alter table clinics add column booking_pause_reason text')
	await knex.raw(`
		alter table resources
			add column booking_paused_until timestamptz,
			add column booking_pause_reason text`)
	// When the clinic put a visit off: the start that its owner had agreed to.
	await knex.raw('alter table appointments add column delayed_from timestamptz')

	await createTenantTable(knex, {
		name: 'emergencies',
		body: `
			caller_name text,
			caller_phone text, -- E.164
			species text not null,
			complaint text,
			severity text not null check (severity in ('life_threatening', 'urgent')),
			minutes smallint not null check (minutes between 5 and 240),
			arrives_at timestamptz not null,
			status text not null default 'open' check (status in ('open', 'assigned', 'closed')),
			veterinarian_id uuid,
			appointment_id uuid, -- as it was made; it may have moved since
			outcome text check (outcome in ('seen', 'referred', 'advised', 'did_not_come', 'mistake')),
			settled_at timestamptz,
			recorded_by_kind text not null check (recorded_by_kind in ('staff', 'key')),
			recorded_by uuid,
			check ((status = 'open') = (settled_at is null)),
			check ((status = 'closed') = (outcome is not null)),
			check (status <> 'assigned' or veterinarian_id is not null),
			foreign key (clinic_id) references clinics (id),
			foreign key (clinic_id, veterinarian_id) references resources (clinic_id, id),
			foreign key (clinic_id, appointment_id) references appointments (clinic_id, id)`,
		grants: 'select, insert, update',
	})
	await knex.raw(`create index on emergencies (clinic_id, created_at) where status = 'open'`)
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'emergencies')
	await knex.raw('alter table appointments drop column delayed_from')
	await knex.raw(`
		alter table resources drop column booking_paused_until, drop column booking_pause_reason`)
	await knex.raw('alter table clinics drop column booking_pause_reason')
}
