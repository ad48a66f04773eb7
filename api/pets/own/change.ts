import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import type { OwnPetChange, SetByClinic } from '../../contract/own-pets.ts'
import { type Actor, audit } from '../../database/audit.ts'
import { queryOf } from '../../database/query.ts'
import { Problem } from '../../http/problem.ts'
import { phoneText } from '../../notifications/phone-text.ts'
import { lockPet, type PetRow } from '../lock.ts'
import { ownedPet } from '../owned.ts'
import { checkBirth } from '../write.ts'
import { columnsOf, statedIn } from './columns.ts'
import { lockedFields } from './locked.ts'
import type { Asking } from './ownership.ts'
import { type OwnPetRow, ownPetRows } from './rows.ts'

interface Change {
	asking: Asking
	actor: Actor
	id: string
	body: OwnPetChange
}

/**
 * Changes what owners say of their pet.
 *
 * @throws Problem `pet_not_found`, `invalid_request`, `set_by_clinic` for what the clinic has found
 * out itself, `conflict` when somebody else changed it first
 */
export async function changeOwnPet(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ asking, actor, id, body }: Change,
): Promise<{ petId: string }> {
	const { clinicId } = asking
	const { version, ...fields } = body
	checkBirth(now, fields.bornOn ?? undefined, '')
	const { petId } = await ownedPet(queryOf(trx), asking, id)
	const old = await lockPet(trx, clinicId, petId)
	const [own] = await ownPetRows(queryOf(trx), asking, { petId, most: 1 })
	if (!own) throw new Problem('pet_not_found')
	assertTheirs(now, own, changedIn(old, fields))
	if (own.version !== version) {
		const detail = 'Somebody has changed this pet meanwhile. Please read it again.'
		throw new Problem('conflict', { detail })
	}
	const stated = [...new Set([...old.stated_by_owner, ...statedIn(changedIn(old, fields))])]
	await trx('pets')
		.where({ clinic_id: clinicId, id: petId })
		.update({ ...columnsOf(fields), stated_by_owner: stated, updated_at: trx.fn.now() })
	const data = { fields: Object.keys(fields) }
	await audit(trx, clinicId, { actor, action: 'pet.changed', subjectId: petId, data })
	return { petId }
}

type Fields = Omit<OwnPetChange, 'version'>

/** Without what is said again as it stands: a form sends all of its fields. */
function changedIn(old: PetRow, fields: Fields): Fields {
	const stands: Partial<Record<SetByClinic, unknown>> = {
		species: old.species,
		sex: old.sex,
		bornOn: old.born_on,
		microchip: old.microchip,
		weightKg: old.weight_kg === null ? null : Number(old.weight_kg),
	}
	const changed = Object.entries(fields).filter(
		([field, value]) => !(field in stands) || value !== stands[field as SetByClinic],
	)
	return Object.fromEntries(changed)
}

/** @throws Problem `set_by_clinic` */
function assertTheirs({ clinic }: ClinicNow, own: OwnPetRow, changed: Fields): void {
	const refused = lockedFields(own).filter((field) => changed[field] !== undefined)
	if (refused.length === 0) return
	const { phone, locale } = clinic.rows.clinic
	const call = phone ? ` on ${phoneText(phone, locale)}` : ''
	throw new Problem('set_by_clinic', {
		detail: `This is what the clinic has noted. If it is not right, please call${call}.`,
		issues: refused.map((field) => ({
			...{ path: field, in: 'body', code: 'set_by_clinic' },
			message: `Only the clinic changes this. Please call${call}`,
		})),
	})
}
