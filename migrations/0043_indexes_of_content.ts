import type { Knex } from 'knex'
import { createIndexBeside, dropIndexesBeside } from './tenancy.ts'

export const config = { transaction: false }

/** What the sweep of the store asks for; what it asked for by another name before. */
const INDEXES = [
	{
		name: 'files_to_remove',
		on: 'files (deleted_at) where deleted_at is not null and content_removed_at is null',
	},
	...['storage_key', 'thumbnail_key'].map((key) => ({
		name: `files_with_${key}`,
		on: `files (clinic_id, ${key}) where content_removed_at is null`,
	})),
]
const BEFORE = ['storage_key', 'thumbnail_key'].map((key) => ({
	name: `files_clinic_id_${key}_idx`,
	on: `files (clinic_id, ${key}) where deleted_at is null`,
}))

export async function up(knex: Knex): Promise<void> {
	for (const index of INDEXES) await createIndexBeside(knex, index)
	await dropIndexesBeside(knex, ...BEFORE.map(({ name }) => name))
}

export async function down(knex: Knex): Promise<void> {
	for (const index of BEFORE) await createIndexBeside(knex, index)
	await dropIndexesBeside(knex, ...INDEXES.map(({ name }) => name))
}
