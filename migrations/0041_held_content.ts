import type { Knex } from 'knex'
import { createIndexBeside, dropIndexesBeside } from './tenancy.ts'

export const config = { transaction: false }

export async function up(knex: Knex): Promise<void> {
	// Whose photo a file is, is asked whenever files are deleted.
	await createIndexBeside(knex, {
		name: 'pets_photo',
		on: 'pets (clinic_id, photo_file_id) where photo_file_id is not null',
	})
	// What was deleted is looked for only while a legal hold is on somebody.
	await createIndexBeside(knex, {
		name: 'clients_held',
		on: 'clients (clinic_id) where legal_hold_at is not null',
	})
}

export async function down(knex: Knex): Promise<void> {
	await dropIndexesBeside(knex, 'pets_photo', 'clients_held')
}
