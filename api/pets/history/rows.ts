import type { HistoryKind } from '../../contract/medical-history.ts'
import type { Query } from '../../database/tenant.ts'

export interface HistoryRow {
	id: string
	kind: HistoryKind
	on: string
	title: string
	nextDueOn: string | null
	data: Record<string, unknown>
	correctedAt: Date | null
	veterinarian: string | null
	appointmentId: string | null
	typeName: string | null
	sharedNotes: string | null
	fileId: string | null
}

/** Of `medical_records r`: what owners may see. A lab result is theirs once somebody has released it. */
export const SHARED = `r.visibility = 'shared' and not r.is_withdrawn
	and (r.kind <> 'lab_result' or r.released_at is not null)`

const LOCAL_DAY = '(a.scheduled_start at time zone $3)::date'

const about = (title: string, ...more: string[]) => `(
	$7::text is null or strpos(lower(concat_ws(' ', ${[title, ...more].join(', ')})), lower($7)) > 0)`

const beyond = (on: string, id: string) => `($8::date is null or (${on}, ${id}) < ($8, $9::uuid))`

// In the order of the index that holds what is shared (0035_pets_of_owners.ts), so that a page is read
// and no more: Limit > Index Scan using medical_records_of_owners.
const RECORDS = `
	select r.id, r.kind, r.occurred_on as on, r.title, r.next_due_on, r.data, r.corrected_at,
		r.author_id, r.appointment_id, true as is_record
	from medical_records r
	where r.clinic_id = $1 and r.pet_id = $2 and ${SHARED} and ($4::text is null or r.kind = $4)
		and ($5::date is null or r.occurred_on >= $5) and ($6::date is null or r.occurred_on <= $6)
		and ${about('r.title', `r.data ->> 'summary'`, `r.data ->> 'advice'`)}
		and ${beyond('r.occurred_on', 'r.id')}
	order by r.occurred_on desc, r.id desc limit $11`

// A visit that took place is part of the history, whether or not anything was written of it.
const VISITS = `
	select a.id, 'visit' as kind, ${LOCAL_DAY} as on, coalesce(t.name, 'Visit') as title,
		null::date as next_due_on, '{}'::jsonb as data, null::timestamptz as corrected_at,
		a.veterinarian_id as author_id, a.id as appointment_id, false as is_record
	from appointment_pets ap
	join appointments a on a.clinic_id = ap.clinic_id and a.id = ap.appointment_id
	left join appointment_types t on t.clinic_id = $1 and t.id = a.appointment_type_id
	where ap.clinic_id = $1 and a.clinic_id = $1 and ap.pet_id = $2 and a.status = 'completed'
		and ($4::text is null or $4 = 'visit')
		and ($5::date is null or ${LOCAL_DAY} >= $5) and ($6::date is null or ${LOCAL_DAY} <= $6)
		and ${about('t.name', 'case when a.client_id = $10 then a.shared_notes end')}
		and ${beyond(LOCAL_DAY, 'a.id')}
		and not exists (select from medical_records r where r.clinic_id = $1 and r.pet_id = $2
			and r.appointment_id = a.id and r.kind = 'visit' and ${SHARED})
	order by ${LOCAL_DAY} desc, a.id desc limit $11`

// Those who share an animal see that another's visit took place, and not what was written to them.
const PAGE = `
	select h.id, h.kind, h.on, h.title, h.next_due_on as "nextDueOn", h.data,
		h.corrected_at as "correctedAt", coalesce(u.name, vu.name) as veterinarian,
		h.appointment_id as "appointmentId", t.name as "typeName",
		case when h.kind = 'visit' and v.client_id = $10 then v.shared_notes end as "sharedNotes",
		(select f.id from files f where f.clinic_id = $1 and f.pet_id = $2 and f.record_id = h.id
			and f.deleted_at is null order by f.id desc limit 1) as "fileId"
	from ((${RECORDS}) union all (${VISITS})) h
	left join users u on u.clinic_id = $1 and u.id = h.author_id
	left join appointments v on v.clinic_id = $1 and v.id = h.appointment_id
	left join users vu on vu.clinic_id = $1 and vu.id = v.veterinarian_id
	left join appointment_types t on t.clinic_id = $1 and t.id = v.appointment_type_id
	order by h.on desc, h.id desc limit $11`

interface Wanted {
	clinicId: string
	petId: string
	/** Who asks: of visits of theirs they are told more. */
	clientId: string
	timeZone: string
	kind?: string | undefined
	from?: string | undefined
	to?: string | undefined
	q?: string | undefined
	after: readonly [on: string, id: string] | null
	most: number
}

/** A page of what is shared of an animal's history, the newest first, in one statement. */
export function historyRows(query: Query, wanted: Wanted): Promise<HistoryRow[]> {
	const { clinicId, petId, clientId, timeZone, kind, from, to, q, after, most } = wanted
	const [on, id] = after ?? [null, null]
	return query<HistoryRow>(PAGE, [
		...[clinicId, petId, timeZone, kind ?? null, from ?? null, to ?? null, q ?? null],
		...[on, id, clientId, most],
	])
}
