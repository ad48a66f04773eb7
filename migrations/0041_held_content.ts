import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
	// Whose photo a file is, is asked whenever files are deleted.
	await knex.raw(`
		create index pets_photo on pets (clinic_id, photo_file_id) where photo_file_id is not null`)
	// What was deleted is looked for only while a legal hold is on somebody.
	await knex.raw(`
		create index clients_held on clients (clinic_id) where legal_hold_at is not null`)
}

export async function down(knex: Knex): Promise<void> {
	await knex.raw('drop index pets_photo, clients_held')
}
