import type { Knex } from 'knex'
import type { BookableClinic } from '../../factories.ts'
import type { TestApi } from '../api.ts'

/** Holds a clinic's vet, as another writer of time would. */
export async function holdVet(api: TestApi, clinic: BookableClinic): Promise<Knex.Transaction> {
	const blocker = await api.db.transaction()
	await blocker.raw('select set_tenant(?)', [clinic.id])
	await blocker.raw('select 1 from resources where clinic_id = ? and id = ? for no key update', [
		clinic.id,
		clinic.vets[0] ?? '',
	])
	return blocker
}

/** Waits until so many transactions wait for a lock; lets go when they don't, so that the test ends. */
export async function untilWaiting(
	api: TestApi,
	blocker: Knex.Transaction,
	count = 1,
): Promise<void> {
	for (const end = Date.now() + 10_000; Date.now() < end; ) {
		const { rows } = await api.database.owner.raw(
			`select count(distinct l.pid)::int as n from pg_locks l
			where not l.granted and l.pid in (
				select pid from pg_stat_activity where datname = current_database())`,
		)
		if (rows[0].n >= count) return
		await new Promise((resolve) => setTimeout(resolve, 20))
	}
	await blocker.rollback()
	throw new Error(`Fewer than ${count} wait`)
}
