import type { Knex } from 'knex'
import { chooseVet } from '../../availability/question.ts'
import type { RunningLate, RunningLateBody } from '../../contract/running-late.ts'
import { queryOf } from '../../database/query.ts'
import type { Query } from '../../database/tenant.ts'
import { invalidRequest } from '../../http/problem.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'
import type { ChangeServices } from '../book.ts'
import { type Actor, recordEvent } from '../events.ts'
import type { Status } from '../status.ts'
import { type DueVisit, type LateVisit, lateVisits } from './late-visits.ts'

interface LateInput {
	clinicId: string
	actor: Actor
	body: RunningLateBody
}

/** A visit that begins late, and whether its owner hears of it. */
export interface ToldVisit extends LateVisit {
	told: RunningLate['visits'][number]['told']
}

/** Less than that nobody writes about, unless they are named. */
const WORTH_TELLING = 10

/**
 * Tells the owners of somebody's later visits of today that they begin later. Those who have not set
 * out come first; those who are here are told by a person. Nobody is told the same delay twice.
 *
 * @returns all visits that are late, in the order in which they are told
 * @throws Problem `veterinarian_not_found`, `invalid_request` for a visit that is not late
 */
export async function tellRunningLate(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, actor, body }: LateInput,
): Promise<ToldVisit[]> {
	const { visits, rows } = await find(trx, services, { clinicId, body, locks: true })
	for (const { id, minutes, expectedStart, told } of visits) {
		const row = rows.get(id)
		if (told !== 'now' || !row) continue
		const expected = new Date(expectedStart * 60_000).toISOString()
		await services.queueNotification(trx, {
			clinicId,
			kind: 'running_late',
			appointmentId: id,
			clientId: row.clientId,
			sequence: row.icsSequence,
			variables: { expectedStart: expected },
		})
		const data = { minutes, expectedStart: expected }
		await recordEvent(trx, clinicId, { appointmentId: id, kind: 'late', actor, data })
	}
	return visits
}

/** Whom it would concern, and who would be told. */
export async function seeRunningLate(
	trx: Knex,
	services: Pick<ChangeServices, 'catalogue'>,
	input: Omit<LateInput, 'actor'>,
): Promise<ToldVisit[]> {
	return (await find(trx, services, { ...input, locks: false })).visits
}

interface DueRow {
	id: string
	status: Status
	start: Date
	end: Date
	clientId: string
	icsSequence: number
	isReachable: boolean
	/** The longest delay that its owner was told of. */
	toldMinutes: number | null
}

async function find(
	trx: Knex,
	{ catalogue }: Pick<ChangeServices, 'catalogue'>,
	{ clinicId, body, locks }: Omit<LateInput, 'actor'> & { locks: boolean },
): Promise<{ visits: ToldVisit[]; rows: Map<string, DueRow> }> {
	const query = queryOf(trx)
	const { clinic, now } = await catalogue.read(query, clinicId)
	const vetId = chooseVet(clinic, body.veterinarianId) ?? ''
	const minute = minuteOf(now)
	const zone = zoneOf(clinic.plan.zone)
	const tomorrow = new Date(zone.toInstant(zone.dayAt(minute) + 1, 0) * 60_000)
	if (locks) await query(LOCK, [clinicId, vetId, tomorrow])
	const rows = await query<DueRow>(DUE, [clinicId, vetId, tomorrow])
	const byId = new Map(rows.map((row) => [row.id, row]))
	const late = lateVisits(rows.map(dueOf), body.minutes, minute)
	const named = namedIn(body, late)
	const visits = late.map((visit) => ({ ...visit, told: toldOf(visit, byId.get(visit.id), named) }))
	return { visits, rows: byId }
}

function dueOf({ id, status, start, end }: DueRow): DueVisit {
	return { id, status, start: minuteOf(start), end: minuteOf(end) }
}

function namedIn({ appointmentIds }: RunningLateBody, late: readonly LateVisit[]) {
	const named = appointmentIds?.map((id) => id.toLowerCase())
	const ids = new Set(late.map(({ id }) => id))
	const strange = named?.findIndex((id) => !ids.has(id)) ?? -1
	if (strange < 0) return named && new Set(named)
	const message = 'This visit does not begin late'
	throw invalidRequest([
		{ path: `appointmentIds.${strange}`, in: 'body', code: 'not_late', message },
	])
}

function toldOf(
	{ id, minutes, whereabouts }: LateVisit,
	row: DueRow | undefined,
	named: ReadonlySet<string> | undefined,
): ToldVisit['told'] {
	const before = row?.toldMinutes ?? 0
	const isMeant = named ? named.has(id) : minutes >= WORTH_TELLING
	if (before > 0 && minutes - before < WORTH_TELLING) return 'earlier'
	if (!isMeant || whereabouts === 'here') return 'no'
	return row?.isReachable ? 'now' : 'no_address'
}

const OF_TODAY = `a.clinic_id = $1 and a.veterinarian_id = $2 and a.scheduled_start < $3
	and a.scheduled_end > statement_timestamp()
	and a.status in ('confirmed', 'reminded', 'checked_in')`

// Two at once would write every owner twice.
const LOCK = `
	select a.id from appointments a where ${OF_TODAY}
	order by a.booking_reference, a.id for no key update`

const DUE = `
	select a.id, a.status, a.scheduled_start as start, a.scheduled_end as end,
		a.client_id as "clientId", a.ics_sequence as "icsSequence",
		coalesce(c.email, '') <> '' as "isReachable",
		(select max((e.data ->> 'minutes')::int) from appointment_events e
			where e.clinic_id = $1 and e.appointment_id = a.id and e.kind = 'late') as "toldMinutes"
	from appointments a join clients c on c.clinic_id = $1 and c.id = a.client_id
	where ${OF_TODAY}
	order by a.scheduled_start, a.id`

interface NameRow {
	id: string
	reference: string
	start: Date
	owner: string | null
	pets: string[]
}

/** Who they are, for a list that people read. */
export function namesOf(
	query: Query,
	clinicId: string,
	ids: readonly string[],
): Promise<NameRow[]> {
	return query<NameRow>(
		`select a.id, a.booking_reference as reference, a.scheduled_start as start, c.name as owner,
			array(select p.name from appointment_pets ap
				join pets p on p.clinic_id = $1 and p.id = ap.pet_id
				where ap.clinic_id = $1 and ap.appointment_id = a.id order by p.id) as pets
		from appointments a join clients c on c.clinic_id = $1 and c.id = a.client_id
		where a.clinic_id = $1 and a.id = any($2::uuid[])`,
		[clinicId, ids],
	)
}
