import type { Knex } from 'knex'
import { createOwnerFunction, createTenantTable, dropFunctions, dropTables } from './tenancy.ts'

// What an earlier version wrote lies under its SHA-256, perhaps for several rows, and stays there.
export async function up(knex: Knex): Promise<void> {
	// What lies in the store, or is being written there, and has no row yet.
	await createTenantTable(knex, {
		name: 'unfinished_uploads',
		key: ['storage_key'],
		body: `
			abandoned_at timestamptz, -- from then on it gets no row any more
			storage_key text not null,
			foreign key (clinic_id) references clinics (id)`,
	})
	await knex.raw('create index on unfinished_uploads (created_at)')
	await knex.raw('alter table files add column content_removed_at timestamptz')
	await createDoors(knex)
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(knex, 'files_to_remove', 'abandon_uploads')
	// Names went with the content by now; before, they went at once.
	await knex.raw(`update files set name = '' where deleted_at is not null`)
	await knex.raw('alter table files drop column content_removed_at')
	await dropTables(knex, 'unfinished_uploads')
}

async function createDoors(knex: Knex): Promise<void> {
	// What was deleted, but for what somebody sent, or what is about an animal of somebody, whom a
	// legal hold is on: it goes when the hold has ended.
	await createOwnerFunction(knex, {
		signature: 'files_to_remove(p_limit integer)',
		returns: 'table (clinic_id uuid, id uuid)',
		volatility: 'stable',
		body: `
			select f.clinic_id, f.id from files f
			where f.deleted_at is not null and f.content_removed_at is null
				and not exists (select from pet_owners o
					join clients c on c.clinic_id = o.clinic_id and c.id = o.client_id
					where o.clinic_id = f.clinic_id and o.pet_id = f.pet_id
						and c.legal_hold_at is not null)
				and not exists (select from client_accounts a
					join clients c on c.clinic_id = a.clinic_id and c.id = a.client_id
					where a.clinic_id = f.clinic_id and a.id = f.uploaded_by_id
						and c.legal_hold_at is not null)
			order by f.deleted_at limit p_limit`,
	})
	// A day after it began, whoever wrote it has made its row, or never will.
	await createOwnerFunction(knex, {
		signature: 'abandon_uploads(p_limit integer)',
		returns: 'table (clinic_id uuid, storage_key text)',
		body: `
			update unfinished_uploads u
			set abandoned_at = coalesce(u.abandoned_at, statement_timestamp()),
				updated_at = statement_timestamp()
			where (u.clinic_id, u.storage_key) in (
				select o.clinic_id, o.storage_key from unfinished_uploads o
				where o.created_at < statement_timestamp() - interval '1 day'
				order by o.created_at limit p_limit)
			returning u.clinic_id, u.storage_key`,
	})
}
