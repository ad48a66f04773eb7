import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

const ACTORS = `'owner', 'staff', 'key', 'system'`

export async function up(knex: Knex): Promise<void> {
	await addSearch(knex)
	await addPetColumns(knex)
	await createAlerts(knex)
	await addRecordVersions(knex)
	await createMerges(knex)
	await createCallbacks(knex)
	await addTriageApproval(knex)
}

export async function down(knex: Knex): Promise<void> {
	await hideUnsaid(knex)
	await dropTables(
		knex,
		'callback_requests',
		'client_merges',
		'medical_record_versions',
		'pet_alerts',
	)
	await knex.raw(`
		alter table triage_questions drop column approved_by, drop column approved_at,
			drop column is_published, drop column draft`)
	await knex.raw(`
		alter table medical_records drop column released_at, drop column released_by,
			drop column correction_reason, drop column corrected_at, drop column is_withdrawn`)
	await knex.raw(`
		alter table pets drop column insurer, drop column insurance_number,
			drop column silenced_at, drop column name_key`)
	await knex.raw(`
		alter table clients drop column asked_at, drop column name_key, drop column name_rest,
			drop column name_last, drop column email_key`)
	await knex.raw('drop index clients_phone_prefix')
	await knex.raw('drop index pets_microchip_prefix')
}

/** Whoever reads the columns that are left must not see what those that go held back. */
async function hideUnsaid(knex: Knex): Promise<void> {
	await knex.raw('update triage_questions set is_active = false where not is_published')
	await knex.raw(`update medical_records set visibility = 'internal' where is_withdrawn`)
}

/**
 * Search as you type goes over the beginnings of words. Stored columns, not indexes on expressions:
 * behind row level security an index is only used with functions that leak nothing, which `lower` is
 * not held to be, while the pattern operators on a plain column are.
 */
async function addSearch(knex: Knex): Promise<void> {
	await knex.raw(`
		alter table clients
			add column asked_at timestamptz,
			add column name_key text generated always as (lower(name)) stored,
			add column name_rest text generated always as (
				lower(substring(name from '^[^ ]+ +(.+)$'))) stored,
			add column name_last text generated always as (
				lower(substring(name from '^[^ ]+ .* ([^ ]+)$'))) stored,
			add column email_key text generated always as (lower(email)) stored`)
	for (const column of ['name_key', 'name_rest', 'name_last', 'email_key']) {
		await knex.raw(`
			create index on clients (clinic_id, ${column} text_pattern_ops)
				where ${column} is not null`)
	}
	await knex.raw(`
		create index clients_phone_prefix on clients (clinic_id, phone text_pattern_ops)
			where phone is not null`)
	await knex.raw(`
		create index on clients (clinic_id, id) where match_status = 'unconfirmed'`)
	await knex.raw(`
		create index pets_microchip_prefix on pets (clinic_id, microchip text_pattern_ops)
			where microchip is not null`)
}

async function addPetColumns(knex: Knex): Promise<void> {
	await knex.raw(`
		alter table pets
			add column insurer text,
			add column insurance_number text,
			add column silenced_at timestamptz, -- nobody is written to about it any more
			add column name_key text generated always as (lower(name)) stored`)
	await knex.raw('create index on pets (clinic_id, name_key text_pattern_ops)')
}

async function createAlerts(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'pet_alerts',
		body: `
			pet_id uuid not null,
			record_id uuid, -- the allergy that it warns of
			kind text not null
				check (kind in ('allergy', 'aggressive', 'nervous', 'medical', 'other')),
			note text,
			visibility text not null default 'internal' check (visibility in ('shared', 'internal')),
			actor_kind text not null check (actor_kind in (${ACTORS})),
			actor_id uuid,
			ended_at timestamptz,
			foreign key (clinic_id, pet_id) references pets (clinic_id, id),
			foreign key (clinic_id, record_id) references medical_records (clinic_id, id)`,
		grants: 'select, insert, update',
	})
	await knex.raw('create index on pet_alerts (clinic_id, pet_id) where ended_at is null')
}

/** The record's row is what holds now; what it said before is kept beside it, and only added to. */
async function addRecordVersions(knex: Knex): Promise<void> {
	await knex.raw(`
		alter table medical_records
			add column released_at timestamptz,
			add column released_by uuid,
			add column correction_reason text,
			add column corrected_at timestamptz,
			add column is_withdrawn boolean not null default false`)
	await createTenantTable(knex, {
		name: 'medical_record_versions',
		key: ['record_id', 'version'],
		body: `
			record_id uuid not null,
			version integer not null check (version >= 1),
			author_id uuid,
			title text not null,
			occurred_on date not null,
			next_due_on date,
			data jsonb not null,
			visibility text not null,
			is_withdrawn boolean not null,
			released_at timestamptz,
			reason text, -- why this version came about; null: the first one
			written_at timestamptz not null,
			foreign key (clinic_id, record_id) references medical_records (clinic_id, id),
			foreign key (clinic_id, author_id) references users (clinic_id, id)`,
		grants: 'select, insert, update (data, reason, updated_at)',
	})
}

/** What became of a guest's rows, with all that was re-pointed: so that it can be taken back. */
async function createMerges(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'client_merges',
		body: `
			client_id uuid not null, -- the guest's
			into_client_id uuid, -- null: somebody new
			actor_kind text not null check (actor_kind in (${ACTORS})),
			actor_id uuid,
			moved jsonb not null default '{}' check (jsonb_typeof(moved) = 'object'), -- ids only
			undone_at timestamptz,
			foreign key (clinic_id, client_id) references clients (clinic_id, id),
			foreign key (clinic_id, into_client_id) references clients (clinic_id, id)`,
		grants: 'select, insert, update',
	})
	await knex.raw(`
		create unique index on client_merges (clinic_id, client_id) where undone_at is null`)
	await knex.raw('create index on client_merges (clinic_id, created_at desc)')
	await knex.raw(`
		create index on client_merges (clinic_id, into_client_id) where undone_at is null`)
}

async function createCallbacks(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'callback_requests',
		body: `
			kind text not null check (kind in ('general', 'end_of_life', 'request')),
			appointment_type_id uuid,
			name text,
			phone text, -- E.164
			pet_name text,
			species text,
			note text,
			client_id uuid,
			pet_id uuid,
			status text not null default 'open' check (status in ('open', 'done')),
			promised_by timestamptz, -- null: no hours are known
			claimed_by uuid,
			claimed_at timestamptz,
			attempts integer not null default 0 check (attempts >= 0),
			last_attempt_at timestamptz,
			closed_at timestamptz,
			outcome text,
			check ((status = 'done') = (closed_at is not null)),
			foreign key (clinic_id) references clinics (id),
			foreign key (clinic_id, appointment_type_id) references appointment_types (clinic_id, id),
			foreign key (clinic_id, client_id) references clients (clinic_id, id),
			foreign key (clinic_id, pet_id) references pets (clinic_id, id),
			foreign key (clinic_id, claimed_by) references users (clinic_id, id)`,
		grants: 'select, insert, update',
	})
	await knex.raw(`
		create index on callback_requests (clinic_id, promised_by) where status = 'open'`)
	await knex.raw('create index on callback_requests (clinic_id, phone)')
}

/** Owners read what is published; what was written since waits for a vet. */
async function addTriageApproval(knex: Knex): Promise<void> {
	await knex.raw(`
		alter table triage_questions
			add column approved_by uuid,
			add column approved_at timestamptz,
			add column is_published boolean not null default true,
			add column draft jsonb check (jsonb_typeof(draft) = 'object')`)
}
