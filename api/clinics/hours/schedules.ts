import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import type { ScheduleBody } from '../../contract/schedules.ts'
import { newId } from '../../database/ids.ts'
import { type Day, fromDay, toDay } from '../../time/date.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'
import type { Written } from './change-plan.ts'
import { checkSchedule } from './check.ts'
import { daysOf } from './days.ts'
import {
	findSchedule,
	livingSchedules,
	type ScheduleRow,
	scheduleColumns,
} from './schedule-rows.ts'

/** Today in the clinic's zone. */
export function todayOf({ clinic, now }: ClinicNow): Day {
	return zoneOf(clinic.plan.zone).dayAt(minuteOf(now))
}

/** @throws Problem `invalid_request`, `resource_not_found` */
export async function createSchedule(
	trx: Knex.Transaction,
	now: ClinicNow,
	clinicId: string,
	body: ScheduleBody,
): Promise<Written> {
	checkSchedule(now.clinic, body)
	const id = newId()
	const columns = scheduleColumns(body)
	await trx('vet_schedules').insert({ clinic_id: clinicId, id, ...columns })
	// More hours strand nobody, but on days of custom hours they may set other terms.
	const days = daysOf(todayOf(now), columns)
	return { id, touched: { resourceIds: [columns.resource_id.toLowerCase()], days } }
}

/** @throws Problem `schedule_not_found`, `invalid_request`, `resource_not_found` */
export async function replaceSchedule(
	trx: Knex.Transaction,
	now: ClinicNow,
	clinicId: string,
	input: { id: string; body: ScheduleBody },
): Promise<Written> {
	const old = await findSchedule(trx, clinicId, input.id)
	checkSchedule(now.clinic, input.body)
	const columns = scheduleColumns(input.body)
	await trx('vet_schedules')
		.where({ clinic_id: clinicId, id: old.id })
		.update({ ...columns, updated_at: trx.fn.now() })
	const resourceIds = [...new Set([old.resource_id, columns.resource_id.toLowerCase()])]
	return { id: old.id, touched: { resourceIds, days: daysOf(todayOf(now), old, columns) } }
}

/**
 * Ends a schedule with the day before `from`; one that has not begun by then goes altogether.
 *
 * @throws Problem `schedule_not_found`
 */
export async function endSchedule(
	trx: Knex.Transaction,
	now: ClinicNow,
	clinicId: string,
	input: { id: string; from: string | undefined },
): Promise<Written> {
	const old = await findSchedule(trx, clinicId, input.id)
	const from = input.from === undefined ? todayOf(now) : toDay(input.from)
	const last = fromDay(from - 1)
	const until =
		old.effective_until !== null && old.effective_until < last ? old.effective_until : last
	const ends = last < old.effective_from ? { is_active: false } : { effective_until: until }
	await trx('vet_schedules')
		.where({ clinic_id: clinicId, id: old.id })
		.update({ ...ends, updated_at: trx.fn.now() })
	return {
		id: old.id,
		touched: { resourceIds: [old.resource_id], days: daysOf(todayOf(now), old) },
	}
}

/** Schedules in force on a day, or all that have not ended; by resource, then by their begin. */
export async function listSchedules(
	trx: Knex,
	clinicId: string,
	today: Day,
	query: { resourceId?: string | undefined; on?: string | undefined },
): Promise<ScheduleRow[]> {
	const from = query.on ?? fromDay(today)
	const rows = livingSchedules(trx, clinicId).where((either) =>
		either.whereNull('effective_until').orWhere('effective_until', '>=', from),
	)
	if (query.on !== undefined) rows.where('effective_from', '<=', query.on)
	if (query.resourceId !== undefined) rows.where('resource_id', query.resourceId)
	return rows.orderBy(['resource_id', 'effective_from', 'start_time', 'id'])
}
