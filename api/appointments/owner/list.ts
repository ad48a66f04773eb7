import type { Knex } from 'knex'
import type { Catalogue, ClinicNow } from '../../availability/catalogue.ts'
import type { OwnerVisits, OwnerVisitsQuery } from '../../contract/owner-visits.ts'
import { Appointment } from '../../database/models/appointment.ts'
import { queryOf } from '../../database/query.ts'
import type { Owner } from '../../http/authenticate.ts'
import { ownedPet } from '../../pets/owned.ts'
import { toDay } from '../../time/date.ts'
import { zoneOf } from '../../time/zone.ts'
import { cursorOf, readCursor } from '../cursor.ts'
import { SEEN } from '../ownership.ts'
import type { ShownAppointment } from '../queries.ts'
import { readExtras } from './extras.ts'
import { presentOwn } from './presenter.ts'

/**
 * A page of an owner's visits, with those of animals that they share.
 *
 * @throws Problem `invalid_request` for a cursor that is none, `pet_not_found` for another's
 */
export async function listOwnVisits(
	trx: Knex,
	catalogue: Catalogue,
	owner: Owner,
	ask: OwnerVisitsQuery,
): Promise<OwnerVisits> {
	const query = queryOf(trx)
	const { clinicId } = owner
	const now = await catalogue.read(query, clinicId)
	if (!owner.isVerified) return { appointments: [], nextCursor: null }
	const { petId } = ask.petId ? await ownedPet(query, owner, ask.petId) : { petId: null }
	const found = await query<Place>(pageText(ask), valuesOf(owner, now, { ...ask, petId }))
	const page = found.slice(0, ask.limit)
	const last = found.length > ask.limit ? page.at(-1) : undefined
	const rows = await withPeople(trx, clinicId, page)
	const extras = await readExtras(query, owner, rows)
	return {
		appointments: rows.map((row) => presentOwn(row, extras, now)),
		nextCursor: last ? cursorOf(last) : null,
	}
}

type Place = Pick<Appointment, 'id' | 'scheduledStart'>

// What has begun stays ahead until it is done, however long it takes; what was to be over long ago,
// and nobody said so, is not.
const AHEAD = `(
	(a.status in ('pending', 'confirmed', 'reminded') and a.scheduled_end > statement_timestamp())
	or (a.status in ('checked_in', 'in_progress')
		and a.scheduled_start > statement_timestamp() - interval '24 hours'))`

const WHEN = { upcoming: `and ${AHEAD}`, past: `and not ${AHEAD}` }

/** Of visits ahead the next comes first, of all others the newest. */
function pageText({ when }: OwnerVisitsQuery): string {
	const [order, beyond] = when === 'upcoming' ? ['asc', '>'] : ['desc', '<']
	return `
		select a.id, a.scheduled_start as "scheduledStart" from appointments a
		where a.clinic_id = $1 and ${SEEN} and a.status <> 'rescheduled' ${when ? WHEN[when] : ''}
			and ($3::uuid is null or exists (select from appointment_pets x
				where x.clinic_id = $1 and x.appointment_id = a.id and x.pet_id = $3))
			and ($4::text is null or a.status = $4)
			and ($5::timestamptz is null or a.scheduled_start >= $5)
			and ($6::timestamptz is null or a.scheduled_start < $6)
			and ($7::timestamptz is null or (a.scheduled_start, a.id) ${beyond} ($7, $8::uuid))
		order by a.scheduled_start ${order}, a.id ${order} limit $9`
}

function valuesOf(
	{ clinicId, clientId }: Owner,
	now: ClinicNow,
	ask: Omit<OwnerVisitsQuery, 'petId'> & { petId: string | null },
): unknown[] {
	const zone = zoneOf(now.clinic.plan.zone)
	const begin = (date: string | undefined, more = 0) =>
		date === undefined ? null : new Date(zone.toInstant(toDay(date) + more, 0) * 60_000)
	const after = ask.cursor === undefined ? [null, null] : readCursor(ask.cursor)
	const range = [begin(ask.from), begin(ask.to, 1)]
	return [clinicId, clientId, ask.petId, ask.status ?? null, ...range, ...after, ask.limit + 1]
}

/** The rows of a page in its order. */
async function withPeople(
	trx: Knex,
	clinicId: string,
	page: readonly Place[],
): Promise<ShownAppointment[]> {
	if (page.length === 0) return []
	const ids = page.map(({ id }) => id)
	const rows = await Appointment.of(trx, clinicId).whereIn('id', ids)
	const options = { transaction: trx }
	await Appointment.fetchGraph(rows, '[client, pets]', options).context({ clinicId })
	const byId = new Map(rows.map((row) => [row.id, row as ShownAppointment]))
	return ids.flatMap((id) => byId.get(id) ?? [])
}
