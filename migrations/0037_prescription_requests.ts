import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// A kind of its own: it takes no time of anybody's, and is no appointment.
	await createTenantTable(knex, {
		name: 'prescription_requests',
		body: `
			pet_id uuid not null,
			client_id uuid not null,
			account_id uuid not null, -- who asked, and is written to
			record_id uuid, -- the prescription that is to be repeated; null: in the owner's words
			medicine text not null,
			quantity text,
			notes text,
			status text not null default 'requested'
				check (status in ('requested', 'approved', 'ready', 'declined', 'withdrawn')),
			answered_by uuid,
			answered_at timestamptz,
			decline_reason text,
			handover text check (handover in ('collect', 'sent')),
			ready_by uuid,
			ready_at timestamptz,
			withdrawn_at timestamptz,
			check ((status = 'declined') = (decline_reason is not null)),
			check ((status = 'ready') = (handover is not null)),
			check ((status = 'ready') = (ready_at is not null)),
			check ((status = 'withdrawn') = (withdrawn_at is not null)),
			check (status not in ('approved', 'ready', 'declined') or answered_at is not null),
			foreign key (clinic_id, pet_id) references pets (clinic_id, id),
			foreign key (clinic_id, client_id) references clients (clinic_id, id),
			foreign key (clinic_id, record_id) references medical_records (clinic_id, id),
			foreign key (clinic_id, answered_by) references users (clinic_id, id),
			foreign key (clinic_id, ready_by) references users (clinic_id, id)`,
		grants: 'select, insert, update',
	})
	await knex.raw(`
		create unique index on prescription_requests (clinic_id, record_id)
			where record_id is not null and status in ('requested', 'approved')`)
	await knex.raw(`
		create index on prescription_requests (clinic_id, id)
			where status in ('requested', 'approved')`)
	await knex.raw('create index on prescription_requests (clinic_id, pet_id)')
	await knex.raw('create index on prescription_requests (clinic_id, client_id)')
	await knex.raw('create index on prescription_requests (clinic_id, record_id)')
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'prescription_requests')
}
