import type { Knex } from 'knex'
import type { Catalogue, ClinicNow } from '../../availability/catalogue.ts'
import { instantText } from '../../availability/presenter.ts'
import { presentFormFields, regionOf } from '../../clinics/presenter.ts'
import type { TypeRow } from '../../clinics/queries.ts'
import type { FormField } from '../../contract/clinic.ts'
import type { AnswersBody, VisitAnswers } from '../../contract/owner-visits.ts'
import { AppointmentFormData } from '../../database/models/appointment.ts'
import { queryOf } from '../../database/query.ts'
import { invalidRequest, Problem } from '../../http/problem.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'
import { type AboutPets, checkAnswers, isAsked } from '../answers.ts'
import { type Actor, recordEvent } from '../events.ts'
import { answerRows, storedAnswer } from '../form-data.ts'
import { isTheirs } from '../ownership.ts'
import { type ShownAppointment, withPeople } from '../queries.ts'
import { openAppointment, openForOwner, type VisitAccess } from '../read.ts'
import { isAhead } from '../status.ts'
import { writeRows } from '../write.ts'

/** The form of a visit, as far as it is about the animals that come. */
export interface Form {
	type: TypeRow
	/** All questions of the type. */
	all: FormField[]
	/** Those that are asked here. */
	asked: FormField[]
	about: AboutPets
}

export function formOf(row: ShownAppointment, { clinic }: ClinicNow): Form {
	const type = clinic.types.get(row.appointmentTypeId ?? '')?.row
	if (!type) throw new Error(`Appointment ${row.id} has no type`)
	const sexOfFirst = row.pets[0]?.sex
	const about = {
		species: row.pets.map((pet) => pet.species),
		sex: row.visit.sex ?? (sexOfFirst === 'unknown' ? undefined : sexOfFirst),
		region: regionOf(clinic.rows.clinic),
	}
	const all = presentFormFields(type, clinic.rows.types)
	return { type, all, asked: all.filter((field) => isAsked(field, about)), about }
}

/** Until the visit begins; what was said by then is what the vet has read. */
export function isOpen(row: ShownAppointment, now: Date): boolean {
	return isAhead(row.status) && row.scheduledStart > now
}

interface Named {
	access: VisitAccess
	appointmentId: string
}

/**
 * The questions about a visit with the answers so far; for whoever has booked it.
 *
 * @throws Problem `appointment_not_found`, `appointment_moved`, `forbidden`
 */
export async function showAnswers(
	trx: Knex,
	catalogue: Catalogue,
	{ access, appointmentId }: Named,
): Promise<VisitAnswers> {
	const now = await catalogue.read(queryOf(trx), access.clinicId)
	const visit = await openAppointment(trx, access, appointmentId, now.now)
	if (!('reference' in access) && !isTheirs(access, visit)) throw new Problem('forbidden')
	const row = await withPeople(trx, visit)
	const { asked, all } = formOf(row, now)
	const names = all.map((field) => field.id)
	const stored = await AppointmentFormData.of(trx, access.clinicId, { appointmentId: row.id })
		.whereIn('field_name', names)
		.orderBy('field_name')
	const answered = new Set(stored.map((one) => one.fieldName))
	return {
		fields: asked,
		answers: stored.map((one) => ({ fieldId: one.fieldName, value: storedAnswer(one) })),
		missing: asked
			.filter((field) => field.required && !answered.has(field.id))
			.map((field) => field.id),
		canAnswer: isOpen(row, now.now),
		until: instantText(zoneOf(now.clinic.plan.zone), minuteOf(row.scheduledStart)),
	}
}

/**
 * Replaces the answers of a visit by what booking would have taken.
 *
 * @throws Problem `invalid_request` naming each answer that is wrong or missing,
 * `transition_refused` once the visit has begun
 */
export async function putAnswers(
	trx: Knex.Transaction,
	catalogue: Catalogue,
	{ actor, body, ...named }: Named & { actor: Actor; body: AnswersBody },
): Promise<void> {
	const { visit, now } = await openForOwner(trx, catalogue, named)
	const { clinicId, id: appointmentId } = visit
	const row = await withPeople(trx, visit)
	if (!isOpen(row, now.now)) throw new Problem('transition_refused')
	const { all, about, type } = formOf(row, now)
	const { values, issues } = checkAnswers(all, body.answers, about)
	if (issues.length > 0) throw invalidRequest(issues)
	// Signs and ages stand beside them under names with a dot, and stay.
	await AppointmentFormData.of(trx, clinicId, { appointmentId })
		.whereRaw("strpos(field_name, '.') = 0")
		.delete()
	const rows = { appointment_form_data: answerRows(appointmentId, type, values) }
	if (rows.appointment_form_data.length > 0) {
		await writeRows(queryOf(trx), clinicId, rows, { lanes: 0 })
	}
	const data = { fields: ['answers'] }
	await recordEvent(trx, clinicId, { appointmentId, kind: 'details', actor, data })
}
