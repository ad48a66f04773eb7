import type { Knex } from 'knex'
import { instantText } from '../../availability/presenter.ts'
import type { StrandedVisit } from '../../contract/stranded.ts'
import { Appointment } from '../../database/models/appointment.ts'
import { Clinic } from '../../database/models/clinic.ts'
import { minuteOf, type Zone, zoneOf } from '../../time/zone.ts'
import type { Concerned } from './stranded.ts'

/** What is kept of a stranded visit, to be presented again: no data of a person. */
export type KeptStranded = Pick<StrandedVisit, 'id' | 'reasons' | 'resolution'> & {
	/** The id under which a moved visit lives on. */
	movedTo: string | null
}

/** The visits among those concerned that have no place any more. Ended holds are nobody's loss. */
export function strandedIn(concerned: readonly Concerned[]): KeptStranded[] {
	return concerned.flatMap(({ occupant, fate }) => {
		if (occupant.kind !== 'visit' || fate.kind !== 'stranded') return []
		const reasons = fate.reasons.map(({ code, message }) => ({ code, message }))
		return [{ id: occupant.id, reasons, resolution: null, movedTo: null }]
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
	const ids = kept.flatMap(({ id, movedTo }) => (movedTo === null ? [id] : [id, movedTo]))
	const rows = await Appointment.of(trx, clinicId).whereIn('appointments.id', ids)
	const byId = new Map(rows.map((row) => [row.id, row]))
	return kept.flatMap(({ id, reasons, resolution, movedTo }) => {
		const row = byId.get(id.toLowerCase())
		if (!row) return []
		const to = byId.get(movedTo ?? '')
		return [
			{
				id: row.id,
				reference: row.bookingReference,
				...placeOf(row, zone),
				end: instantText(zone, minuteOf(row.scheduledEnd)),
				typeId: row.appointmentTypeId,
				reasons,
				resolution,
				movedTo: to ? { id: to.id, ...placeOf(to, zone) } : null,
			},
		]
	})
}

function placeOf({ scheduledStart, veterinarianId }: Appointment, zone: Zone) {
	return { start: instantText(zone, minuteOf(scheduledStart)), veterinarianId }
}
