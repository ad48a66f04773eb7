import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import type { OwnPetStatusBody } from '../../contract/own-pets.ts'
import { type Actor, audit } from '../../database/audit.ts'
import { queryOf } from '../../database/query.ts'
import { Problem } from '../../http/problem.ts'
import { markDeceased, takeDeathBack } from '../deceased.ts'
import { lockPet } from '../lock.ts'
import { ownedPet } from '../owned.ts'
import { fileReport, openReport, settleReport } from '../report.ts'
import type { Asking } from './ownership.ts'

interface Said {
	asking: Asking
	actor: Actor
	id: string
	body: OwnPetStatusBody
}

/**
 * Takes an owner's word that an animal has died, or lives with somebody else. It holds at once, so
 * that no message about it goes out any more; the clinic confirms it when there is time, and until
 * then its owners can take it back.
 *
 * @throws Problem `pet_not_found`, `invalid_request`, `set_by_clinic` for what the clinic has noted
 */
export async function setOwnPetStatus(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ asking, actor, id, body }: Said,
): Promise<{ petId: string }> {
	const { clinicId, clientId } = asking
	const { petId } = await ownedPet(queryOf(trx), asking, id)
	const { status: before } = await lockPet(trx, clinicId, petId)
	const report = await openReport(queryOf(trx), clinicId, petId)
	if (before !== 'active' && !report) {
		if (before === body.status) return { petId }
		throw new Problem('set_by_clinic', { detail: 'The clinic has noted this. Please call us.' })
	}
	if (body.status === 'active') {
		await takeBack(trx, asking, actor, { petId, before })
		return { petId }
	}
	if (body.status === 'deceased') {
		await markDeceased(trx, now, { clinicId, actor, id: petId, on: body.on })
	} else await giveAway(trx, asking, actor, { petId, before })
	if (report?.kind === body.status) return { petId }
	const on = body.status === 'deceased' ? (body.on ?? asking.today) : null
	await fileReport(trx, clinicId, actor, { petId, clientId, kind: body.status, on })
	return { petId }
}

interface Standing {
	petId: string
	before: 'active' | 'deceased' | 'moved'
}

async function giveAway(
	trx: Knex.Transaction,
	{ clinicId }: Asking,
	actor: Actor,
	{ petId, before }: Standing,
): Promise<void> {
	if (before === 'moved') return
	if (before === 'deceased') await takeDeathBack(trx, { clinicId, actor, id: petId })
	await setStatus(trx, clinicId, petId, 'moved')
	await audit(trx, clinicId, { actor, action: 'pet.moved', subjectId: petId })
}

async function takeBack(
	trx: Knex.Transaction,
	{ clinicId }: Asking,
	actor: Actor,
	{ petId, before }: Standing,
): Promise<void> {
	if (before === 'deceased') return void (await takeDeathBack(trx, { clinicId, actor, id: petId }))
	if (before === 'active') return
	await setStatus(trx, clinicId, petId, 'active')
	await settleReport(trx, clinicId, { petId, actor, outcome: 'taken_back' })
	await audit(trx, clinicId, { actor, action: 'pet.not_moved', subjectId: petId })
}

async function setStatus(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
	status: 'active' | 'moved',
): Promise<void> {
	await trx('pets')
		.where({ clinic_id: clinicId, id })
		.update({ status, deceased_on: null, updated_at: trx.fn.now() })
}
