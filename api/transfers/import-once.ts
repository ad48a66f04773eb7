import type { ImportReport } from '../contract/transfers.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { withIdempotency } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { type ImportInput, importRows } from './import.ts'

interface Request extends Omit<ImportInput, 'clinicId' | 'now'> {
	intent: Intent
}

/** Imports a file once per intent; a question only is asked anew each time, and writes nothing. */
export function importOnce({ db, catalogue }: Services, { intent, ...asked }: Request) {
	const { clinicId } = intent
	return inTenant(
		db,
		clinicId,
		async (trx) => {
			const now = await catalogue.read(queryOf(trx), clinicId)
			const input = { ...asked, clinicId, now }
			if (input.dryRun) {
				await trx.raw('set transaction read only')
				return { body: await importRows(trx, input), headers: {} }
			}
			let told: ImportReport | undefined
			const { answer, replayed } = await withIdempotency(trx, intent, async () => {
				told = await importRows(trx, input)
				// A retry hears what was done; what was remarked about rows was for the first time.
				return { status: 200, answer: { ...told, problems: [] } }
			})
			const headers: Record<string, string> = replayed ? { 'Idempotency-Replayed': 'true' } : {}
			return { body: told ?? answer, headers }
		},
		{ quietly: true },
	)
}
