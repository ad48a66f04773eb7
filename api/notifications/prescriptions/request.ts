import type { Knex } from 'knex'
import type { PrescriptionStatus } from '../../contract/prescriptions.ts'
import { queryOf } from '../../database/query.ts'
import { oneLine } from '../plain.ts'

/** All that a letter about a medicine may say. */
export interface AskedMedicine {
	medicine: string
	quantity: string
	pet: string
	/** Alive, and somebody wants to hear of it. */
	isHeardOf: boolean
	status: PrescriptionStatus
	reason: string
	handover: 'collect' | 'sent' | null
}

interface Row extends Omit<AskedMedicine, 'quantity' | 'reason'> {
	quantity: string | null
	reason: string | null
}

const FIND = `
	select q.medicine, q.quantity, p.name as pet, q.status, q.decline_reason as reason, q.handover,
		p.status = 'active' and p.silenced_at is null as "isHeardOf"
	from prescription_requests q
	join pets p on p.clinic_id = $1 and p.id = q.pet_id
	where q.clinic_id = $1 and q.id = $2`

export async function findRequest(
	trx: Knex,
	{ clinicId, variables }: { clinicId: string; variables: { requestId?: string } },
): Promise<AskedMedicine | undefined> {
	const [row] = await queryOf(trx)<Row>(FIND, [clinicId, variables.requestId ?? null])
	if (!row) return undefined
	return {
		...row,
		medicine: oneLine(row.medicine),
		quantity: oneLine(row.quantity ?? ''),
		pet: oneLine(row.pet),
		reason: oneLine(row.reason ?? ''),
	}
}
