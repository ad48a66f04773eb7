import type { Knex } from 'knex'

// Who asked while a legal hold was on: of two who sign in to one client, one may go and one stay.

export async function up(knex: Knex): Promise<void> {
	await knex.raw(`
		alter table client_accounts
			add column erasure_asked_at timestamptz,
			add column erasure_keeps_visits boolean not null default false`)
	await knex.raw(`
		update client_accounts a set erasure_asked_at = c.erasure_asked_at,
			erasure_keeps_visits = c.erasure_keeps_visits
		from clients c
		where c.clinic_id = a.clinic_id and c.id = a.client_id and c.erasure_asked_at is not null`)
	await knex.raw('alter table clients drop constraint clients_erased_hold_check')
	await knex.raw(`
		alter table clients drop column erasure_asked_at, drop column erasure_keeps_visits`)
	await knex.raw(`
		alter table clients add constraint clients_erased_hold_check
			check (erased_at is null or num_nonnulls(legal_hold_at, legal_hold_reason) = 0)`)
}

export async function down(knex: Knex): Promise<void> {
	await knex.raw('alter table clients drop constraint clients_erased_hold_check')
	await knex.raw(`
		alter table clients
			add column erasure_asked_at timestamptz,
			add column erasure_keeps_visits boolean not null default false`)
	// Of several who asked, the client as a whole was asked for only where nobody else signs in to it.
	await knex.raw(`
		update clients c set erasure_asked_at = a.erasure_asked_at,
			erasure_keeps_visits = a.erasure_keeps_visits
		from client_accounts a
		where a.clinic_id = c.clinic_id and a.client_id = c.id and a.erasure_asked_at is not null
			and not exists (select from client_accounts other where other.clinic_id = a.clinic_id
				and other.client_id = a.client_id and other.id <> a.id
				and other.email_verified_at is not null)`)
	await knex.raw(`
		alter table clients add constraint clients_erased_hold_check check (erased_at is null
			or num_nonnulls(legal_hold_at, legal_hold_reason, erasure_asked_at) = 0)`)
	await knex.raw(`
		alter table client_accounts drop column erasure_asked_at, drop column erasure_keeps_visits`)
}
