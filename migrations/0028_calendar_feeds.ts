import type { Knex } from 'knex'
import { createOwnerFunction, createTenantTable, dropFunctions, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// Where a day off came from, as in `holiday:GB-ENG`: the same day is taken from there once.
	await knex.raw('alter table vet_availability_overrides add column source text')
	await knex.raw(`
		create unique index vet_availability_overrides_source
			on vet_availability_overrides (clinic_id, override_date, source)
			where source is not null`)

	// A diary kept elsewhere. Its address opens it to whoever has it, so it is a secret.
	await createTenantTable(knex, {
		name: 'calendar_feeds',
		body: `
			resource_id uuid not null,
			label text not null,
			address bytea not null, -- encrypted with the server key
			host text not null, -- of the address, to be shown
			is_active boolean not null default true,
			busy integer[] not null default '{}', -- minutes since 1970: start, end, start, end …
			events integer not null default 0,
			skipped integer not null default 0,
			etag text,
			last_modified text,
			digest text, -- of the file, since many servers give no tag
			laid_out_on date, -- the local day from which the events were laid out
			next_fetch_at timestamptz not null default now(),
			last_tried_at timestamptz,
			last_success_at timestamptz,
			last_error text,
			failures integer not null default 0 check (failures >= 0),
			check (cardinality(busy) % 2 = 0),
			foreign key (clinic_id, resource_id) references resources (clinic_id, id)`,
	})
	await knex.raw('create index on calendar_feeds (clinic_id, resource_id)')
	await knex.raw('create index on calendar_feeds (next_fetch_at) where is_active')

	// What reception has seen: one visit at one stretch of foreign time.
	await createTenantTable(knex, {
		name: 'dismissed_conflicts',
		key: ['feed_id', 'appointment_id', 'starts_at', 'ends_at'],
		body: `
			feed_id uuid not null,
			appointment_id uuid not null,
			starts_at timestamptz not null,
			ends_at timestamptz not null,
			actor_kind text not null,
			actor_id uuid,
			foreign key (clinic_id, feed_id) references calendar_feeds (clinic_id, id),
			foreign key (clinic_id, appointment_id) references appointments (clinic_id, id)`,
	})

	await createOwnerFunction(knex, {
		signature: 'due_calendar_feeds(p_limit integer)',
		returns: 'table (clinic_id uuid, id uuid)',
		volatility: 'stable',
		body: `
			select f.clinic_id, f.id from calendar_feeds f
			where f.is_active and f.next_fetch_at <= statement_timestamp()
			order by f.next_fetch_at limit p_limit`,
	})
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(knex, 'due_calendar_feeds')
	await dropTables(knex, 'dismissed_conflicts', 'calendar_feeds')
	await knex.raw('alter table vet_availability_overrides drop column source')
}
