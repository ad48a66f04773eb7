import type { Knex } from 'knex'
import type { Catalogue, ClinicNow } from '../availability/catalogue.ts'
import { Appointment, type LivingAppointment } from '../database/models/appointment.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Caller, Owner } from '../http/authenticate.ts'
import type { ManageClaims } from '../http/manage-token.ts'
import { Problem } from '../http/problem.ts'
import { isSeenBy, isTheirs } from './ownership.ts'
import { linkEnds } from './policy.ts'
import { findByReference, isFormerId, lockReference, portalOf } from './queries.ts'

/** What opens a visit: its own manage link, or the session of an owner whose visit it is. */
export type VisitAccess = ManageClaims | Owner

/** Of both at once the link counts: it says which visit is meant. */
export function accessOf({ manage, owner }: Pick<Caller, 'manage' | 'owner'>): VisitAccess {
	const access = manage ?? owner
	if (!access) throw new Problem('manage_token_missing')
	return access
}

/** Who asks, and by what right. */
export const askedBy = (auth: Caller) => ({ access: accessOf(auth), actor: auth.actor })

/**
 * The appointment that a manage token opens, in its present state.
 *
 * @throws Problem `visit_in_account` once its owner has one, `manage_token_invalid`,
 * `manage_token_expired`
 */
export async function openVisit(
	trx: Knex,
	claims: ManageClaims,
	now: Date,
): Promise<LivingAppointment> {
	const row = await findByReference(trx, claims.clinicId, claims.reference)
	if (!row) throw new Problem('manage_token_invalid')
	if (row.manageGeneration !== claims.generation) throw await endOfLink(trx, row)
	if (now > linkEnds(row)) throw new Problem('manage_token_expired')
	return row
}

/** An account's visits have no links of before it; whoever has one is told where to look, not who it is. */
async function endOfLink(trx: Knex, { clinicId, clientId }: LivingAppointment): Promise<Problem> {
	const slug = await portalOf(queryOf(trx), { clinicId, clientId })
	if (slug === null) return new Problem('manage_token_invalid')
	return new Problem('visit_in_account', { movedTo: `/portal/${slug}` })
}

/** The same in a transaction of its own, for quick reads that only need to know the visit. */
export function peekVisit(db: Knex, catalogue: Catalogue, claims: ManageClaims) {
	const read = async (trx: Knex) => {
		const { now } = await catalogue.read(queryOf(trx), claims.clinicId)
		return openVisit(trx, claims, now)
	}
	return inTenant(db, claims.clinicId, read, { quietly: true })
}

/**
 * The same, for callers that name the appointment. Another visit's id is as good as none.
 *
 * @throws Problem `appointment_moved` with the present id, `appointment_not_found`
 */
export async function openAppointment(
	trx: Knex,
	access: VisitAccess,
	id: string,
	now: Date,
): Promise<LivingAppointment> {
	if (!('reference' in access)) return openOwn(trx, access, id)
	const row = await openVisit(trx, access, now)
	if (row.id === id.toLowerCase()) return row
	const former = { id, reference: access.reference }
	if (await isFormerId(trx, access.clinicId, former)) {
		throw new Problem('appointment_moved', { movedTo: row.id })
	}
	throw new Problem('appointment_not_found')
}

/** What an owner sees: their own visits, and those of pets that they share. */
async function openOwn(trx: Knex, owner: Owner, id: string): Promise<LivingAppointment> {
	const { clinicId } = owner
	const named = await Appointment.of(trx, clinicId, { id }).first()
	if (!named || !(await isSeenBy(queryOf(trx), owner, named))) {
		throw new Problem('appointment_not_found')
	}
	const living = await findByReference(trx, clinicId, named.bookingReference)
	if (!living) throw new Problem('appointment_not_found')
	if (living.id !== named.id) throw new Problem('appointment_moved', { movedTo: living.id })
	return living
}

/** A visit that is about to change: locked, and read afterwards. */
export interface OpenedVisit {
	visit: LivingAppointment
	now: ClinicNow
}

/**
 * Locks a visit that its owner names, and reads it as it is then.
 *
 * @param doing `come` is for whoever brings the animal, also those who share it; all else is for the
 * one who has booked
 * @throws Problem what `openAppointment` throws; `forbidden` for a visit that somebody else has booked
 */
export async function openForOwner(
	trx: Knex.Transaction,
	catalogue: Catalogue,
	{ access, appointmentId }: { access: VisitAccess; appointmentId: string },
	doing: 'come' | 'change' = 'change',
): Promise<OpenedVisit> {
	const { clinicId } = access
	const query = queryOf(trx)
	const reference =
		'reference' in access
			? access.reference
			: (await openOwn(trx, access, appointmentId)).bookingReference
	await lockReference(query, clinicId, reference)
	const now = await catalogue.read(query, clinicId)
	const visit = await openAppointment(trx, access, appointmentId, now.now)
	if (doing === 'change') assertMayChange(access, visit)
	return { visit, now }
}

function assertMayChange(access: VisitAccess, visit: LivingAppointment): void {
	if ('reference' in access || isTheirs(access, visit)) return
	throw new Problem('forbidden', {
		detail: 'Somebody else has booked this visit; only they can change it.',
	})
}

/**
 * The visit that another time is looked for, by whoever may move it.
 *
 * @param id left out: the one of the manage link
 * @throws Problem what `openAppointment` throws; `forbidden` for a visit that somebody else has booked
 */
export async function openForMove(
	trx: Knex,
	access: VisitAccess,
	{ id, now }: { id: string | undefined; now: Date },
): Promise<LivingAppointment> {
	if (id === undefined && 'reference' in access) return openVisit(trx, access, now)
	const visit = await openAppointment(trx, access, id ?? '', now)
	assertMayChange(access, visit)
	return visit
}
