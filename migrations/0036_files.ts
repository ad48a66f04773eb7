import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// What lies in the store was written before its row, so a row never points to nothing.
	await createTenantTable(knex, {
		name: 'files',
		body: `
			kind text not null check (kind in ('photo', 'document')),
			pet_id uuid not null,
			record_id uuid, -- the document of a medical record, which says who may see it
			uploaded_by_kind text not null
				check (uploaded_by_kind in ('owner', 'staff', 'key', 'system')),
			uploaded_by_id uuid,
			name text not null, -- empty once it is deleted
			content_type text not null
				check (content_type in ('image/webp', 'image/jpeg', 'application/pdf')),
			bytes integer not null check (bytes > 0),
			sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
			storage_key text not null,
			thumbnail_key text,
			visibility text not null check (visibility in ('shared', 'internal')),
			deleted_at timestamptz,
			check ((kind = 'photo') = (thumbnail_key is not null)),
			foreign key (clinic_id, pet_id) references pets (clinic_id, id),
			foreign key (clinic_id, record_id) references medical_records (clinic_id, id)`,
	})
	await knex.raw('create index on files (clinic_id, pet_id) where deleted_at is null')
	await knex.raw('create index on files (clinic_id, storage_key) where deleted_at is null')
	await knex.raw('create index on files (clinic_id, thumbnail_key) where deleted_at is null')
	await knex.raw('create index on files (clinic_id, uploaded_by_id, created_at)')

	await knex.raw('alter table pets add column photo_file_id uuid')
	await knex.raw(`
		alter table pets add constraint pets_photo_fkey
			foreign key (clinic_id, photo_file_id) references files (clinic_id, id)`)
}

export async function down(knex: Knex): Promise<void> {
	await knex.raw('alter table pets drop column photo_file_id')
	await dropTables(knex, 'files')
}
