import type { Appointment } from '../../database/models/appointment.ts'
import type { Query } from '../../database/tenant.ts'
import { ownedPets } from '../../pets/owned.ts'
import { isTheirs } from '../ownership.ts'
import type { ShownAppointment } from '../queries.ts'
import type { VisitAccess } from '../read.ts'

/** What stands beside the rows of some visits. */
export interface Extras {
	/** Names of the form's fields that have an answer, by visit. */
	answered: ReadonlyMap<string, readonly string[]>
	/** By how many minutes their owner said to be late, by visit. */
	lateMinutes: ReadonlyMap<string, number>
	/** Whether somebody else has booked the visit. */
	isShared: (visit: Pick<Appointment, 'clientId'>) => boolean
	/** Whether an animal may be shown to whoever asks. */
	isShown: (visit: Pick<Appointment, 'clientId'>, petId: string) => boolean
}

interface Row {
	id: string
	answered: string[] | null
	late: number | null
}

const LATE = `(
	select (e.data ->> 'minutes')::int from appointment_events e
	where e.clinic_id = $1 and e.appointment_id = a.id and e.kind = 'owner_late'
	order by e.at desc, e.id desc limit 1)`

const EXTRAS = `
	select a.id,
		(select array_agg(f.field_name) from appointment_form_data f
			where f.clinic_id = $1 and f.appointment_id = a.id) as answered,
		${LATE} as late
	from appointments a where a.clinic_id = $1 and a.id = any($2::uuid[])`

export async function readExtras(
	query: Query,
	access: VisitAccess,
	visits: readonly ShownAppointment[],
): Promise<Extras> {
	const { clinicId } = access
	const ids = visits.map(({ id }) => id)
	const rows = ids.length > 0 ? await query<Row>(EXTRAS, [clinicId, ids]) : []
	const isShared: Extras['isShared'] = (visit) =>
		!('reference' in access) && !isTheirs(access, visit)
	const petIds = visits.filter(isShared).flatMap(({ pets }) => pets.map((pet) => pet.id))
	const own = 'reference' in access ? new Map() : await ownedPets(query, access, petIds)
	return {
		answered: new Map(rows.map(({ id, answered }) => [id, answered ?? []])),
		lateMinutes: new Map(rows.flatMap(({ id, late }) => (late === null ? [] : [[id, late]]))),
		isShared,
		isShown: (visit, petId) => !isShared(visit) || own.has(petId),
	}
}

/** By how many minutes the owner of a visit last said to be late; null when they said nothing. */
export async function saidLate(
	query: Query,
	clinicId: string,
	appointmentId: string,
): Promise<number | null> {
	const [row] = await query<{ late: number | null }>(
		`select ${LATE} as late from appointments a where a.clinic_id = $1 and a.id = $2`,
		[clinicId, appointmentId],
	)
	return row?.late ?? null
}
