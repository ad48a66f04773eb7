import type { Knex } from 'knex'
import type { Busy } from '../../availability/model.ts'
import { planOf, rulesOf } from '../../availability/rules.ts'
import { lockResources } from '../../database/lock-resources.ts'
import { queryOf } from '../../database/query.ts'
import type { Minute } from '../../time/interval.ts'
import { zoneOf } from '../../time/zone.ts'
import { type ClinicRows, type OverrideRow, readClinicText } from '../queries.ts'
import { type Day, fromDay, toDay } from './calendar.ts'
import { PAST_DAYS } from './calendar-rows.ts'
import type { Ids } from './clinic-rows.ts'
import { insertRows, type Row, type Rows, type Table } from './insert.ts'
import type { Patient } from './people.ts'
import { visitRows } from './visit-rows.ts'
import { visitsOfDay, type World } from './visits.ts'

/** Today and two weeks more. */
const AHEAD_DAYS = 14

/**
 * Makes up the visits of every day that has slid into the window since the last time; at first that
 * is sixty days back and two weeks ahead. A day is filled once, whatever is cancelled or moved later.
 */
export async function fillDays(
	trx: Knex.Transaction,
	place: { slug: string; ids: Ids; now: Date; today: Day },
): Promise<void> {
	const { ids, today } = place
	const from = Math.max((await filledUntil(trx, ids)) + 1, today - PAST_DAYS)
	const until = today + AHEAD_DAYS
	if (from > until) return
	const rows = await readRows(trx, ids)
	// Bookings that are under way end first; from here on nobody takes what is seen as free.
	await lockResources(
		trx,
		ids.clinic,
		rows.resources.map(({ id }) => id),
	)
	const world = await readWorld(trx, place.slug, ids, rows)
	await insertRows(trx, await rowsOfDays(trx, world, { ...place, from, until }))
	await trx.raw(
		`update clinics set updated_at = now(),
			settings = settings || jsonb_build_object('demo', jsonb_build_object('filledUntil', ?::text))
		where id = ?`,
		[fromDay(until), ids.clinic],
	)
}

async function rowsOfDays(
	trx: Knex,
	world: World,
	place: { slug: string; ids: Ids; now: Date; today: Day; from: Day; until: Day },
): Promise<Rows> {
	const zone = zoneOf(world.plan.zone)
	const begin = (day: Day) => zone.toInstant(day, 0)
	const taken = await takenIn(trx, place.ids, begin(place.from - 1), begin(place.until + 2))
	const all: Rows = {}
	for (let day = place.from; day <= place.until; day++) {
		const near = taken.filter(
			({ startsAt, endsAt }) => startsAt < begin(day + 2) && endsAt > begin(day - 1),
		)
		append(all, visitRows(visitsOfDay(world, day, near, day < place.today), { ...place, day }))
	}
	return all
}

async function filledUntil(trx: Knex, ids: Ids): Promise<Day> {
	const { rows } = await trx.raw(
		`select c.settings->'demo'->>'filledUntil' as day from clinics c where c.id = ?`,
		[ids.clinic],
	)
	const day: string | null | undefined = rows[0]?.day
	return day ? toDay(day) : Number.NEGATIVE_INFINITY
}

async function readRows(trx: Knex, ids: Ids): Promise<ClinicRows> {
	const found = await readClinicText(queryOf(trx), ids.clinic)
	if (!found) throw new Error('The demonstration clinic is not there')
	return JSON.parse(found.text)
}

async function readWorld(trx: Knex, slug: string, ids: Ids, rows: ClinicRows): Promise<World> {
	// Everyday reads leave out the exceptions of days gone by; visits of those days respect them.
	const past = await trx.raw(
		`select o.resource_id, o.override_type, o.override_date, o.rrule, o.anchor_date,
			o.effective_until, o.start_time, o.end_time
		from vet_availability_overrides o
		where o.clinic_id = ? and o.override_date < current_date - 2`,
		[ids.clinic],
	)
	const overrides: OverrideRow[] = [...rows.overrides, ...past.rows]
	const found = await trx.raw(
		`select p.id, o.client_id as "clientId", p.species, p.born_on as "bornOn"
		from pets p join pet_owners o on o.clinic_id = p.clinic_id and o.pet_id = p.id
		join clients c on c.clinic_id = o.clinic_id and c.id = o.client_id
		where p.clinic_id = :id and o.clinic_id = :id and c.clinic_id = :id
			and c.external_id like 'demo-%' and p.status = 'active' and p.born_on is not null
		order by p.id`,
		{ id: ids.clinic },
	)
	return {
		slug,
		plan: planOf({ ...rows, overrides }),
		types: rows.types
			.filter((row) => row.is_active)
			.map((row) => ({ row, rules: rulesOf(row, rows) })),
		patients: found.rows.map((row: Patient & { bornOn: string }) => ({
			...row,
			bornOn: toDay(row.bornOn),
		})),
	}
}

/**
 * All time taken within `[from, until)`, read once. Holds that have ended count, too: until they are
 * cleaned away the database would refuse what overlaps them.
 */
async function takenIn(trx: Knex, ids: Ids, from: Minute, until: Minute): Promise<Busy[]> {
	const { rows } = await trx.raw(
		`select r.resource_id as "resourceId", r.lane,
			floor(extract(epoch from r.starts_at) / 60)::float8 as "startsAt",
			ceil(extract(epoch from r.ends_at) / 60)::float8 as "endsAt"
		from reservations r
		where r.clinic_id = ? and r.starts_at < to_timestamp(?) and r.ends_at > to_timestamp(?)
		order by r.starts_at, r.id`,
		[ids.clinic, until * 60, from * 60],
	)
	return rows
}

function append(all: Rows, more: Rows): void {
	for (const [table, rows] of Object.entries(more) as [Table, Row[]][]) {
		const list = all[table]
		if (list) list.push(...rows)
		else all[table] = [...rows]
	}
}
