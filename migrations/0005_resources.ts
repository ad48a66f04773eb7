import type { Knex } from 'knex'
import { createTenantTable, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// A veterinarian's or nurse's resource has the id of their user.
	await createTenantTable(knex, {
		name: 'resources',
		body: `
			kind text not null check (kind in ('veterinarian', 'nurse', 'room', 'equipment', 'cap')),
			code text, -- the clinic's own short name, which appointment types point to
			name text not null,
			title text,
			photo_url text,
			initials text,
			color text check (color ~ '^#[0-9a-f]{6}$'),
			capacity smallint not null default 1 check (capacity between 1 and 1000),
			room_type text,
			skills text[] not null default '{}',
			species text[] not null default '{}', -- empty: all
			languages text[] not null default '{}',
			excluded_type_slugs text[] not null default '{}',
			bookable_online boolean not null default true,
			is_active boolean not null default true,
			sort_order integer not null default 0,
			check ((kind = 'room') or room_type is null),
			foreign key (clinic_id) references clinics (id),
			unique (clinic_id, code)`,
	})
}

export async function down(knex: Knex): Promise<void> {
	await dropTables(knex, 'resources')
}
