import type { Knex } from 'knex'
import { createOwnerFunction, dropFunctions } from './tenancy.ts'

// A hold is locked before its reservations by whoever extends, gives back or consumes it. Taken the
// other way round, the purge and an extension at the end of a hold's life could wait for each other.
export async function up(knex: Knex): Promise<void> {
	await replacePurge(knex, 'delete from holds where expires_at <= statement_timestamp();')
}

export async function down(knex: Knex): Promise<void> {
	await replacePurge(
		knex,
		`delete from reservations where expires_at <= statement_timestamp();
		delete from holds where expires_at <= statement_timestamp();`,
	)
}

/** @param work its last statement deletes the holds; their reservations go with them */
async function replacePurge(knex: Knex, work: string): Promise<void> {
	await dropFunctions(knex, 'purge_expired_holds')
	await createOwnerFunction(knex, {
		signature: 'purge_expired_holds()',
		returns: 'integer',
		language: 'plpgsql',
		body: `
			declare purged integer;
			begin
				${work}
				get diagnostics purged = row_count;
				return purged;
			end`,
	})
}
