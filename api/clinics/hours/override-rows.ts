import type { Knex } from 'knex'
import type { Override, OverrideBody } from '../../contract/overrides.ts'
import { Problem } from '../../http/problem.ts'
import { bareRule } from './schedule-rows.ts'

/** An override as its row has it; dates `YYYY-MM-DD`, times `HH:MM:SS`. */
export interface OverrideRow {
	id: string
	resource_id: string | null
	override_type: Override['type']
	override_date: string | null
	rrule: string | null
	anchor_date: string | null
	effective_until: string | null
	start_time: string | null
	end_time: string | null
	release_hours_before: number | null
	release_at: string | null
	reason: string | null
}

/** @throws Problem `override_not_found` */
export async function findOverride(trx: Knex, clinicId: string, id: string): Promise<OverrideRow> {
	const row: OverrideRow | undefined = await trx('vet_availability_overrides')
		.where({ clinic_id: clinicId, id })
		.first()
	if (!row) throw new Problem('override_not_found')
	return row
}

/** Every column that a caller decides. */
export function overrideColumns(body: OverrideBody) {
	return {
		resource_id: body.resourceId?.toLowerCase() ?? null,
		override_type: body.type,
		override_date: body.date,
		rrule: body.rrule === null ? null : bareRule(body.rrule),
		anchor_date: body.anchorDate,
		effective_until: body.effectiveUntil,
		start_time: body.startTime,
		end_time: body.endTime,
		release_hours_before: body.releaseHoursBefore,
		release_at: body.releaseAt,
		reason: body.reason,
	}
}

export function presentOverride(row: OverrideRow): Override {
	return {
		id: row.id,
		resourceId: row.resource_id,
		type: row.override_type,
		date: row.override_date,
		rrule: row.rrule,
		anchorDate: row.anchor_date,
		effectiveUntil: row.effective_until,
		startTime: row.start_time?.slice(0, 5) ?? null,
		endTime: row.end_time?.slice(0, 5) ?? null,
		releaseHoursBefore: row.release_hours_before,
		releaseAt: row.release_at?.slice(0, 5) ?? null,
		reason: row.reason,
	}
}
