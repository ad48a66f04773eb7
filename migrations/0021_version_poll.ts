import type { Knex } from 'knex'
import { createOwnerFunction, dropFunctions } from './tenancy.ts'

export async function up(knex: Knex): Promise<void> {
	// Asked by id: what a bump writes as its time is from before its commit, so a question about
	// times misses the bump that waited longest.
	await createOwnerFunction(knex, {
		signature: 'versions_of(p_clinic_ids uuid[])',
		returns: 'table (clinic_id uuid, version bigint)',
		volatility: 'stable',
		body: `
			select v.clinic_id, v.version from availability_versions v
			where v.clinic_id = any (p_clinic_ids)`,
	})
	await dropFunctions(knex, 'poll_availability_versions')
}

export async function down(knex: Knex): Promise<void> {
	await createOwnerFunction(knex, {
		signature: 'poll_availability_versions(p_since timestamptz)',
		returns: 'table (clinic_id uuid, version bigint, updated_at timestamptz)',
		volatility: 'stable',
		body: `
			select v.clinic_id, v.version, v.updated_at from availability_versions v
			where p_since is null or v.updated_at >= p_since`,
	})
	await dropFunctions(knex, 'versions_of')
}
