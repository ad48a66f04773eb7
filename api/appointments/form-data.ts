import type { Knex } from 'knex'
import type { ChosenType } from '../availability/question.ts'
import type { BookBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import type { CheckedBooking } from './check.ts'

interface Field {
	field_name: string
	field_value: string
	field_type: string
}

/** Keeps what was asked and answered, signs with their time: nobody should have to ask twice. */
export async function insertFormData(
	trx: Knex.Transaction,
	clinicId: string,
	appointmentId: string,
	form: { type: ChosenType; body: BookBody; checked: CheckedBooking },
): Promise<void> {
	const fields = [...answered(form), ...triage(form), ...ages(form.body)]
	if (fields.length === 0) return
	await trx('appointment_form_data').insert(
		fields.map((field) => ({
			clinic_id: clinicId,
			id: newId(),
			appointment_id: appointmentId,
			...field,
		})),
	)
}

function answered({ type, checked }: { type: ChosenType; checked: CheckedBooking }): Field[] {
	const types = new Map(type.row.form_fields.map((field) => [field.id, field.type]))
	return Object.entries(checked.answers).map(([id, value]) => ({
		field_name: id,
		field_value: typeof value === 'string' ? value : JSON.stringify(value),
		field_type: String(types.get(id) ?? 'text'),
	}))
}

// A dot keeps these apart from the clinic's own fields, whose names have none.
function triage({ body, checked }: { body: BookBody; checked: CheckedBooking }): Field[] {
	if (!body.triage) return []
	const { questionIds, answeredAt } = body.triage
	const value = JSON.stringify({ questionIds, signs: checked.signs, answeredAt })
	return [{ field_name: 'triage.signs', field_value: value, field_type: 'triage' }]
}

function ages({ pets }: BookBody): Field[] {
	return pets.flatMap(({ age }, i) =>
		age ? [{ field_name: `pets.${i}.age`, field_value: age, field_type: 'choice' }] : [],
	)
}

/** Takes the answers along when a visit moves. */
export async function copyFormData(
	trx: Knex.Transaction,
	clinicId: string,
	fromId: string,
	toId: string,
): Promise<void> {
	const rows = await trx('appointment_form_data')
		.select('field_name', 'field_value', 'field_type')
		.where({ clinic_id: clinicId, appointment_id: fromId })
	if (rows.length === 0) return
	await trx('appointment_form_data').insert(
		rows.map((row) => ({ ...row, clinic_id: clinicId, id: newId(), appointment_id: toId })),
	)
}
