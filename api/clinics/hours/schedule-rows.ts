import type { Knex } from 'knex'
import type { Schedule, ScheduleBody } from '../../contract/schedules.ts'
import { Problem } from '../../http/problem.ts'

/** A schedule as its row has it; dates `YYYY-MM-DD`, times `HH:MM:SS`. */
export interface ScheduleRow {
	id: string
	resource_id: string
	kind: string
	label: string | null
	rrule: string
	anchor_date: string
	start_time: string
	end_time: string
	effective_from: string
	effective_until: string | null
	step_minutes: number | null
	buffer_minutes: number
	lanes: number
	break_times: Record<string, string | undefined>[]
	appointment_type_ids: string[] | null
	keep_back: Schedule['keepBack']
}

/** Those that were not taken back. */
export function livingSchedules(trx: Knex, clinicId: string) {
	return trx('vet_schedules').where({ clinic_id: clinicId, is_active: true })
}

export async function livingSchedule(
	trx: Knex,
	clinicId: string,
	id: string,
): Promise<ScheduleRow | undefined> {
	return livingSchedules(trx, clinicId).where({ id }).first()
}

/** @throws Problem `schedule_not_found` */
export async function findSchedule(trx: Knex, clinicId: string, id: string): Promise<ScheduleRow> {
	const row = await livingSchedule(trx, clinicId, id)
	if (!row) throw new Problem('schedule_not_found')
	return row
}

/** Every column that a caller decides. */
export function scheduleColumns(body: ScheduleBody) {
	return {
		resource_id: body.resourceId,
		kind: body.kind,
		label: body.label,
		rrule: bareRule(body.rrule),
		anchor_date: body.anchorDate ?? body.effectiveFrom,
		start_time: body.startTime,
		end_time: body.endTime,
		effective_from: body.effectiveFrom,
		effective_until: body.effectiveUntil,
		step_minutes: body.stepMinutes,
		buffer_minutes: body.bufferMinutes,
		lanes: body.lanes,
		break_times: JSON.stringify(body.breaks),
		appointment_type_ids: body.appointmentTypeIds,
		keep_back: JSON.stringify(body.keepBack),
	}
}

/** One spelling, so that equal rules are expanded once. */
export function bareRule(text: string): string {
	return text.toUpperCase().replace(/^RRULE:/, '')
}

export function presentSchedule(row: ScheduleRow): Schedule {
	return {
		id: row.id,
		resourceId: row.resource_id,
		kind: row.kind,
		label: row.label,
		rrule: row.rrule,
		anchorDate: row.anchor_date,
		startTime: row.start_time.slice(0, 5),
		endTime: row.end_time.slice(0, 5),
		effectiveFrom: row.effective_from,
		effectiveUntil: row.effective_until,
		stepMinutes: row.step_minutes,
		bufferMinutes: row.buffer_minutes,
		lanes: row.lanes,
		breaks: row.break_times.map((one) => ({
			start: one.start ?? '',
			end: one.end ?? '',
			description: one.description ?? null,
			rrule: one.rrule ?? one.rule ?? null,
			anchorDate: one.anchorDate ?? one.anchor_date ?? null,
		})),
		appointmentTypeIds: row.appointment_type_ids,
		keepBack: row.keep_back,
	}
}
