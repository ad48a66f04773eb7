import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
	// Beside internal_notes: what the owner may read, in a column of its own, so that it can be erased.
	await knex.raw('alter table appointments add column shared_notes text')
}

export async function down(knex: Knex): Promise<void> {
	await knex.raw('alter table appointments drop column shared_notes')
}
