import type { RepeatPrescription } from '../contract/prescriptions.ts'
import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'

export interface RepeatRow {
	id: string
	pet_id: string
	title: string
	occurred_on: string
	dose: string | null
	quantity: string | null
	repeats: number
	review_on: string | null
	/** Requests that were granted or may yet be. */
	used: number
	is_asked: boolean
}

/** Columns of a prescription `r`; what older rows lack counts as none. */
export const PRESCRIPTION = `
	r.id, r.pet_id, r.title, r.occurred_on, r.data ->> 'dose' as dose,
	r.data ->> 'quantity' as quantity, r.next_due_on as review_on,
	case when jsonb_typeof(r.data -> 'repeats') = 'number' then (r.data ->> 'repeats')::numeric::int
		else 0 end as repeats,
	(select count(*) from prescription_requests q where q.clinic_id = $1 and q.record_id = r.id
		and q.status in ('requested', 'approved', 'ready'))::int as used,
	exists (select from prescription_requests q where q.clinic_id = $1 and q.record_id = r.id
		and q.status in ('requested', 'approved')) as is_asked`

const SHARED = `r.kind = 'prescription' and r.visibility = 'shared' and not r.is_withdrawn`

/** The newest prescription of each product that an owner's pet may be given again. */
export async function repeatsOf(
	query: Query,
	{ clinicId, isVerified }: Owner,
	petId: string,
): Promise<RepeatRow[]> {
	if (!isVerified) return []
	const rows = await query<RepeatRow>(
		`select distinct on (lower(r.title)) ${PRESCRIPTION} from medical_records r
		where r.clinic_id = $1 and r.pet_id = $2 and ${SHARED}
		order by lower(r.title), r.occurred_on desc, r.id desc`,
		[clinicId, petId],
	)
	return rows.filter((row) => row.repeats > 0)
}

/** One of the prescriptions of an owner's pet that they may see. */
export async function repeatOf(
	query: Query,
	{ clinicId, isVerified }: Owner,
	{ petId, recordId }: { petId: string; recordId: string },
): Promise<RepeatRow | undefined> {
	if (!isVerified) return undefined
	const [row] = await query<RepeatRow>(
		`select ${PRESCRIPTION} from medical_records r
		where r.clinic_id = $1 and r.id = $3 and r.pet_id = $2 and ${SHARED}`,
		[clinicId, petId, recordId],
	)
	return row
}

/** What an owner may do about a prescription today. */
export function stateOf(row: RepeatRow, today: string): RepeatPrescription['state'] {
	if (row.is_asked) return 'asked'
	const isReviewed = row.review_on === null || row.review_on >= today
	return isReviewed && row.used < row.repeats ? 'orderable' : 'checkup_needed'
}

export function presentRepeat(row: RepeatRow, today: string): RepeatPrescription {
	return {
		recordId: row.id,
		product: row.title,
		dose: row.dose,
		quantity: row.quantity,
		prescribedOn: row.occurred_on,
		repeatsLeft: Math.max(0, row.repeats - row.used),
		reviewOn: row.review_on,
		state: stateOf(row, today),
	}
}
