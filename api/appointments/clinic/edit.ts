import type { Knex } from 'knex'
import type { EditVisitBody } from '../../contract/visit-changes.ts'
import { Appointment } from '../../database/models/appointment.ts'
import { Problem } from '../../http/problem.ts'
import { type Actor, recordEvent } from '../events.ts'
import { openForChange } from '../open-for-change.ts'
import { editVersion } from './details.ts'

interface EditInput {
	clinicId: string
	appointmentId: string
	actor: Actor
	body: EditVisitBody
}

const FIELDS = ['internalNotes', 'sharedNotes', 'reason', 'estimatedCost'] as const

/**
 * Changes what the clinic has written about a visit. Whoever read an older version than the present
 * one is refused, so that of two editors none loses a word. History keeps which fields changed.
 *
 * @returns false when everything is as it was
 * @throws Problem `appointment_not_found`, `appointment_moved`, `conflict`
 */
export async function editVisit(
	trx: Knex.Transaction,
	{ clinicId, appointmentId, actor, body }: EditInput,
): Promise<boolean> {
	const visit = await openForChange(trx, clinicId, appointmentId)
	const changes = changesOf(visit, body)
	const fields = Object.keys(changes)
	if (fields.length === 0) return false
	if (body.version !== editVersion(visit)) {
		throw new Problem('conflict', {
			detail: 'Somebody else has changed this visit since you read it. Please look again.',
		})
	}
	await Appointment.of(trx, clinicId, { id: visit.id }).patch(changes)
	const event = { appointmentId: visit.id, kind: 'details', actor, data: { fields } } as const
	await recordEvent(trx, clinicId, event)
	return true
}

type Editable = Pick<Appointment, (typeof FIELDS)[number]>

function changesOf(visit: Editable, body: EditVisitBody): Partial<Editable> {
	const cost = body.estimatedCost
	const wanted = {
		...body,
		// As the database writes amounts, so that 58 and 58.00 are the same.
		...(cost == null ? {} : { estimatedCost: Number(cost).toFixed(2) }),
	}
	return Object.fromEntries(
		FIELDS.flatMap((field) => {
			const value = wanted[field]
			if (value === undefined) return []
			const next = value === '' ? null : value
			return next === visit[field] ? [] : [[field, next]]
		}),
	)
}
