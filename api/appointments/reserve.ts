import type { Knex } from 'knex'
import type { Catalogue, ClinicNow } from '../availability/catalogue.ts'
import type { Candidate, Minute, Reason, Reservation } from '../availability/model.ts'
import { type Asked, askAbout } from '../availability/question.ts'
import type { Wish } from '../availability/read.ts'
import { candidatesAt, checkStart } from '../availability/slots.ts'
import { newId } from '../database/ids.ts'
import { lockResources } from '../database/lock-resources.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { zoneOf } from '../time/zone.ts'
import { refusal } from './refusal.ts'

/** Another lane, room or vet is tried so often; then someone else simply was faster. */
const TRIES = 3

export interface Claim extends Wish {
	clinicId: string
	start: Minute
	usualVetId?: string | null
	/** A live hold freezes notice and horizon. */
	held?: boolean
	/** Resources whose time is given up in the same breath: locked together with the new ones. */
	givesUp?: readonly string[]
}

/** The columns that say whose reservations they are. */
export type Holder = { appointment_id: string } | { hold_id: string; expires_at: Date }

/**
 * Takes a start: the person, the room and whatever else the visit needs, all or none.
 *
 * The rules are asked twice, by the same function: once without locks, so that most losers never
 * queue, and again under the locks on every resource concerned.
 *
 * @param makeHolder gives up old reservations and makes the row that the new ones belong to
 * @throws Problem `slot_taken`, `slot_not_offered` (each failed rule an issue), `clinic_paused`
 */
export async function reserve(
	trx: Knex.Transaction,
	catalogue: Catalogue,
	claim: Claim,
	makeHolder: (candidate: Candidate, now: ClinicNow) => Promise<Holder | 'holds already'>,
): Promise<Candidate> {
	const first = await whoCan(trx, catalogue, claim)
	let resources = first.candidates[0]?.reservations.map((part) => part.resourceId) ?? []
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		await trx.raw('savepoint attempt')
		await lockResources(trx, claim.clinicId, [...resources, ...(claim.givesUp ?? [])])
		const { candidates, now } = await whoCan(trx, catalogue, claim)
		const held = new Set(resources)
		const fit = candidates.find((one) => one.reservations.every((r) => held.has(r.resourceId)))
		if (fit) {
			const holder = await makeHolder(fit, now)
			const done =
				holder === 'holds already' ||
				(await insertReservations(trx, claim.clinicId, fit.reservations, holder))
			if (done) return fit
		}
		await trx.raw('rollback to savepoint attempt; release savepoint attempt')
		resources = candidates[0]?.reservations.map((part) => part.resourceId) ?? []
	}
	throw new Problem('slot_taken')
}

/** Everyone who can take the start now, in the order of assignment. Never empty: throws instead. */
async function whoCan(
	trx: Knex.Transaction,
	catalogue: Catalogue,
	claim: Claim,
): Promise<{ candidates: Candidate[]; now: ClinicNow }> {
	const query = queryOf(trx)
	const now = await catalogue.read(query, claim.clinicId)
	if (now.pausedUntil) throw new Problem('clinic_paused')
	const day = zoneOf(now.clinic.plan.zone).dateAt(claim.start)
	const asked = await askAbout(query, claim.clinicId, now, { ...claim, from: day, to: day })
	const candidates = candidatesAt(asked.question, claim.start)
	if (candidates.length === 0) throw refusal(reasonsOf(asked, claim))
	return { candidates, now }
}

function reasonsOf({ question }: Asked, claim: Claim): readonly Reason[] {
	const check = checkStart(question, claim.start, claim.vetId)
	return check.ok ? [] : check.reasons
}

/** Inserts all or tells that it could not; the caller then rolls back to its savepoint. */
async function insertReservations(
	trx: Knex.Transaction,
	clinicId: string,
	parts: readonly Reservation[],
	holder: Holder,
): Promise<boolean> {
	await dropEndedHolds(trx, clinicId, parts)
	const rows = parts.map((part) => ({
		clinic_id: clinicId,
		id: newId(),
		resource_id: part.resourceId,
		lane: part.lane,
		starts_at: new Date(part.startsAt * 60_000),
		ends_at: new Date(part.endsAt * 60_000),
		...holder,
	}))
	// DO NOTHING instead of an error: plain inserts deadlocked under races.
	const inserted = await trx('reservations').insert(rows).onConflict().ignore().returning('id')
	return inserted.length === parts.length
}

/**
 * An exclusion constraint can't look at the clock, so the reservations of holds that have ended are
 * removed first. The holds themselves are left to the cleaner, which takes both in this order.
 */
async function dropEndedHolds(
	trx: Knex.Transaction,
	clinicId: string,
	parts: readonly Reservation[],
): Promise<void> {
	const from = Math.min(...parts.map((part) => part.startsAt))
	const to = Math.max(...parts.map((part) => part.endsAt))
	await trx.raw(
		`delete from reservations
		where clinic_id = :clinicId and resource_id = any(:ids)
			and expires_at <= statement_timestamp()
			and starts_at < to_timestamp(:to) and ends_at > to_timestamp(:from)`,
		{ clinicId, ids: parts.map((part) => part.resourceId), from: from * 60, to: to * 60 },
	)
}
