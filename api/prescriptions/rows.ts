import { OWN_PETS } from '../appointments/ownership.ts'
import type { PrescriptionStatus, RequestsQuery } from '../contract/prescriptions.ts'
import type { Species } from '../contract/primitives.ts'
import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { ownedNow } from '../pets/owned.ts'
import { PRESCRIPTION, type RepeatRow } from './repeats.ts'

export interface RequestRow {
	id: string
	pet_id: string
	pet: string
	species: Species
	client_id: string
	client: string | null
	account_id: string
	record_id: string | null
	medicine: string
	quantity: string | null
	notes: string | null
	status: PrescriptionStatus
	answered_by: string | null
	answerer: string | null
	answered_at: Date | null
	decline_reason: string | null
	handover: 'collect' | 'sent' | null
	ready_at: Date | null
	withdrawn_at: Date | null
	created_at: Date
	overdue: boolean
}

/** A promise that is made to owners, and shown to the clinic when it is broken. */
const REQUEST = `
	select q.*, p.name as pet, p.species, c.name as client, u.name as answerer,
		q.status = 'requested' and q.created_at < statement_timestamp() - interval '48 hours' as overdue
	from prescription_requests q
	join pets p on p.clinic_id = $1 and p.id = q.pet_id
	join clients c on c.clinic_id = $1 and c.id = q.client_id
	left join users u on u.clinic_id = $1 and u.id = q.answered_by
	where q.clinic_id = $1`

/**
 * Whether a request `q` is for the eyes of client `$2`: about a pet of theirs, asked by them or by
 * somebody who has it along with them. What those asked who had it before is nobody's business.
 */
export const OWN_REQUESTS = `q.clinic_id = $1 and q.pet_id in (${OWN_PETS})
	and exists (select from pet_owners w where w.clinic_id = $1 and w.pet_id = q.pet_id
		and w.client_id = q.client_id and ${ownedNow('w')})`

const PAGE = 50

export async function ownRequests(
	query: Query,
	{ clinicId, clientId }: Owner,
	{ petId, cursor }: { petId?: string | undefined; cursor?: string | undefined },
) {
	return paged(
		await query<RequestRow>(
			`${REQUEST} and ${OWN_REQUESTS} and ($3::uuid is null or q.pet_id = $3)
				and ($4::uuid is null or q.id < $4)
			order by q.id desc limit ${PAGE + 1}`,
			[clinicId, clientId, petId ?? null, cursor ?? null],
		),
	)
}

export async function ownRequest(query: Query, { clinicId, clientId }: Owner, id: string) {
	const sql = `${REQUEST} and ${OWN_REQUESTS} and q.id = $3`
	return (await query<RequestRow>(sql, [clinicId, clientId, id]))[0]
}

/** Those who wait longest come first; of what is done, the latest. */
export async function requestsAt(
	query: Query,
	clinicId: string,
	{ status, cursor }: RequestsQuery,
) {
	const isOpen = status === 'open'
	return paged(
		await query<RequestRow>(
			`${REQUEST} and ${isOpen ? '' : 'not'} (q.status in ('requested', 'approved'))
				and ($2::uuid is null or q.id ${isOpen ? '>' : '<'} $2)
			order by q.id ${isOpen ? '' : 'desc'} limit ${PAGE + 1}`,
			[clinicId, cursor ?? null],
		),
	)
}

export async function requestById(query: Query, clinicId: string, id: string) {
	return (await query<RequestRow>(`${REQUEST} and q.id = $2`, [clinicId, id]))[0]
}

function paged(rows: RequestRow[]): { rows: RequestRow[]; nextCursor: string | null } {
	const page = rows.slice(0, PAGE)
	return { rows: page, nextCursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

export interface PrescribedRow extends RepeatRow {
	is_withdrawn: boolean
}

/** What the records say by now that requests are about. */
export async function prescribed(
	query: Query,
	clinicId: string,
	ids: readonly string[],
): Promise<Map<string, PrescribedRow>> {
	const rows = await query<PrescribedRow>(
		`select ${PRESCRIPTION}, r.is_withdrawn from medical_records r
		where r.clinic_id = $1 and r.id = any($2::uuid[])`,
		[clinicId, ids],
	)
	return new Map(rows.map((row) => [row.id, row]))
}
