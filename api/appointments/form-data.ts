import type { Knex } from 'knex'
import type { ChosenType } from '../availability/question.ts'
import type { BookBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import { AppointmentFormData } from '../database/models/appointment.ts'
import type { CheckedBooking } from './check.ts'

type Field = Pick<AppointmentFormData, 'fieldName' | 'fieldValue' | 'fieldType'>

/** Keeps what was asked and answered, signs with their time: nobody should have to ask twice. */
export async function insertFormData(
	trx: Knex.Transaction,
	clinicId: string,
	appointmentId: string,
	form: { type: ChosenType; body: BookBody; checked: CheckedBooking },
): Promise<void> {
	const fields = [...answered(form), ...triage(form), ...ages(form.body)]
	await insertFields(trx, clinicId, appointmentId, fields)
}

async function insertFields(
	trx: Knex.Transaction,
	clinicId: string,
	appointmentId: string,
	fields: readonly Field[],
): Promise<void> {
	if (fields.length === 0) return
	const rows = fields.map((field) => ({ ...field, clinicId, id: newId(), appointmentId }))
	await AppointmentFormData.query(trx).insert(rows)
}

function answered({ type, checked }: { type: ChosenType; checked: CheckedBooking }): Field[] {
	const types = new Map(type.row.form_fields.map((field) => [field.id, field.type]))
	return Object.entries(checked.answers).map(([id, value]) => ({
		fieldName: id,
		fieldValue: typeof value === 'string' ? value : JSON.stringify(value),
		fieldType: String(types.get(id) ?? 'text'),
	}))
}

// A dot keeps these apart from the clinic's own fields, whose names have none.
function triage({ body, checked }: { body: BookBody; checked: CheckedBooking }): Field[] {
	if (!body.triage) return []
	const { questionIds, answeredAt } = body.triage
	const value = JSON.stringify({ questionIds, signs: checked.signs, answeredAt })
	return [{ fieldName: 'triage.signs', fieldValue: value, fieldType: 'triage' }]
}

function ages({ pets }: BookBody): Field[] {
	return pets.flatMap(({ age }, i) =>
		age ? [{ fieldName: `pets.${i}.age`, fieldValue: age, fieldType: 'choice' }] : [],
	)
}

/** Takes the answers along when a visit moves. */
export async function copyFormData(
	trx: Knex.Transaction,
	clinicId: string,
	fromId: string,
	toId: string,
): Promise<void> {
	const fields = await AppointmentFormData.of(trx, clinicId, { appointmentId: fromId }).select(
		'field_name',
		'field_value',
		'field_type',
	)
	await insertFields(trx, clinicId, toId, fields)
}
