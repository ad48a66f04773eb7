import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

const ACTORS = `'owner', 'staff', 'key', 'system'`
const KINDS = `'allergy', 'aggressive', 'nervous', 'medical', 'other'`

export async function up(knex: Knex): Promise<void> {
	await addPetColumns(knex)
	await createReports(knex)
	await createInvitations(knex)
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'pet_invitations', 'pet_reports')
	await knex.raw('drop index if exists medical_records_of_owners')
	await knex.raw(`update pet_alerts set kind = 'other' where kind = 'mobility'`)
	await setAlertKinds(knex, KINDS)
	await knex.raw(`
		alter table pets drop column insurance_expires_on, drop column stated_by_owner`)
}

async function addPetColumns(knex: Knex): Promise<void> {
	await knex.raw(`
		alter table pets
			add column insurance_expires_on date,
			add column stated_by_owner text[] not null default '{}'
				check (stated_by_owner <@ array['species', 'sex', 'bornOn', 'microchip'])`)
	await setAlertKinds(knex, `${KINDS}, 'mobility'`)
}

async function setAlertKinds(knex: Knex, kinds: string): Promise<void> {
	await knex.raw('alter table pet_alerts drop constraint pet_alerts_kind_check')
	await knex.raw(`
		alter table pet_alerts add constraint pet_alerts_kind_check check (kind in (${kinds}))`)
}

/** What owners say has become of an animal, until somebody at the clinic has seen it. */
async function createReports(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'pet_reports',
		body: `
			pet_id uuid not null,
			client_id uuid not null, -- who says so
			kind text not null check (kind in ('deceased', 'moved')),
			happened_on date,
			outcome text check (outcome in ('confirmed', 'taken_back')),
			settled_at timestamptz,
			settled_by_kind text check (settled_by_kind in (${ACTORS})),
			settled_by uuid,
			check (num_nulls(outcome, settled_at, settled_by_kind) in (0, 3)),
			foreign key (clinic_id, pet_id) references pets (clinic_id, id),
			foreign key (clinic_id, client_id) references clients (clinic_id, id)`,
		grants: 'select, insert, update',
	})
	await knex.raw(`
		create unique index on pet_reports (clinic_id, pet_id) where settled_at is null`)
}

/** The link in the letter is computed from clinic and id, and never stored. */
async function createInvitations(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'pet_invitations',
		body: `
			pet_id uuid not null,
			client_id uuid not null, -- who invites
			email text, -- null: erased
			expires_at timestamptz not null,
			accepted_at timestamptz,
			accepted_by uuid, -- the client who joined
			revoked_at timestamptz,
			check ((accepted_at is null) = (accepted_by is null)),
			check (accepted_at is null or revoked_at is null),
			foreign key (clinic_id, pet_id) references pets (clinic_id, id),
			foreign key (clinic_id, client_id) references clients (clinic_id, id),
			foreign key (clinic_id, accepted_by) references clients (clinic_id, id)`,
		grants: 'select, insert, update',
	})
	await knex.raw('create index on pet_invitations (clinic_id, pet_id)')
}
