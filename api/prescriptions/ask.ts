import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import { todayOf } from '../clinics/hours/schedules.ts'
import type { AskPrescriptionBody } from '../contract/prescriptions.ts'
import { audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { Problem } from '../http/problem.ts'
import type { QueueNotification } from '../notifications/queue.ts'
import { lockPet } from '../pets/lock.ts'
import { ownedPet } from '../pets/owned.ts'
import { fromDay } from '../time/date.ts'
import { repeatOf, stateOf } from './repeats.ts'

const MOST_OPEN = 10

interface Asking {
	owner: Owner
	petId: string
	body: AskPrescriptionBody
	queueNotification: QueueNotification
}

/**
 * Asks the clinic for a medicine: for a prescription once more, or in the owner's own words.
 *
 * @throws Problem `pet_not_found`, `record_not_found`, `prescription_asked`, `checkup_needed`
 */
export async function askPrescription(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ owner, body, queueNotification, ...asked }: Asking,
): Promise<{ requestId: string }> {
	const { clinicId, clientId, accountId } = owner
	const query = queryOf(trx)
	const { petId } = await ownedPet(query, owner, asked.petId)
	// Whoever asks for the same animal waits here, and sees what the one before has asked for.
	const pet = await lockPet(trx, clinicId, petId)
	if (pet.status !== 'active') throw new Problem('pet_not_found')
	const medicine = await medicineOf(query, now, { owner, petId, body })
	await assertNotAsked(query, clinicId, petId, medicine)
	const requestId = newId()
	await trx('prescription_requests').insert({
		...{ clinic_id: clinicId, id: requestId, pet_id: petId, client_id: clientId },
		...{ account_id: accountId, record_id: body.recordId ?? null, medicine },
		...{ quantity: body.quantity ?? null, notes: body.notes || null },
	})
	await queueNotification(trx, {
		...{ clinicId, kind: 'prescription_received', accountId },
		variables: { requestId },
	})
	const actor = { kind: 'owner', id: accountId } as const
	const entry = { actor, action: 'prescription_request.asked', subjectId: requestId } as const
	await audit(trx, clinicId, { ...entry, data: { petId } })
	return { requestId }
}

/**
 * What is asked for. A prescription says how often it may be given, and until when without another
 * look at the animal.
 */
async function medicineOf(
	query: Query,
	now: ClinicNow,
	{ owner, petId, body }: { owner: Owner; petId: string; body: AskPrescriptionBody },
): Promise<string> {
	const { recordId, medicine = '' } = body
	if (recordId === undefined) return medicine
	const prescription = await repeatOf(query, owner, { petId, recordId })
	if (!prescription) throw new Problem('record_not_found')
	const state = stateOf(prescription, fromDay(todayOf(now)))
	if (state === 'asked') throw new Problem('prescription_asked')
	if (state === 'checkup_needed') {
		const detail =
			'A vet needs to see your pet before this can be given again. Please book a visit.'
		throw new Problem('checkup_needed', { detail })
	}
	return prescription.title
}

/** By any name of it, and not too many at once. */
async function assertNotAsked(
	query: Query,
	clinicId: string,
	petId: string,
	medicine: string,
): Promise<void> {
	const open = await query<{ medicine: string }>(
		`select q.medicine from prescription_requests q
		where q.clinic_id = $1 and q.pet_id = $2 and q.status in ('requested', 'approved')`,
		[clinicId, petId],
	)
	const named = (text: string) => text.toLowerCase()
	if (open.some((other) => named(other.medicine) === named(medicine))) {
		throw new Problem('prescription_asked')
	}
	if (open.length < MOST_OPEN) return
	const detail = `${MOST_OPEN} requests are open for this pet. Please wait for an answer, or call.`
	throw new Problem('prescription_asked', { detail })
}
