import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import { listOverrides } from '../clinics/hours/overrides.ts'
import type { Diary, DiaryQuery } from '../contract/diary.ts'
import { queryOf } from '../database/query.ts'
import { toDay } from '../time/date.ts'
import { zoneOf } from '../time/zone.ts'
import { hoursReader } from './hours.ts'
import { presentDiary } from './presenter.ts'
import { readHolds, readVisits } from './visits.ts'

/** Who works when on some days, and everything that is booked then. */
export async function readDiary(
	trx: Knex,
	catalogue: Catalogue,
	clinicId: string,
	{ from, to }: DiaryQuery,
): Promise<Diary> {
	const query = queryOf(trx)
	const now = await catalogue.read(query, clinicId)
	const { rows } = now.clinic
	const span = { zone: zoneOf(rows.clinic.time_zone), from: toDay(from), until: toDay(to) + 1 }
	const seconds = (day: number) => span.zone.toInstant(day, 0) * 60
	const between = [seconds(span.from), seconds(span.until)] as const
	const overrides = await listOverrides(trx, clinicId, { from, to })
	const hoursOf = hoursReader(rows, overrides, span)
	const columns = rows.resources
		.filter((row) => row.is_active && row.kind !== 'cap')
		.map((row) => ({ row, hours: hoursOf(row) }))
	const visits = await readVisits(query, clinicId, ...between)
	const holds = await readHolds(query, clinicId, ...between)
	return presentDiary({ now, zone: span.zone, from, to, columns, visits, holds })
}
