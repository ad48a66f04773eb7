import type { Knex } from 'knex'
import type { ClinicAppointmentQuery } from '../contract/clinic-appointments.ts'
import { Appointment, AppointmentResource } from '../database/models/appointment.ts'
import { Problem } from '../http/problem.ts'
import { toDay } from '../time/date.ts'
import type { Zone } from '../time/zone.ts'
import { cursorOf, readCursor } from './cursor.ts'
import type { ShownAppointment } from './queries.ts'

// No visit lies outside of them, and a zone can count them.
const [FIRST, LAST] = [toDay('1970-01-01'), toDay('2190-01-01')]

/** A visit with its people and with what it occupies. */
export interface ListedAppointment {
	row: ShownAppointment
	resourceIds: string[]
}

/**
 * A page of the visits that start within some days, by start and id: what is booked meanwhile can't
 * shift the pages.
 *
 * @throws Problem `invalid_request` for a cursor that is none
 */
export async function listAppointments(
	trx: Knex,
	clinicId: string,
	zone: Zone,
	ask: ClinicAppointmentQuery,
): Promise<{ page: ListedAppointment[]; nextCursor: string | null }> {
	const dayBegin = (date: string, more = 0) => {
		const day = Math.min(LAST, Math.max(FIRST, toDay(date) + more))
		return new Date(zone.toInstant(day, 0) * 60_000)
	}
	const found = Appointment.of(trx, clinicId)
		.where('scheduled_start', '>=', dayBegin(ask.from))
		.where('scheduled_start', '<', dayBegin(ask.to, 1))
		.orderBy(['scheduled_start', 'id'])
		.limit(ask.limit + 1)
	if (ask.status === undefined) found.whereNot('status', 'rescheduled')
	else found.where('status', ask.status)
	if (ask.veterinarianId !== undefined) found.where('veterinarian_id', ask.veterinarianId)
	if (ask.cursor !== undefined) {
		found.whereRaw('(scheduled_start, id) > (?::timestamptz, ?::uuid)', readCursor(ask.cursor))
	}
	const rows = await found
	const page = rows.slice(0, ask.limit)
	const last = rows.length > ask.limit ? page.at(-1) : undefined
	return {
		page: await withEverything(trx, clinicId, page),
		nextCursor: last ? cursorOf(last) : null,
	}
}

/** @throws Problem `appointment_not_found` */
export async function readListed(
	trx: Knex,
	clinicId: string,
	id: string,
): Promise<ListedAppointment> {
	const row = await Appointment.of(trx, clinicId, { id }).first()
	if (!row) throw new Problem('appointment_not_found')
	const [listed] = await withEverything(trx, clinicId, [row])
	return listed as ListedAppointment
}

export async function withEverything(
	trx: Knex,
	clinicId: string,
	rows: Appointment[],
): Promise<ListedAppointment[]> {
	if (rows.length === 0) return []
	const options = { transaction: trx }
	await Appointment.fetchGraph(rows, '[client, pets]', options).context({ clinicId })
	const ids = rows.map((row) => row.id)
	const links = await AppointmentResource.of(trx, clinicId)
		.whereIn('appointment_id', ids)
		.orderBy('resource_id')
	const byVisit = Map.groupBy(links, (link) => link.appointmentId)
	return rows.map((row) => ({
		row: row as ShownAppointment,
		resourceIds: (byVisit.get(row.id) ?? []).map((link) => link.resourceId),
	}))
}
