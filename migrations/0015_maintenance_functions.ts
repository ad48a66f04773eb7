import type { Knex } from 'knex'
import { createOwnerFunction, dropFunctions } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// A bump waits for the row's lock and takes the statement's time from before that wait, so
	// callers ask again from some seconds before their last poll.
	await createOwnerFunction(knex, {
		signature: 'poll_availability_versions(p_since timestamptz)',
		returns: 'table (clinic_id uuid, version bigint, updated_at timestamptz)',
		volatility: 'stable',
		body: `
			select v.clinic_id, v.version, v.updated_at from availability_versions v
			where p_since is null or v.updated_at >= p_since`,
	})
	// Ids only. What was claimed two minutes ago and never recorded comes back, too.
	await createOwnerFunction(knex, {
		signature: 'due_notifications(p_limit integer)',
		returns: 'table (clinic_id uuid, id uuid, status text)',
		volatility: 'stable',
		body: `
			select n.clinic_id, n.id, n.status from notifications n
			where n.scheduled_for <= statement_timestamp()
				and (n.status = 'pending' or (n.status = 'claimed'
					and n.claimed_at <= statement_timestamp() - interval '2 minutes'))
			order by n.scheduled_for limit p_limit`,
	})
	await createPurges(knex)
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(
		knex,
		'purge_past_reservations',
		'purge_expired_requests',
		'purge_expired_holds',
		'due_notifications',
		'poll_availability_versions',
	)
}

async function createPurges(knex: Knex): Promise<void> {
	// Rows that a booking is just consuming are skipped: the cleaner never waits, never deadlocks.
	await createOwnerFunction(knex, {
		signature: 'purge_expired_holds(p_limit integer)',
		returns: 'integer',
		language: 'plpgsql',
		body: `
			declare purged integer;
			begin
				delete from holds h using (
					select e.clinic_id, e.id from holds e where e.expires_at <= statement_timestamp()
					order by e.clinic_id, e.id limit p_limit for update skip locked
				) expired
				where h.clinic_id = expired.clinic_id and h.id = expired.id;
				get diagnostics purged = row_count;
				return purged;
			end`,
	})
	await createOwnerFunction(knex, {
		signature: 'purge_expired_requests()',
		returns: 'void',
		language: 'plpgsql',
		body: `
			begin
				delete from idempotency_keys where expires_at <= statement_timestamp();
				delete from rate_limits where expires_at <= statement_timestamp();
			end`,
	})
	await createOwnerFunction(knex, {
		signature: 'purge_past_reservations()',
		returns: 'integer',
		language: 'plpgsql',
		body: `
			declare purged integer;
			begin
				delete from reservations
				where ends_at < statement_timestamp() - interval '2 days' and hold_id is null;
				get diagnostics purged = row_count;
				return purged;
			end`,
	})
}
