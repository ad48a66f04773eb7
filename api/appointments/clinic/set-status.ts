import type { Knex } from 'knex'
import { raw } from 'objection'
import type { StatusBody } from '../../contract/visit-changes.ts'
import { Appointment, type LivingAppointment } from '../../database/models/appointment.ts'
import { queryOf } from '../../database/query.ts'
import { Problem } from '../../http/problem.ts'
import { learnPreferences } from '../../preferences/store.ts'
import type { ChangeServices } from '../book.ts'
import { type Actor, recordChange } from '../events.ts'
import { openForChange } from '../open-for-change.ts'
import { assertMayBecome } from '../status.ts'

interface StatusInput {
	clinicId: string
	appointmentId: string
	actor: Actor
	body: StatusBody
}

/**
 * Takes a visit a step through its day: arrived, begun, done, or nobody came. Begin and end are
 * written down with the database's clock.
 *
 * @returns false when it is there already: two who press the same button mean the same
 * @throws Problem `appointment_not_found`, `appointment_moved`, `transition_refused`, also for
 * "nobody came" before the visit was to begin
 */
export async function setStatus(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, appointmentId, actor, body }: StatusInput,
): Promise<boolean> {
	const { to, reason, finalCost } = body
	const visit = await openForChange(trx, clinicId, appointmentId)
	if (visit.status === to) return false
	assertMayBecome(visit.status, to)
	if (to === 'no_show') await assertBegun(trx, services, visit)
	await Appointment.of(trx, clinicId, { id: visit.id }).patch({
		status: to,
		...(to === 'in_progress' ? { actualStart: raw('statement_timestamp()') } : {}),
		...(to === 'completed' ? { actualEnd: raw(END), finalCost: finalCost ?? null } : {}),
	})
	const change = { appointmentId: visit.id, from: visit.status, to, actor, reason }
	await recordChange(trx, clinicId, change)
	if (to === 'completed' || to === 'no_show') {
		await learnPreferences(trx, clinicId, visit.clientId)
	}
	return true
}

// A visit that is begun and ended in one breath ends when it began, whatever the clock did between.
const END = 'greatest(statement_timestamp(), actual_start)'

async function assertBegun(
	trx: Knex.Transaction,
	{ catalogue }: ChangeServices,
	{ clinicId, scheduledStart }: LivingAppointment,
): Promise<void> {
	const { now } = await catalogue.read(queryOf(trx), clinicId)
	if (now >= scheduledStart) return
	throw new Problem('transition_refused', {
		detail: 'The visit has not begun yet, so nobody can have missed it.',
	})
}
