import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

const PRICE_KINDS = `'fixed', 'from', 'package', 'free', 'range', 'estimate', 'none'`

export async function up(knex: Knex): Promise<void> {
	await createTenantTable(knex, {
		name: 'appointment_types',
		body: `
			slug text not null,
			name text not null,
			description text,
			group_name text,
			sort_order integer not null default 0,
			icon text,
			color_code varchar(7) check (color_code ~ '^#[0-9a-f]{6}$'),
			booking_mode text not null check (
				booking_mode in ('instant', 'request', 'triage_only', 'callback', 'staff_only')),
			requires_approval boolean not null generated always as (booking_mode = 'request') stored,
			duration_minutes integer not null check (duration_minutes between 5 and 720),
			buffer_before_minutes integer not null default 0
				check (buffer_before_minutes between 0 and 240),
			buffer_after_minutes integer not null default 0
				check (buffer_after_minutes between 0 and 240),
			step_minutes integer not null default 15 check (step_minutes between 5 and 240),
			min_notice_minutes integer not null default 120 check (min_notice_minutes >= 0),
			horizon_days integer not null default 60 check (horizon_days between 1 and 730),
			cancellation_cutoff_hours integer not null default 24
				check (cancellation_cutoff_hours >= 0),
			price_kind text not null default 'none' check (price_kind in (${PRICE_KINDS})),
			base_price numeric(10, 2) check (base_price >= 0),
			price_note text,
			roles text[] not null default '{veterinarian}',
			named_resource_ids uuid[], -- null: anyone who fits
			required_skills text[] not null default '{}',
			room_types text[] not null default '{}', -- one of these; empty: no room
			equipment text[] not null default '{}', -- all of these, by resource code
			species text[] not null default '{}', -- empty: all
			excluded_species text[] not null default '{}',
			client_type text not null default 'both'
				check (client_type in ('both', 'new', 'existing')),
			triage text not null default 'none'
				check (triage in ('none', 'required', 'amber_required')),
			is_default boolean not null default false,
			is_active boolean not null default true,
			form_fields jsonb not null default '[]' check (jsonb_typeof(form_fields) = 'array'),
			preparation jsonb not null default '[]' check (jsonb_typeof(preparation) = 'array'),
			rules jsonb not null default '{}' check (jsonb_typeof(rules) = 'object'),
			foreign key (clinic_id) references clinics (id),
			unique (clinic_id, slug)`,
	})
	await knex.raw('create unique index on appointment_types (clinic_id) where is_default')

	await createTenantTable(knex, {
		name: 'triage_questions',
		body: `
			code text not null,
			species text, -- null: all
			text text not null,
			level text not null check (level in ('red', 'amber')),
			action text,
			emphasis text,
			sort_order integer not null default 0,
			is_active boolean not null default true,
			foreign key (clinic_id) references clinics (id),
			unique nulls not distinct (clinic_id, species, code)`,
	})
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'triage_questions', 'appointment_types')
}
