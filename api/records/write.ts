import type { Knex } from 'knex'
import { openForChange } from '../appointments/open-for-change.ts'
import { petsOf } from '../appointments/queries.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import { todayOf } from '../clinics/hours/schedules.ts'
import type { RecordInput, VisitRecordsBody } from '../contract/records.ts'
import { type Actor, audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import { lockPet } from '../pets/lock.ts'
import { fromDay } from '../time/date.ts'
import { warnOf } from './allergies.ts'
import { writtenOf } from './content.ts'
import { assertLikely, weighAnew } from './weights.ts'

interface Asked {
	clinicId: string
	actor: Actor
}

interface OnePet extends Asked {
	petId: string
	appointmentId: string | null
	record: RecordInput
	/** Of the record in the request, for its issues: `records.0.`, or nothing. */
	path: string
}

/**
 * Writes an entry of an animal's record, outside of any visit or for one that it came to.
 *
 * @throws Problem `pet_not_found`, `appointment_not_found`, `invalid_request`
 */
export async function writeRecord(
	trx: Knex.Transaction,
	now: ClinicNow,
	input: Asked & { petId: string; appointmentId?: string | undefined; record: RecordInput },
): Promise<{ recordIds: string[] }> {
	const { clinicId, appointmentId = null } = input
	if (appointmentId !== null) {
		const came = await petsOf(trx, clinicId, appointmentId)
		if (!came.includes(input.petId.toLowerCase())) throw new Problem('appointment_not_found')
	}
	return { recordIds: [await insertRecord(trx, now, { ...input, appointmentId, path: '' })] }
}

/**
 * Writes what came of a visit: all of it or nothing.
 *
 * @throws Problem `appointment_not_found`, `appointment_moved`, `pet_not_found`, `invalid_request`
 */
export async function writeVisitRecords(
	trx: Knex.Transaction,
	now: ClinicNow,
	input: Asked & { appointmentId: string; body: VisitRecordsBody },
): Promise<{ recordIds: string[] }> {
	const { clinicId, actor, body } = input
	const { id: appointmentId } = await openForChange(trx, clinicId, input.appointmentId)
	const pets = await petsOf(trx, clinicId, appointmentId)
	const chosen = body.records.map(({ petId }, i) => choosePet(pets, petId, i))
	// In one order, whoever else writes about the same animals.
	for (const petId of [...new Set(chosen)].sort()) await lockPet(trx, clinicId, petId)
	const recordIds: string[] = []
	for (const [i, record] of body.records.entries()) {
		const one = { clinicId, actor, petId: chosen[i] ?? '', appointmentId, record }
		recordIds.push(await insertRecord(trx, now, { ...one, path: `records.${i}.` }))
	}
	return { recordIds }
}

function choosePet(pets: readonly string[], wanted: string | undefined, i: number): string {
	const only = pets.length === 1 ? pets[0] : undefined
	const found = wanted === undefined ? only : pets.find((id) => id === wanted.toLowerCase())
	if (found !== undefined) return found
	const [code, message] =
		wanted === undefined
			? ['required', 'Several animals come to this visit']
			: ['not_of_visit', 'This animal does not come to the visit']
	throw invalidRequest([{ path: `records.${i}.petId`, in: 'body', code, message }])
}

async function insertRecord(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, actor, petId, appointmentId, record, path }: OnePet,
): Promise<string> {
	const pet = await lockPet(trx, clinicId, petId)
	const { content, visibility } = record
	const occurredOn = dayOf(now, record.occurredOn, path)
	await assertLikely(trx, clinicId, { pet, content, occurredOn, path })
	const { data, ...columns } = writtenOf(content, occurredOn)
	const id = newId()
	await trx('medical_records').insert({
		...{ clinic_id: clinicId, id, pet_id: pet.id, appointment_id: appointmentId },
		...{ ...columns, kind: content.kind, occurred_on: occurredOn, visibility },
		author_id: authorOf(actor),
		data: JSON.stringify(data),
	})
	const said = { petId: pet.id, kind: content.kind, visibility }
	await audit(trx, clinicId, { actor, action: 'record.written', subjectId: id, data: said })
	await weighAnew(queryOf(trx), clinicId, { petIds: [pet.id], recordIds: [id] })
	if (content.kind === 'allergy') {
		const { substance } = content
		const allergy = { recordId: id, petId: pet.id, substance, visibility }
		await warnOf(queryOf(trx), clinicId, [allergy], actor)
	}
	return id
}

/** Who wrote it, where that is a person who works here. */
export function authorOf(actor: Actor): string | null {
	return actor.kind === 'staff' ? actor.id : null
}

/** The day of what is written, today unless told. */
export function dayOf(now: ClinicNow, given: string | undefined, path: string): string {
	const today = fromDay(todayOf(now))
	if (given === undefined || given <= today) return given ?? today
	const message = 'Must not be in the future'
	throw invalidRequest([{ path: `${path}occurredOn`, in: 'body', code: 'future_date', message }])
}
