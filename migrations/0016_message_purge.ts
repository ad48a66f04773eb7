import type { Knex } from 'knex'
import { createOwnerFunction, dropFunctions } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// Mail that stayed here holds names, addresses and manage links, which end by then as well.
	await createOwnerFunction(knex, {
		signature: 'purge_old_messages()',
		returns: 'integer',
		language: 'plpgsql',
		body: `
			declare purged integer;
			begin
				delete from local_messages
				where created_at < statement_timestamp() - interval '30 days';
				get diagnostics purged = row_count;
				return purged;
			end`,
	})
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(knex, 'purge_old_messages')
}
