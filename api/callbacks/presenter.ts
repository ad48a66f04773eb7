import { secondText } from '../availability/presenter.ts'
import type { Callback } from '../contract/callbacks.ts'
import type { Zone } from '../time/zone.ts'

export interface CallbackRow {
	id: string
	kind: Callback['kind']
	status: Callback['status']
	name: string | null
	phone: string | null
	pet_name: string | null
	species: Callback['species']
	note: string | null
	appointment_type_id: string | null
	client_id: string | null
	client: string | null
	pet_id: string | null
	pet: string | null
	promised_by: Date | null
	overdue: boolean | null
	claimed_by: string | null
	claimed_by_name: string | null
	attempts: number
	last_attempt_at: Date | null
	closed_at: Date | null
	outcome: string | null
	created_at: Date
}

export function presentCallback(row: CallbackRow, zone: Zone): Callback {
	const at = (instant: Date | null) => instant && secondText(zone, instant)
	const person = (id: string | null, name: string | null) => (id === null ? null : { id, name })
	return {
		id: row.id,
		kind: row.kind,
		status: row.status,
		name: row.name,
		phone: row.phone,
		petName: row.pet_name,
		species: row.species,
		note: row.note,
		appointmentTypeId: row.appointment_type_id,
		client: person(row.client_id, row.client),
		pet: person(row.pet_id, row.pet),
		promisedBy: at(row.promised_by),
		overdue: row.overdue === true,
		claimedBy: person(row.claimed_by, row.claimed_by_name),
		attempts: row.attempts,
		lastAttemptAt: at(row.last_attempt_at),
		closedAt: at(row.closed_at),
		outcome: row.outcome,
		createdAt: secondText(zone, row.created_at),
	}
}
