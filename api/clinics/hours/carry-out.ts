import type { Knex } from 'knex'
import type { Reservation } from '../../availability/model.ts'
import { newId } from '../../database/ids.ts'
import { AppointmentResource } from '../../database/models/appointment.ts'
import type { Concerned } from './stranded.ts'

/**
 * Gives visits and holds their new rooms and lanes, and ends the holds that have no time left.
 * Everyone who writes time waits for the locks meanwhile. In the order in which places were found:
 * each is free once those before it have been taken.
 */
export async function carryOut(
	trx: Knex.Transaction,
	clinicId: string,
	concerned: readonly Concerned[],
): Promise<void> {
	const ended = concerned.filter((one) => one.occupant.kind === 'hold' && !canMove(one))
	const inTheWay = await holdsInTheWay(trx, clinicId, concerned)
	await endHolds(trx, clinicId, [...ended.map(({ occupant }) => occupant.id), ...inTheWay])
	for (const one of concerned) {
		const { occupant, fate } = one
		if (fate.kind !== 'moves') continue
		if (occupant.kind === 'visit') await moveVisit(trx, clinicId, occupant.id, fate.reservations)
		else if (canMove(one)) await moveHold(trx, clinicId, one, fate.reservations)
	}
}

/** Whether a hold's rows can be pointed elsewhere, one for one. */
function canMove({ fate, reservations }: Concerned): boolean {
	return fate.kind === 'moves' && fate.reservations.length === reservations.length
}

/**
 * Holds that stand where a visit or a hold is to go, though the change itself does not concern them.
 * Those that live give way to visits; those that have ended, to everyone: the constraint on overlaps
 * can't look at the clock.
 */
async function holdsInTheWay(
	trx: Knex,
	clinicId: string,
	concerned: readonly Concerned[],
): Promise<string[]> {
	const places = concerned.flatMap(({ occupant, fate }) => {
		if (fate.kind !== 'moves') return []
		return fate.reservations.map((part) => ({
			...columnsOf(part),
			for_visit: occupant.kind === 'visit',
		}))
	})
	if (places.length === 0) return []
	const { rows } = await trx.raw(
		`select distinct r.hold_id as id
		from reservations r join jsonb_to_recordset(:places::jsonb) as p(
			resource_id uuid, lane smallint, starts_at timestamptz, ends_at timestamptz,
			for_visit boolean)
			on r.resource_id = p.resource_id and r.lane = p.lane
				and r.starts_at < p.ends_at and r.ends_at > p.starts_at
				and (p.for_visit or r.expires_at <= statement_timestamp())
		where r.clinic_id = :clinicId and r.hold_id is not null`,
		{ clinicId, places: JSON.stringify(places) },
	)
	return rows.map((row: { id: string }) => row.id)
}

async function moveVisit(
	trx: Knex.Transaction,
	clinicId: string,
	appointmentId: string,
	parts: readonly Reservation[],
): Promise<void> {
	const holder = { clinic_id: clinicId, appointment_id: appointmentId }
	await trx('reservations').where(holder).delete()
	await trx('reservations').insert(
		parts.map((part) => ({ ...holder, id: newId(), ...columnsOf(part) })),
	)
	await relink(trx, clinicId, appointmentId, parts)
}

/**
 * In place: a new row would ask for the hold, which a booking may have locked that waits for us.
 */
async function moveHold(
	trx: Knex.Transaction,
	clinicId: string,
	{ reservations }: Concerned,
	parts: readonly Reservation[],
): Promise<void> {
	for (const [i, part] of parts.entries()) {
		await trx('reservations')
			.where({ clinic_id: clinicId, id: reservations[i]?.id })
			.update({ ...columnsOf(part), updated_at: trx.fn.now() })
	}
}

function columnsOf(part: Reservation) {
	return {
		resource_id: part.resourceId,
		lane: part.lane,
		starts_at: new Date(part.startsAt * 60_000),
		ends_at: new Date(part.endsAt * 60_000),
	}
}

/** What a visit occupies for good says the same. */
async function relink(
	trx: Knex.Transaction,
	clinicId: string,
	appointmentId: string,
	parts: readonly Reservation[],
): Promise<void> {
	await AppointmentResource.of(trx, clinicId, { appointmentId }).delete()
	const lanes = new Map<string, number>()
	for (const { resourceId } of parts) lanes.set(resourceId, (lanes.get(resourceId) ?? 0) + 1)
	await AppointmentResource.query(trx).insert(
		[...lanes].map(([resourceId, count]) => ({
			clinicId,
			appointmentId,
			resourceId,
			lanes: count,
		})),
	)
}

/**
 * A hold that is being booked at this moment is locked by its booking, which waits for us: it is
 * passed over, and refused when the rules are asked again.
 */
async function endHolds(trx: Knex, clinicId: string, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return
	await trx('reservations').where({ clinic_id: clinicId }).whereIn('hold_id', ids).delete()
	await trx.raw(
		`with ended as (
			select h.id from holds h where h.clinic_id = :clinicId and h.id = any(:ids)
			order by h.id for update skip locked)
		delete from holds where clinic_id = :clinicId and id in (select id from ended)`,
		{ clinicId, ids: [...ids] },
	)
}
