import type { Queues } from '../contract/callbacks.ts'
import type { Query } from '../database/tenant.ts'

const COUNTS = `
	select
		(select count(*) from appointments a where a.clinic_id = $1 and a.status = 'pending')::int
			as requests,
		(select count(*) from clients c where c.clinic_id = $1 and c.match_status = 'unconfirmed'
			and c.erased_at is null)::int as matches,
		(select count(*) from prescription_requests q where q.clinic_id = $1
			and q.status in ('requested', 'approved'))::int as prescriptions,
		count(*)::int as callbacks,
		(count(*) filter (where r.promised_by < statement_timestamp()))::int as "callbacksOverdue"
	from callback_requests r where r.clinic_id = $1 and r.status = 'open'`

/** How much waits to be worked off. */
export async function countQueues(query: Query, clinicId: string): Promise<Queues> {
	const [row] = await query<Queues>(COUNTS, [clinicId])
	const { requests = 0, matches = 0, callbacks = 0, callbacksOverdue = 0 } = row ?? {}
	return { requests, matches, callbacks, callbacksOverdue, prescriptions: row?.prescriptions ?? 0 }
}
