import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import type { Appointment, BookedAppointment } from '../contract/appointments.ts'
import type { Hold, HoldState } from '../contract/holds.ts'
import { queryOf } from '../database/query.ts'
import { makeManageToken } from '../http/manage-token.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { findHoldById } from './holds.ts'
import { presentAppointment, presentHold, presentNewHold } from './presenter.ts'
import { type AppointmentRow, findById } from './queries.ts'
import { holdTokenOf } from './token.ts'

async function read(trx: Knex.Transaction, catalogue: Catalogue, clinicId: string, id: string) {
	const query = queryOf(trx)
	const now = await catalogue.read(query, clinicId)
	const row = await findById(query, clinicId, id)
	if (!row) throw new Problem('appointment_not_found')
	return { row, shown: presentAppointment(row, now) }
}

/** An appointment after a change, or after a retry of it. */
export async function showAppointment(
	trx: Knex.Transaction,
	{ catalogue }: Services,
	clinicId: string,
	id: string,
): Promise<Appointment> {
	const { shown } = await read(trx, catalogue, clinicId, id)
	return shown
}

/** The same with the token that opens it, for the one who has just booked. */
export async function showBooked(
	trx: Knex.Transaction,
	{ catalogue, serverKey, publicUrl }: Services,
	clinicId: string,
	id: string,
): Promise<BookedAppointment> {
	const { row, shown } = await read(trx, catalogue, clinicId, id)
	const manageToken = manageTokenOf(serverKey, clinicId, row)
	return { ...shown, manageToken, manageUrl: `${publicUrl()}/visit#${manageToken}` }
}

function manageTokenOf(serverKey: Uint8Array, clinicId: string, row: AppointmentRow): string {
	const { reference, generation } = row
	return makeManageToken(serverKey, { clinicId, reference, generation })
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
