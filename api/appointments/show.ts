import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import type { Appointment, BookedAppointment, LinkedAppointment } from '../contract/appointments.ts'
import type { Hold, HoldState } from '../contract/holds.ts'
import { queryOf } from '../database/query.ts'
import type { ManageClaims } from '../http/manage-token.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { findHoldById } from './holds.ts'
import { withPeopleFor } from './people-shown.ts'
import {
	presentAppointment,
	presentBooked,
	presentHold,
	presentLinked,
	presentNewHold,
} from './presenter.ts'
import { findById, isGuests } from './queries.ts'
import { openAppointment, openVisit, type VisitAccess } from './read.ts'
import { forSharer } from './sharer.ts'
import { holdTokenOf } from './token.ts'

interface Named {
	clinicId: string
	id: string
	access: VisitAccess | null
}

async function read(trx: Knex.Transaction, catalogue: Catalogue, { clinicId, id, access }: Named) {
	const query = queryOf(trx)
	const now = await catalogue.read(query, clinicId)
	const visit = await findById(trx, clinicId, id)
	if (!visit) throw new Problem('appointment_not_found')
	return { row: await withPeopleFor(trx, access, visit), now }
}

/** An appointment after a change, or after a retry of it. */
export async function showAppointment(
	trx: Knex.Transaction,
	{ catalogue }: Services,
	access: VisitAccess,
	id: string,
): Promise<Appointment> {
	const { clinicId } = access
	const { row, now } = await read(trx, catalogue, { clinicId, id, access })
	return presentAppointment(row, now)
}

/** The same with the token that opens it, for a retry of the booking. */
export async function showBooked(
	trx: Knex.Transaction,
	services: Services,
	clinicId: string,
	id: string,
): Promise<BookedAppointment> {
	const { row, now } = await read(trx, services.catalogue, { clinicId, id, access: null })
	const shown = { ...row, isGuests: await isGuests(queryOf(trx), row) }
	return presentBooked(services, shown, row.manageGeneration, now)
}

/** What a manage link opens, as it is now. */
export async function showLinked(
	trx: Knex.Transaction,
	services: Services,
	claims: ManageClaims,
): Promise<LinkedAppointment> {
	const query = queryOf(trx)
	const now = await services.catalogue.read(query, claims.clinicId)
	const visit = await openVisit(trx, claims, now.now)
	const row = await withPeopleFor(trx, claims, visit)
	const shown = { ...row, isGuests: await isGuests(query, row) }
	return presentLinked(services, shown, row.manageGeneration, now)
}

/**
 * The same of an appointment that the caller names; another one's is refused.
 *
 * @throws Problem what `openAppointment` throws
 */
export async function showVisit(
	trx: Knex.Transaction,
	{ catalogue }: Services,
	access: VisitAccess,
	id: string,
): Promise<Appointment> {
	const now = await catalogue.read(queryOf(trx), access.clinicId)
	const visit = await openAppointment(trx, access, id, now.now)
	const row = await withPeopleFor(trx, access, visit)
	return presentAppointment(await forSharer(queryOf(trx), access, row), now)
}

async function readHold(trx: Knex.Transaction, catalogue: Catalogue, clinicId: string, id: string) {
	const query = queryOf(trx)
	const now = await catalogue.read(query, clinicId)
	const row = await findHoldById(query, clinicId, id)
	// A retry may come after the hold has ended, been booked or been given back.
	if (!row) throw new Problem('hold_expired')
	return { row, now }
}

export async function showHold(
	trx: Knex.Transaction,
	{ catalogue }: Services,
	clinicId: string,
	id: string,
): Promise<HoldState> {
	const { row, now } = await readHold(trx, catalogue, clinicId, id)
	return presentHold(row, now)
}

/** A hold with its token, for the one who has just made it. */
export async function showNewHold(
	trx: Knex.Transaction,
	{ catalogue, serverKey }: Services,
	clinicId: string,
	id: string,
): Promise<Hold> {
	const { row, now } = await readHold(trx, catalogue, clinicId, id)
	return presentNewHold(row, now, holdTokenOf(serverKey, clinicId, id))
}
