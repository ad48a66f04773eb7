import type { Knex } from 'knex'
import { createOwnerFunction, dropFunctions, SERVER_ROLE } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// A hold keeps all of it, whoever asks; what was asked for meanwhile is done when it ends.
	await knex.raw(`
		alter table clients
			add column legal_hold_at timestamptz,
			add column legal_hold_reason text,
			add column erasure_asked_at timestamptz,
			add column erasure_keeps_visits boolean not null default false`)
	await knex.raw(`
		alter table clients add constraint clients_erased_hold_check check (erased_at is null
			or num_nonnulls(legal_hold_at, legal_hold_reason, erasure_asked_at) = 0)`)
	await knex.raw(`grant delete on client_merges to ${SERVER_ROLE}`)
	await knex.raw(`grant update (data, updated_at) on audit_log to ${SERVER_ROLE}`)
	await createPurge(knex)
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(knex, 'purge_past_people')
	await knex.raw(`
		drop index if exists callback_requests_to_forget, emergencies_to_forget,
			one_time_codes_consumed`)
	await knex.raw(`revoke update (data, updated_at) on audit_log from ${SERVER_ROLE}`)
	await knex.raw(`revoke delete on client_merges from ${SERVER_ROLE}`)
	await knex.raw(`
		alter table clients drop column legal_hold_at, drop column legal_hold_reason,
			drop column erasure_asked_at, drop column erasure_keeps_visits`)
}

const TOLD = ['name', 'phone', 'pet_name', 'note', 'outcome']
const CALLED = ['caller_name', 'caller_phone']

const someOf = (columns: readonly string[], table = '') =>
	`num_nonnulls(${columns.map((column) => table + column).join(', ')}) > 0`

const without = (columns: readonly string[]) =>
	`${columns.map((column) => `${column} = null`).join(', ')}, updated_at = now()`

/** What a clinic has set in days, in its settings; what is no such number counts as not set. */
const days = (name: string, otherwise: number) => `
	make_interval(days => case when c.settings #>> '{retention,${name}}' ~ '^[0-9]{1,4}$'
		then (c.settings #>> '{retention,${name}}')::int else ${otherwise} end)`

/**
 * People who rang once, codes that were used, and where sessions came from that are long over: each
 * goes when nobody has a use for it any more. By sessions of the last month a device is known again.
 */
async function createPurge(knex: Knex): Promise<void> {
	const ended = 'coalesce(revoked_at, expires_at) < statement_timestamp()'
	const sessions = ['user_sessions', 'client_sessions'].map(
		(table) => `
			update ${table} set ${without(['ip', 'user_agent'])}
			where ${ended} - interval '30 days' and ${someOf(['ip', 'user_agent'])};
			delete from ${table} where ${ended} - interval '60 days';`,
	)
	await createOwnerFunction(knex, {
		signature: 'purge_past_people()',
		returns: 'void',
		language: 'plpgsql',
		body: `
			begin
				update callback_requests r set ${without(TOLD)} from clinics c
				where c.id = r.clinic_id and r.status = 'done' and ${someOf(TOLD, 'r.')}
					and r.closed_at < statement_timestamp() - ${days('callbackDays', 90)};
				update emergencies e set ${without(CALLED)} from clinics c
				where c.id = e.clinic_id and e.status <> 'open' and ${someOf(CALLED, 'e.')}
					and e.settled_at < statement_timestamp() - ${days('emergencyDays', 90)};
				delete from one_time_codes
				where consumed_at < statement_timestamp() - interval '30 days';
				${sessions.join('\n')}
			end`,
	})
}
