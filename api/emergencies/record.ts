import type { Knex } from 'knex'
import { raw } from 'objection'
import { readPhone } from '../appointments/phone.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import { regionOf } from '../clinics/presenter.ts'
import type { EmergencyBody } from '../contract/emergencies.ts'
import { type Actor, audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { Emergency } from '../database/models/emergency.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import type { Severity } from './model.ts'

const MINUTES: Readonly<Record<Severity, number>> = { life_threatening: 45, urgent: 20 }
const MINUTE = 60_000
const MOST = 100

interface RecordInput {
	clinicId: string
	actor: Actor
	body: EmergencyBody
}

/**
 * Writes down an emergency, so that every console shows it until somebody has taken it.
 *
 * @returns its id
 * @throws Problem `invalid_request` for a phone number that is none
 */
export async function recordEmergency(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, actor, body }: RecordInput,
): Promise<string> {
	const { severity, species, caller } = body
	const id = newId()
	const arrives = now.now.getTime() + body.arrivesInMinutes * MINUTE
	await Emergency.query(trx).insert({
		clinicId,
		id,
		severity,
		species,
		complaint: body.complaint || null,
		callerName: caller.name ?? null,
		callerPhone: caller.phone === undefined ? null : phoneOf(caller.phone, now),
		minutes: body.minutes ?? MINUTES[severity],
		arrivesAt: new Date(Math.floor(arrives / MINUTE) * MINUTE),
		recordedByKind: actor.kind === 'key' ? 'key' : 'staff',
		recordedBy: actor.id,
	})
	await audit(trx, clinicId, { actor, action: 'emergency.recorded', subjectId: id })
	return id
}

function phoneOf(given: string, { clinic }: ClinicNow): string {
	const phone = readPhone(given, regionOf(clinic.rows.clinic))
	if (phone) return phone
	const message = 'This is not a phone number'
	throw invalidRequest([{ path: 'caller.phone', in: 'body', code: 'invalid_phone', message }])
}

/** Lives first, then the newest. */
export async function listEmergencies(
	trx: Knex,
	clinicId: string,
	status: Emergency['status'],
): Promise<Emergency[]> {
	return Emergency.of(trx, clinicId, { status })
		.orderByRaw(`severity = 'life_threatening' desc, created_at desc, id desc`)
		.limit(MOST)
}

/** @throws Problem `emergency_not_found` */
export async function findEmergency(trx: Knex, clinicId: string, id: string): Promise<Emergency> {
	const row = await Emergency.of(trx, clinicId, { id }).first()
	if (!row) throw new Problem('emergency_not_found')
	return row
}

/**
 * An emergency that nobody has taken yet, locked: of two who take it the second finds it taken.
 *
 * @throws Problem `emergency_not_found`, `conflict`
 */
export async function openEmergency(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
): Promise<Emergency> {
	const row = await Emergency.of(trx, clinicId, { id }).forNoKeyUpdate().first()
	if (!row) throw new Problem('emergency_not_found')
	if (row.status === 'open') return row
	throw new Problem('conflict', {
		detail: `Somebody has ${row.status} this emergency already.`,
	})
}

/** Ends the state in which an emergency stands on every console. */
export async function settleEmergency(
	trx: Knex.Transaction,
	{ clinicId, id }: Emergency,
	change: Partial<Pick<Emergency, 'status' | 'veterinarianId' | 'appointmentId' | 'outcome'>>,
): Promise<void> {
	await Emergency.of(trx, clinicId, { id }).patch({ ...change, settledAt: raw('now()') })
}
