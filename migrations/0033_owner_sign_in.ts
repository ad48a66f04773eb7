import type { Knex } from 'knex'
import { createOwnerFunction, dropFunctions } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// A letter about an owner's sign-in goes to the account, and is about no visit.
	await knex.raw('alter table notifications add column account_id uuid')
	await knex.raw(`
		alter table notifications add constraint notifications_account_fkey
			foreign key (clinic_id, account_id) references client_accounts (clinic_id, id)`)
	// Its index is made in 0046, beside whoever writes; so are others of tables that were there before.
	await replacePurge(knex, ['user_sessions', 'client_sessions'])
}

export async function down(knex: Knex): Promise<void> {
	await replacePurge(knex, ['user_sessions'])
	for (const table of ['notification_deliveries', 'local_messages']) {
		await knex.raw(`
			delete from ${table} t using notifications n where n.clinic_id = t.clinic_id
				and n.id = t.notification_id and n.account_id is not null`)
	}
	await knex.raw('delete from notifications where account_id is not null')
	await knex.raw('alter table notifications drop column account_id')
}

/** Sessions stay for a while after their end: by them a device is known again. */
async function replacePurge(knex: Knex, tables: readonly string[]): Promise<void> {
	const sessions = tables.map(
		(table) => `
				delete from ${table} where expires_at < statement_timestamp() - interval '60 days';`,
	)
	await dropFunctions(knex, 'purge_past_sign_ins')
	await createOwnerFunction(knex, {
		signature: 'purge_past_sign_ins()',
		returns: 'void',
		language: 'plpgsql',
		body: `
			begin
				delete from one_time_codes
				where expires_at < statement_timestamp() - interval '1 day';
				delete from sign_in_tries where expires_at < statement_timestamp();${sessions.join('')}
			end`,
	})
}
