import { instantText, secondText } from '../availability/presenter.ts'
import type { Emergency } from '../contract/emergencies.ts'
import type { Emergency as Row } from '../database/models/emergency.ts'
import { minuteOf, type Zone } from '../time/zone.ts'

export function presentEmergency(row: Row, zone: Zone): Emergency {
	return {
		id: row.id,
		severity: row.severity,
		species: row.species,
		complaint: row.complaint,
		caller: { name: row.callerName, phone: row.callerPhone },
		minutes: row.minutes,
		arrivesAt: instantText(zone, minuteOf(row.arrivesAt)),
		status: row.status,
		veterinarianId: row.veterinarianId,
		appointmentId: row.appointmentId,
		outcome: row.outcome,
		recordedAt: secondText(zone, row.createdAt),
		settledAt: row.settledAt && secondText(zone, row.settledAt),
	}
}
