import type { Knex } from 'knex'
import { createOwnerFunction, dropFunctions } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// When somebody last had it read out of turn.
	await knex.raw('alter table calendar_feeds add column asked_at timestamptz')

	await dropFunctions(knex, 'due_calendar_feeds')
	// One for each clinic, and the clinic first that has waited longest for a turn: thirty slow
	// diaries of one keep nobody else's waiting.
	await createOwnerFunction(knex, {
		signature: 'due_calendar_feeds(p_limit integer, p_busy_clinics uuid[])',
		returns: 'table (clinic_id uuid, id uuid)',
		volatility: 'stable',
		body: `
			select d.clinic_id, d.id from (
				select f.clinic_id, f.id, f.next_fetch_at,
					row_number() over (partition by f.clinic_id order by f.next_fetch_at, f.id) as turn
				from calendar_feeds f
				where f.is_active and f.next_fetch_at <= statement_timestamp()
					and f.clinic_id <> all (p_busy_clinics)) d
			where d.turn = 1
			order by
				(select max(t.last_tried_at) from calendar_feeds t where t.clinic_id = d.clinic_id)
					nulls first,
				d.next_fetch_at
			limit p_limit`,
	})
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(knex, 'due_calendar_feeds')
	await createOwnerFunction(knex, {
		signature: 'due_calendar_feeds(p_limit integer)',
		returns: 'table (clinic_id uuid, id uuid)',
		volatility: 'stable',
		body: `
			select f.clinic_id, f.id from calendar_feeds f
			where f.is_active and f.next_fetch_at <= statement_timestamp()
			order by f.next_fetch_at limit p_limit`,
	})
	await knex.raw('alter table calendar_feeds drop column asked_at')
}
