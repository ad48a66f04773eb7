import type { Knex } from 'knex'
import { createOwnerFunction, createTenantTable, dropFunctions, dropTables } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// A letter to somebody who works here has no visit; its link or code is put in at sending.
	await knex.raw('alter table notifications add column user_id uuid')
	await knex.raw(`
		alter table notifications add constraint notifications_user_fkey
			foreign key (clinic_id, user_id) references users (clinic_id, id)`)
	await knex.raw('create index on notifications (clinic_id, user_id)')

	// Links to choose a password carry the generation; it goes up when one of them is used. Wrong
	// tries are counted apart, since they are counted for addresses that nobody here has, too.
	await knex.raw('alter table users rename column invitation_generation to link_generation')
	await knex.raw('alter table users drop column login_attempts, drop column locked_until')

	await createTenantTable(knex, {
		name: 'one_time_codes',
		body: `
			purpose text not null, -- sign_in, recovery …; the code is computed and never stored
			subject_kind text not null check (subject_kind in ('staff', 'owner')),
			subject_id uuid not null,
			expires_at timestamptz, -- null: good until it is used
			attempts integer not null default 0 check (attempts >= 0),
			consumed_at timestamptz,
			foreign key (clinic_id) references clinics (id)`,
	})
	await knex.raw('create index on one_time_codes (clinic_id, subject_id, purpose)')
	await knex.raw('create index on one_time_codes (expires_at)')

	await createTenantTable(knex, {
		name: 'sign_in_tries',
		key: ['subject'],
		body: `
			subject text not null, -- an address, blinded, whether somebody has it or not
			failures integer not null default 0 check (failures >= 0),
			locked_until timestamptz,
			expires_at timestamptz not null,
			foreign key (clinic_id) references clinics (id)`,
	})
	await knex.raw('create index on sign_in_tries (expires_at)')
	await createPurge(knex)
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(knex, 'purge_past_sign_ins')
	await dropTables(knex, 'sign_in_tries', 'one_time_codes')
	await knex.raw(`
		alter table users
			add column login_attempts integer not null default 0 check (login_attempts >= 0),
			add column locked_until timestamptz`)
	await knex.raw('alter table users rename column link_generation to invitation_generation')
	await knex.raw('alter table notifications drop column user_id')
}

/** Sessions stay for a while after their end: by them a device is known again. */
async function createPurge(knex: Knex): Promise<void> {
	await createOwnerFunction(knex, {
		signature: 'purge_past_sign_ins()',
		returns: 'void',
		language: 'plpgsql',
		body: `
			begin
				delete from one_time_codes
				where expires_at < statement_timestamp() - interval '1 day';
				delete from sign_in_tries where expires_at < statement_timestamp();
				delete from user_sessions
				where expires_at < statement_timestamp() - interval '60 days';
			end`,
	})
}
