import { secondText } from '../availability/presenter.ts'
import type { OwnPrescriptionRequest, PrescriptionRequest } from '../contract/prescriptions.ts'
import type { Owner } from '../http/authenticate.ts'
import type { Zone } from '../time/zone.ts'
import type { PrescribedRow, RequestRow } from './rows.ts'

export function presentOwnRequest(
	row: RequestRow,
	{ clientId }: Owner,
	zone: Zone,
): OwnPrescriptionRequest {
	const petName = row.pet
	return { ...facts(row, zone), petId: row.pet_id, petName, mine: row.client_id === clientId }
}

interface Beside {
	zone: Zone
	today: string
	prescribed: ReadonlyMap<string, PrescribedRow>
}

export function presentRequest(row: RequestRow, beside: Beside): PrescriptionRequest {
	const record = row.record_id === null ? undefined : beside.prescribed.get(row.record_id)
	const { answered_by: id, answerer: name } = row
	return {
		...facts(row, beside.zone),
		pet: { id: row.pet_id, name: row.pet, species: row.species },
		client: { id: row.client_id, name: row.client },
		prescription: record ? presentPrescription(record, beside.today) : null,
		overdue: row.overdue,
		answeredBy: id === null ? null : { id, name: name ?? '' },
	}
}

function presentPrescription(row: PrescribedRow, today: string) {
	return {
		dose: row.dose,
		quantity: row.quantity,
		prescribedOn: row.occurred_on,
		repeatsLeft: row.repeats - row.used,
		reviewOn: row.review_on,
		reviewPassed: row.review_on !== null && row.review_on < today,
		withdrawn: row.is_withdrawn,
	}
}

function facts(row: RequestRow, zone: Zone) {
	const at = (instant: Date | null) => instant && secondText(zone, instant)
	return {
		id: row.id,
		recordId: row.record_id,
		medicine: row.medicine,
		quantity: row.quantity,
		notes: row.notes,
		status: row.status,
		askedAt: secondText(zone, row.created_at),
		answeredAt: at(row.answered_at),
		reason: row.decline_reason,
		handover: row.handover,
		readyAt: at(row.ready_at),
		withdrawnAt: at(row.withdrawn_at),
	}
}
