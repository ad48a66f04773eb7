import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// The row is the schedule. Links and codes are put in at sending, so none is stored here.
	await createTenantTable(knex, {
		name: 'notifications',
		body: `
			appointment_id uuid,
			client_id uuid,
			kind text not null, -- booking_confirmed, booking_moved …
			channel text not null check (channel in ('email', 'sms', 'push')),
			recipient_email text,
			recipient_phone text,
			variables jsonb not null default '{}',
			sequence integer not null default 0, -- the calendar entry's
			status text not null default 'pending'
				check (status in ('pending', 'claimed', 'sent', 'failed', 'cancelled')),
			scheduled_for timestamptz not null default now(),
			claimed_at timestamptz,
			sent_at timestamptz,
			provider_message_id text,
			attempts integer not null default 0 check (attempts >= 0),
			max_attempts integer not null default 5 check (max_attempts >= 1),
			error_message text,
			check (status <> 'claimed' or claimed_at is not null),
			check (status <> 'sent' or sent_at is not null),
			foreign key (clinic_id) references clinics (id),
			foreign key (clinic_id, appointment_id) references appointments (clinic_id, id),
			foreign key (clinic_id, client_id) references clients (clinic_id, id)`,
	})
	await knex.raw(`
		create index on notifications (scheduled_for) where status in ('pending', 'claimed')`)
	await knex.raw('create index on notifications (clinic_id, appointment_id)')
	await knex.raw('create index on notifications (clinic_id, client_id)')

	await createTenantTable(knex, {
		name: 'notification_deliveries',
		body: `
			notification_id uuid not null,
			attempt integer not null check (attempt >= 1),
			provider text not null,
			outcome text not null check (
				outcome in ('accepted', 'refused', 'error', 'delivered', 'bounced', 'complained')),
			provider_message_id text,
			detail text,
			foreign key (clinic_id, notification_id) references notifications (clinic_id, id)`,
	})
	await knex.raw('create index on notification_deliveries (clinic_id, notification_id)')
	await createLocalMailbox(knex)
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'local_messages', 'notification_deliveries', 'notifications')
}

/** What would have left for a mail or phone provider, had one been configured. */
async function createLocalMailbox(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'local_messages',
		body: `
			notification_id uuid,
			channel text not null default 'email' check (channel in ('email', 'sms', 'push')),
			sender text,
			recipient text not null,
			subject text,
			text_body text,
			html_body text,
			headers jsonb not null default '{}',
			attachments jsonb not null default '[]', -- [{name, contentType, content (base64)}]
			foreign key (clinic_id) references clinics (id),
			foreign key (clinic_id, notification_id) references notifications (clinic_id, id)`,
	})
	await knex.raw('create index on local_messages (clinic_id, created_at desc)')
}
