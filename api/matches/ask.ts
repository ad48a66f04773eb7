import type { Knex } from 'knex'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import type { QueueNotification } from '../notifications/queue.ts'

interface VisitRow {
	id: string
	sequence: number
}

/**
 * Asks a guest by letter who they are, once.
 *
 * @throws Problem `match_not_found`, `match_settled`, `no_visit_ahead`
 */
export async function askGuest(
	trx: Knex.Transaction,
	{ queueNotification }: { queueNotification: QueueNotification },
	{ clinicId, actor, id }: { clinicId: string; actor: Actor; id: string },
): Promise<{ clientId: string }> {
	const row = await trx('clients')
		.where({ clinic_id: clinicId, id })
		.whereNull('erased_at')
		.forNoKeyUpdate()
		.first('match_status', 'asked_at')
	if (!row) throw new Problem('match_not_found')
	if (row.match_status !== 'unconfirmed') throw new Problem('match_settled')
	if (row.asked_at !== null) return { clientId: id }
	const [visit] = await queryOf(trx)<VisitRow>(
		`select a.id, a.ics_sequence as sequence from appointments a
		where a.clinic_id = $1 and a.client_id = $2 and a.scheduled_start > statement_timestamp()
			and a.status in ('pending', 'confirmed', 'reminded')
		order by a.scheduled_start limit 1`,
		[clinicId, id],
	)
	if (!visit) throw new Problem('no_visit_ahead')
	await trx('clients')
		.where({ clinic_id: clinicId, id })
		.update({ asked_at: trx.fn.now(), updated_at: trx.fn.now() })
	const about = { appointmentId: visit.id, clientId: id, sequence: visit.sequence }
	await queueNotification(trx, { clinicId, kind: 'match_question', ...about })
	await audit(trx, clinicId, { actor, action: 'client.asked', subjectId: id })
	return { clientId: id }
}
