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
	// Reservations first, like a booking that clears its way, so that the two seldom cross; row
	// locks to rule it out would not work over several machines, and the job runs again anyhow.
	await createOwnerFunction(knex, {
		signature: 'purge_expired_holds()',
		returns: 'integer',
		language: 'plpgsql',
		body: `
			declare purged integer;
			begin
				delete from reservations where expires_at <= statement_timestamp();
				delete from holds where expires_at <= statement_timestamp();
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
