import type { Knex } from 'knex'
import type { BookingPreferences, LearnedPreferences } from '../contract/preferences.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'
import { type FormerVisit, learnFrom } from './learned.ts'

/** What older visits were like says little about the next one. */
const MOST_VISITS = 40

interface Row extends Omit<FormerVisit, 'start' | 'bookedAt'> {
	start: Date
	bookedAt: Date
}

// A visit that moved is one visit: its earlier states don't count, and it was booked when the first of
// them was. What the clinic called off says nothing about its owner.
const VISITS = `
	select a.scheduled_start as start, a.veterinarian_id as "vetId",
		a.appointment_type_id as "typeId", a.reschedule_count as moves,
		(select min(f.created_at) from appointments f
			where f.clinic_id = $1 and f.booking_reference = a.booking_reference) as "bookedAt",
		case a.status when 'cancelled' then 'cancelled' when 'no_show' then 'missed' else 'kept' end
			as outcome
	from appointments a
	where a.clinic_id = $1 and a.client_id = $2
		and (a.status in ('completed', 'no_show', 'checked_in', 'in_progress')
			or (a.status = 'cancelled' and a.cancelled_by_kind = 'owner'))
		and ($3::timestamptz is null or a.scheduled_start > $3)
	order by a.scheduled_start desc limit ${MOST_VISITS}`

/** Whether a client's visits may be learned from: they have an account, and none of theirs says no. */
interface Terms {
	zone: string
	isOn: boolean
	/** What was before was to be forgotten. */
	since: string | null
}

const TERMS = `
	select (select c.time_zone from clinics c where c.id = $1) as zone,
		bool_and(coalesce((a.preferences #>> '{learning,isOn}')::boolean, true)) as "isOn",
		max(a.preferences #>> '{learning,since}') as since
	from client_accounts a where a.clinic_id = $1 and a.client_id = $2
	having count(*) > 0`

async function termsOf(query: Query, clinicId: string, clientId: string) {
	const [terms] = await query<Terms>(TERMS, [clinicId, clientId])
	return terms
}

async function learn(query: Query, clinicId: string, clientId: string, { zone, since }: Terms) {
	const rows = await query<Row>(VISITS, [clinicId, clientId, since])
	const visits = rows.map((row) => ({
		...row,
		start: minuteOf(row.start),
		bookedAt: minuteOf(row.bookedAt),
	}))
	return learnFrom(visits, zoneOf(zone))
}

// Whoever has it all forgotten holds the account, too: what was read before that is not written after.
const LOCK = `
	select a.id from client_accounts a where a.clinic_id = $1 and a.client_id = $2
	order by a.id for no key update`

/**
 * Learns anew from a client's visits, when one of them has ended. Of guests without an account nothing
 * is kept: they could neither see it nor switch it off.
 */
export async function learnPreferences(
	trx: Knex,
	clinicId: string,
	clientId: string,
): Promise<void> {
	const query = queryOf(trx)
	await query(LOCK, [clinicId, clientId])
	const terms = await termsOf(query, clinicId, clientId)
	if (!terms?.isOn) return
	const learned = await learn(query, clinicId, clientId, terms)
	if (learned) await query(KEEP, [clinicId, newId(), clientId, ...columnsOf(learned)])
}

const COLUMNS = `preferred_times, preferred_days, preferred_veterinarians,
	preferred_appointment_types, typical_booking_lead_hours, cancellation_rate, no_show_rate,
	reschedule_frequency, visit_count`

const KEEP = `
	insert into client_booking_preferences (clinic_id, id, client_id, ${COLUMNS})
	values ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7::jsonb, $8, $9, $10, $11, $12)
	on conflict (clinic_id, client_id) do update set
		${COLUMNS.split(',')
			.map((column) => `${column.trim()} = excluded.${column.trim()}`)
			.join(', ')},
		last_calculated_at = excluded.last_calculated_at, updated_at = excluded.updated_at`

function columnsOf(learned: LearnedPreferences): unknown[] {
	const { times, weekdays, veterinarianIds, appointmentTypeIds } = learned
	const lists = [times, weekdays, veterinarianIds, appointmentTypeIds]
	const { leadHours, cancelled, missed, moved, visits } = learned
	return [...lists.map((list) => JSON.stringify(list)), leadHours, cancelled, missed, moved, visits]
}

const READ = `
	select p.preferred_times as times, p.preferred_days as weekdays,
		p.preferred_veterinarians as "veterinarianIds",
		p.preferred_appointment_types as "appointmentTypeIds",
		p.typical_booking_lead_hours as "leadHours", p.cancellation_rate::float8 as cancelled,
		p.no_show_rate::float8 as missed, p.reschedule_frequency::float8 as moved,
		p.visit_count as visits
	from client_booking_preferences p where p.clinic_id = $1 and p.client_id = $2`

/** What was learned; before a visit has ended since there is an account, what would be. */
export async function readPreferences(
	query: Query,
	clinicId: string,
	clientId: string,
): Promise<BookingPreferences> {
	const terms = await termsOf(query, clinicId, clientId)
	if (!terms?.isOn) return { isLearning: false, learned: null }
	const [kept] = await query<LearnedPreferences>(READ, [clinicId, clientId])
	return { isLearning: true, learned: kept ?? (await learn(query, clinicId, clientId, terms)) }
}

/**
 * Forgets what was learned of a client, and all visits so far: what is learned from then on is of later
 * ones.
 */
export async function forgetPreferences(
	query: Query,
	clinicId: string,
	{ accountId, clientId, isLearning }: { accountId: string; clientId: string; isLearning: boolean },
): Promise<void> {
	// First of all, as it locks the account: of whoever learns meanwhile, the row is there to be deleted.
	await query(
		`update client_accounts set updated_at = now(), preferences = preferences
			|| jsonb_build_object('learning', jsonb_build_object('isOn', $3::boolean, 'since', statement_timestamp()))
		where clinic_id = $1 and id = $2`,
		[clinicId, accountId, isLearning],
	)
	await query('delete from client_booking_preferences where clinic_id = $1 and client_id = $2', [
		clinicId,
		clientId,
	])
}
