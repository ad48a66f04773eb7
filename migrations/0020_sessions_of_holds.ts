import type { Knex } from 'knex'

/** Who keeps a time, so that one page keeps one; and references found without reading a history. */
export async function up(knex: Knex): Promise<void> {
	await knex.raw(`
		alter table holds add column session_hash bytea
			check (session_hash is null or length(session_hash) = 32)`)
	await knex.raw(`
		create index on holds (clinic_id, session_hash) where session_hash is not null`)
	// All states of a visit, moved ones too: whoever changes it locks them all.
	await knex.raw(
		'create index appointments_of_reference on appointments (clinic_id, booking_reference)',
	)
}

export async function down(knex: Knex): Promise<void> {
	await knex.raw('drop index appointments_of_reference')
	await knex.raw('alter table holds drop column session_hash')
}
