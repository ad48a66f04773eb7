import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import { todayOf } from '../clinics/hours/schedules.ts'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { invalidRequest } from '../http/problem.ts'
import { fromDay } from '../time/date.ts'
import { lockPet } from './lock.ts'
import { settleReport } from './report.ts'

interface Asked {
	clinicId: string
	actor: Actor
	id: string
}

/**
 * Records a death, and with it silences every message about the animal: what waits to be sent about
 * it alone is cancelled in this transaction, and nothing that is queued later passes the last look
 * before sending. The clinic's word confirms an owner's.
 *
 * @throws Problem `pet_not_found`, `invalid_request`
 */
export async function markDeceased(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, actor, id, on }: Asked & { on?: string | undefined },
): Promise<{ petId: string }> {
	const pet = await lockPet(trx, clinicId, id)
	const today = fromDay(todayOf(now))
	if (on !== undefined && on > today) {
		const message = 'Must not be in the future'
		throw invalidRequest([{ path: 'on', in: 'body', code: 'future_date', message }])
	}
	// Said once more, without a day, it died when it did.
	const died = pet.status === 'deceased' ? pet.deceased_on : today
	await trx('pets')
		.where({ clinic_id: clinicId, id: pet.id })
		.update({ status: 'deceased', deceased_on: on ?? died, updated_at: trx.fn.now() })
	await cancelMessages(queryOf(trx), clinicId, [pet.id])
	if (actor.kind !== 'owner') {
		await settleReport(trx, clinicId, { petId: pet.id, actor, outcome: 'confirmed' })
	}
	await audit(trx, clinicId, { actor, action: 'pet.deceased', subjectId: pet.id })
	return { petId: pet.id }
}

/** Cancels what waits to be sent about animals that have died. */
export async function cancelMessages(query: Query, clinicId: string, petIds: readonly string[]) {
	await query(CANCEL_MESSAGES, [clinicId, petIds])
}

// A visit of two animals still has something to say about the other one.
const CANCEL_MESSAGES = `
	update notifications set status = 'cancelled', error_message = 'no living pet', updated_at = now()
	where clinic_id = $1 and status = 'pending' and appointment_id in (
		select mine.appointment_id from appointment_pets mine
		where mine.clinic_id = $1 and mine.pet_id = any($2::uuid[]) and not exists (
			select from appointment_pets other
			join pets p on p.clinic_id = other.clinic_id and p.id = other.pet_id
			where other.clinic_id = $1 and p.clinic_id = $1
				and other.appointment_id = mine.appointment_id and p.status <> 'deceased'))`

/**
 * Takes a death back that was recorded by mistake. Messages that were cancelled stay so, and so does
 * the silence that a farewell was asked for.
 *
 * @throws Problem `pet_not_found`
 */
export async function takeDeathBack(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: Asked,
): Promise<{ petId: string }> {
	const pet = await lockPet(trx, clinicId, id)
	if (pet.status !== 'deceased') return { petId: pet.id }
	await trx('pets').where({ clinic_id: clinicId, id: pet.id }).update({
		status: 'active',
		deceased_on: null,
		updated_at: trx.fn.now(),
	})
	await settleReport(trx, clinicId, { petId: pet.id, actor, outcome: 'taken_back' })
	await audit(trx, clinicId, { actor, action: 'pet.not_deceased', subjectId: pet.id })
	return { petId: pet.id }
}

/** Asked for a farewell: from now on nobody is reminded of anything about it. */
export async function silencePet(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: Asked,
): Promise<void> {
	const [row] = await trx('pets')
		.where({ clinic_id: clinicId, id })
		.whereNull('silenced_at')
		.update({ silenced_at: trx.fn.now(), updated_at: trx.fn.now() })
		.returning('id')
	if (row) await audit(trx, clinicId, { actor, action: 'pet.silenced', subjectId: row.id })
}
