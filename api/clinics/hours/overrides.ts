import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import type { OverrideBody } from '../../contract/overrides.ts'
import { newId } from '../../database/ids.ts'
import { fromDay, toDay } from '../../time/date.ts'
import type { Written } from './change-plan.ts'
import { checkOverride } from './check.ts'
import { daysOf, daysWithin } from './days.ts'
import { findOverride, type OverrideRow, overrideColumns } from './override-rows.ts'
import { todayOf } from './schedules.ts'
import type { Touched } from './stranded.ts'

/** @throws Problem `invalid_request`, `resource_not_found` */
export async function createOverride(
	trx: Knex.Transaction,
	now: ClinicNow,
	clinicId: string,
	body: OverrideBody,
): Promise<Written> {
	checkOverride(now.clinic, body)
	const id = newId()
	const columns = overrideColumns(body)
	await trx('vet_availability_overrides').insert({ clinic_id: clinicId, id, ...columns })
	return { id, touched: touchedBy(now, columns) }
}

/** @throws Problem `override_not_found`, `invalid_request`, `resource_not_found` */
export async function replaceOverride(
	trx: Knex.Transaction,
	now: ClinicNow,
	clinicId: string,
	input: { id: string; body: OverrideBody },
): Promise<Written> {
	const old = await findOverride(trx, clinicId, input.id)
	checkOverride(now.clinic, input.body)
	const columns = overrideColumns(input.body)
	await trx('vet_availability_overrides')
		.where({ clinic_id: clinicId, id: old.id })
		.update({ ...columns, updated_at: trx.fn.now() })
	return { id: old.id, touched: touchedBy(now, old, columns) }
}

/** @throws Problem `override_not_found` */
export async function removeOverride(
	trx: Knex.Transaction,
	now: ClinicNow,
	clinicId: string,
	id: string,
): Promise<Written> {
	const old = await findOverride(trx, clinicId, id)
	await trx('vet_availability_overrides').where({ clinic_id: clinicId, id: old.id }).delete()
	return { id: old.id, touched: touchedBy(now, old) }
}

type Columns = Omit<OverrideRow, 'id'>

function touchedBy(now: ClinicNow, ...rows: Columns[]): Touched {
	const ids = rows.map((row) => row.resource_id)
	const everyone = ids.includes(null)
	const whens = rows.map((row) => ({ ...row, date: row.override_date }))
	return {
		resourceIds: everyone ? null : ids.filter((id) => id !== null),
		days: daysOf(todayOf(now), ...whens),
	}
}

/** An override with its days within a range. */
export interface ListedOverride {
	row: OverrideRow
	dates: string[]
}

/** The overrides that fall on a range of days, with the days; by their first day. */
export async function listOverrides(
	trx: Knex,
	clinicId: string,
	query: { from: string; to: string; resourceId?: string | undefined },
): Promise<ListedOverride[]> {
	const found = trx('vet_availability_overrides')
		.where({ clinic_id: clinicId })
		.where((either) =>
			either
				.whereBetween('override_date', [query.from, query.to])
				.orWhere((recurring) =>
					recurring
						.where('anchor_date', '<=', query.to)
						.where((end) =>
							end.whereNull('effective_until').orWhere('effective_until', '>=', query.from),
						),
				),
		)
		.orderBy('id')
	if (query.resourceId !== undefined) found.where('resource_id', query.resourceId)
	const rows: OverrideRow[] = await found
	const [from, until] = [toDay(query.from), toDay(query.to) + 1]
	return rows
		.map((row) => ({
			row,
			dates: daysWithin({ ...row, date: row.override_date }, from, until).map(fromDay),
		}))
		.filter(({ dates }) => dates.length > 0)
		.sort((a, b) => (a.dates[0]! < b.dates[0]! ? -1 : a.dates[0]! > b.dates[0]! ? 1 : 0))
}
