import type { Knex } from 'knex'
import type { ChosenType } from '../availability/question.ts'
import type { TypeRow } from '../clinics/queries.ts'
import { answer, type BookBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import { AppointmentFormData } from '../database/models/appointment.ts'
import type { CheckedAnswers } from './answers.ts'
import type { CheckedBooking } from './check.ts'

type Field = Pick<AppointmentFormData, 'fieldName' | 'fieldValue' | 'fieldType'>

interface Form {
	type: ChosenType
	body: Pick<BookBody, 'triage'> & { pets: readonly { age?: string | undefined }[] }
	checked: Pick<CheckedBooking, 'answers' | 'signs'>
}

/** What was asked and answered, signs with their time: nobody should have to ask twice. */
export function formRows(appointmentId: string, form: Form) {
	return rowsOf(appointmentId, [
		...answered(form.type.row, form.checked.answers),
		...triage(form),
		...ages(form.body),
	])
}

/** The answers alone. */
export function answerRows(appointmentId: string, type: TypeRow, answers: CheckedAnswers) {
	return rowsOf(appointmentId, answered(type, answers))
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

function answered(type: TypeRow, answers: CheckedAnswers): Field[] {
	const types = new Map(type.form_fields.map((field) => [field.id, field.type]))
	return Object.entries(answers).map(([id, value]) => ({
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

/** An answer as it was given: whatever is not text was stored as JSON. */
export function storedAnswer({ fieldType, fieldValue }: Pick<Field, 'fieldType' | 'fieldValue'>) {
	const text = fieldValue ?? ''
	if (!['number', 'yesno', 'consent', 'multi'].includes(fieldType)) return text
	try {
		return answer.shape.value.safeParse(JSON.parse(text)).data ?? text
	} catch {
		return text
	}
}
