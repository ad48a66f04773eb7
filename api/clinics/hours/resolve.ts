/** What becomes of visits that a change left without what they need. */
import type { Knex } from 'knex'
import type { ChangeServices } from '../../appointments/book.ts'
import type { Actor } from '../../appointments/events.ts'
import { move, tellMoved } from '../../appointments/move.ts'
import { findOr404, livingOf } from '../../appointments/open-for-change.ts'
import { lockReference } from '../../appointments/queries.ts'
import { isAhead } from '../../appointments/status.ts'
import type { ClinicNow } from '../../availability/catalogue.ts'
import type { Candidate, Question } from '../../availability/model.ts'
import { askAbout, typeOfBooked } from '../../availability/question.ts'
import { candidatesAt, findSlots } from '../../availability/slots.ts'
import type { Resolution } from '../../contract/stranded.ts'
import { audit } from '../../database/audit.ts'
import type { LivingAppointment } from '../../database/models/appointment.ts'
import { queryOf } from '../../database/query.ts'
import { Problem } from '../../http/problem.ts'
import { fromDay } from '../../time/date.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'

const DAYS_AT_ONCE = 7
const WEEKS_AHEAD = 9

/**
 * Locks the visits that something is chosen for, before any resource: that is the order of everyone
 * who moves a visit.
 *
 * @throws Problem `appointment_not_found`
 */
export async function lockVisits(
	trx: Knex.Transaction,
	clinicId: string,
	resolutions: readonly Resolution[],
): Promise<void> {
	const references = new Set<string>()
	for (const { appointmentId } of resolutions) {
		references.add((await findOr404(trx, clinicId, appointmentId)).bookingReference)
	}
	for (const reference of [...references].sort()) {
		await lockReference(queryOf(trx), clinicId, reference)
	}
}

/** The clinic as it will be, for verbs that run before the change is committed. */
export interface Resolving {
	clinicId: string
	now: ClinicNow
	actor: Actor
}

/**
 * Does what was chosen for one visit; all its clinic's resources are locked, and so is the visit.
 *
 * @returns the id under which a moved visit lives on, else null
 * @throws Problem `appointment_moved`, `transition_refused`, `slot_not_offered` when no time is free
 */
export async function resolveOne(
	trx: Knex.Transaction,
	services: ChangeServices,
	resolving: Resolving,
	{ appointmentId, do: choice }: Resolution,
): Promise<string | null> {
	if (choice === 'keep') return null
	const { clinicId } = resolving
	const visit = await livingOf(trx, await findOr404(trx, clinicId, appointmentId))
	if (!isAhead(visit.status)) throw new Problem('transition_refused')
	if (choice === 'move') return moveOn(trx, services, resolving, visit)
	await askToMove(trx, services, resolving, visit)
	return null
}

async function moveOn(
	trx: Knex.Transaction,
	services: ChangeServices,
	resolving: Resolving,
	visit: LivingAppointment,
): Promise<string | null> {
	const { now, actor } = resolving
	const fit = await nextPlace(trx, resolving, visit)
	if (!fit) {
		throw new Problem('slot_not_offered', {
			detail: `No free time was found for visit ${visit.bookingReference}. Choose something else for it.`,
		})
	}
	if (isWhereItIs(visit, fit)) return null
	const moved = await move(trx, visit, { fit, now }, { actor })
	await tellMoved(trx, services, visit, moved.id)
	return moved.id
}

/** Its place may have come back in the meantime. */
function isWhereItIs(visit: LivingAppointment, { startsAt, vetId }: Candidate): boolean {
	return vetId === visit.veterinarianId && startsAt === minuteOf(visit.scheduledStart)
}

/** The first free time from the visit's own on, with its own person where both are free. */
async function nextPlace(
	trx: Knex.Transaction,
	{ clinicId, now }: Resolving,
	visit: LivingAppointment,
): Promise<Candidate | null> {
	const zone = zoneOf(now.clinic.plan.zone)
	const least = Math.max(minuteOf(visit.scheduledStart), minuteOf(now.now) + 1)
	const wish = {
		type: typeOfBooked(now.clinic, visit),
		visit: visit.visit,
		toldAt: visit.toldAt,
		vetId: null,
		usualVetId: visit.veterinarianId,
		except: { appointmentId: visit.id },
	}
	for (let week = 0; week < WEEKS_AHEAD; week++) {
		const first = zone.dayAt(least) + week * DAYS_AT_ONCE
		const days = { from: fromDay(first), to: fromDay(first + DAYS_AT_ONCE - 1) }
		const { question } = await askAbout(queryOf(trx), clinicId, now, { ...wish, ...days })
		const found = firstFrom({ ...question, asker: 'staff' }, least)
		if (found) return found
	}
	return null
}

function firstFrom(question: Question, least: number): Candidate | null {
	for (const { vets } of findSlots(question).days) {
		const starts = vets.flatMap(({ starts }) => starts).filter((start) => start >= least)
		if (starts.length > 0) return candidatesAt(question, Math.min(...starts))[0] ?? null
	}
	return null
}

/** The owner is asked; until then the visit stays as it is. */
async function askToMove(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, actor }: Resolving,
	visit: LivingAppointment,
): Promise<void> {
	await services.queueNotification(trx, {
		clinicId,
		kind: 'visit_needs_new_time',
		appointmentId: visit.id,
		clientId: visit.clientId,
		sequence: visit.icsSequence,
	})
	await audit(trx, clinicId, { actor, action: 'appointment.asked_to_move', subjectId: visit.id })
}
