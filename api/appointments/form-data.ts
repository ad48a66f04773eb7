import type { Knex } from 'knex'
import type { ChosenType } from '../availability/question.ts'
import type { BookBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import { AppointmentFormData } from '../database/models/appointment.ts'
import type { CheckedBooking } from './check.ts'

type Field = Pick<AppointmentFormData, 'fieldName' | 'fieldValue' | 'fieldType'>

interface Form {
	type: ChosenType
	body: Pick<BookBody, 'pets' | 'triage'>
	checked: Pick<CheckedBooking, 'answers' | 'signs'>
}

/** What was asked and answered, signs with their time: nobody should have to ask twice. */
export function formRows(appointmentId: string, form: Form) {
	return rowsOf(appointmentId, [...answered(form), ...triage(form), ...ages(form.body)])
}

function rowsOf(appointmentId: string, fields: readonly Field[]) {
	return fields.map((field) => ({
		id: newId(),
		appointment_id: appointmentId,
		field_name: field.fieldName,
		field_value: field.fieldValue,
		field_type: field.fieldType,
	}))
}

function answered({ type, checked }: Form): Field[] {
	const types = new Map(type.row.form_fields.map((field) => [field.id, field.type]))
	return Object.entries(checked.answers).map(([id, value]) => ({
		fieldName: id,
		fieldValue: typeof value === 'string' ? value : JSON.stringify(value),
		fieldType: String(types.get(id) ?? 'text'),
	}))
}

// A dot keeps these apart from the clinic's own fields, whose names have none.
function triage({ body, checked }: Form): Field[] {
	if (!body.triage) return []
	const { questionIds, answeredAt } = body.triage
	const value = JSON.stringify({ questionIds, signs: checked.signs, answeredAt })
	return [{ fieldName: 'triage.signs', fieldValue: value, fieldType: 'triage' }]
}

function ages({ pets }: Form['body']): Field[] {
	return pets.flatMap(({ age }, i) =>
		age ? [{ fieldName: `pets.${i}.age`, fieldValue: age, fieldType: 'choice' }] : [],
	)
}

/** The answers, to be taken along when a visit moves. */
export async function copiedFormRows(
	trx: Knex.Transaction,
	clinicId: string,
	fromId: string,
	toId: string,
) {
	const fields = await AppointmentFormData.of(trx, clinicId, { appointmentId: fromId })
	return rowsOf(toId, fields)
}
