import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { newId } from '../../api/database/ids.ts'
import { bumpVersion } from '../../api/database/versions.ts'
import { hashKey } from '../../api/http/keys.ts'
import { type BookableClinic, makeBookableClinic } from '../factories.ts'

/** A clinic with little time, so that everybody wants the same. */
export interface SimClinic extends BookableClinic {
	index: number
	zone: string
	/** For its own servers, with every right. */
	secret: string
	/** Needs a vet, a room and the scanner, with time before and after. */
	scanType: string
	scanner: string
}

// Clocks change by half an hour on Lord Howe, and the other way round than in the north.
const ZONES = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe']

/** Three vets: one works around the clock, one by day with a break, one by night in two lanes. */
export async function makeClinics(db: Knex, count: number): Promise<SimClinic[]> {
	const clinics: SimClinic[] = []
	for (let index = 0; index < count; index++) {
		const zone = ZONES[index % ZONES.length] ?? 'Europe/London'
		const clinic = await makeBookableClinic(db, {
			vets: 3,
			rooms: 2,
			clinic: { time_zone: zone },
			type: { horizon_days: 6, cancellation_cutoff_hours: 1, min_notice_minutes: 20 },
		})
		const more = { index, zone, secret: secretOf(clinic.id), scanType: newId(), scanner: newId() }
		const whole = { ...clinic, ...more }
		await clinic.run((trx) => furnish(trx, whole))
		clinics.push(whole)
	}
	return clinics
}

function secretOf(clinicId: string): string {
	return `sk_test_${createHash('sha256').update(clinicId).digest('base64url')}`
}

async function furnish(trx: Knex.Transaction, clinic: SimClinic): Promise<void> {
	const of = { clinic_id: clinic.id }
	const [, byDay, byNight] = clinic.vets
	const schedule = (resource: string | undefined) =>
		trx('vet_schedules').where({ ...of, resource_id: resource })
	await trx('resources')
		.where({ ...of, id: byNight })
		.update({ capacity: 2 })
	await schedule(byNight).update({ start_time: '20:00', end_time: '04:00', lanes: 2 })
	const breaks = JSON.stringify([{ start: '12:00', end: '13:00', description: 'Lunch' }])
	await schedule(byDay).update({ start_time: '08:00', end_time: '18:00', break_times: breaks })
	const equipment = { kind: 'equipment', code: 'scanner', name: 'Scanner', capacity: 1 }
	await trx('resources').insert({ ...of, id: clinic.scanner, ...equipment })
	const own = ['id', 'slug', 'name', 'is_default', 'requires_approval', 'created_at', 'updated_at']
	const { rows } = await trx.raw(
		`select to_jsonb(t) - ?::text[] as row from appointment_types t
		where clinic_id = ? and id = ?`,
		[own, clinic.id, clinic.types.check],
	)
	await trx('appointment_types').insert({
		...rows[0].row,
		form_fields: '[]',
		preparation: '[]',
		rules: '{}',
		id: clinic.scanType,
		slug: 'scan',
		name: 'scan',
		duration_minutes: 45,
		buffer_before_minutes: 5,
		buffer_after_minutes: 10,
		equipment: ['scanner'],
	})
	await trx.raw(
		`select create_api_key(?, ?, decode(?, 'hex'), 'secret', '{}', ?, false, 'simulation')`,
		[newId(), clinic.id, hashKey(clinic.secret), ['read', 'schedule:write', 'appointments:write']],
	)
	await bumpVersion(trx, clinic.id)
}
