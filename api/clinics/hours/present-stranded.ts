import type { Knex } from 'knex'
import { instantText } from '../../availability/presenter.ts'
import type { StrandedVisit } from '../../contract/stranded.ts'
import { Appointment } from '../../database/models/appointment.ts'
import { Clinic } from '../../database/models/clinic.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'
import type { Concerned } from './stranded.ts'

/** What is kept of a stranded visit, to be presented again: no data of a person. */
export type KeptStranded = Pick<StrandedVisit, 'id' | 'reasons'>

/** The visits among those concerned that have no place any more. Ended holds are nobody's loss. */
export function strandedIn(concerned: readonly Concerned[]): KeptStranded[] {
	return concerned.flatMap(({ occupant, fate }) => {
		if (occupant.kind !== 'visit' || fate.kind !== 'stranded') return []
		const reasons = fate.reasons.map(({ code, message }) => ({ code, message }))
		return [{ id: occupant.id, reasons }]
	})
}

/** In the order of their start, as they are now. */
export async function presentStranded(
	trx: Knex,
	clinicId: string,
	kept: readonly KeptStranded[],
): Promise<StrandedVisit[]> {
	if (kept.length === 0) return []
	const clinic = await Clinic.query(trx).where('clinics.id', clinicId).first()
	const zone = zoneOf(clinic?.timeZone ?? 'UTC')
	const ids = kept.map(({ id }) => id)
	const rows = await Appointment.of(trx, clinicId).whereIn('appointments.id', ids)
	const byId = new Map(rows.map((row) => [row.id, row]))
	return kept.flatMap(({ id, reasons }) => {
		const row = byId.get(id)
		if (!row) return []
		return [
			{
				id,
				reference: row.bookingReference,
				start: instantText(zone, minuteOf(row.scheduledStart)),
				end: instantText(zone, minuteOf(row.scheduledEnd)),
				veterinarianId: row.veterinarianId,
				typeId: row.appointmentTypeId,
				reasons,
			},
		]
	})
}
