import type { Knex } from 'knex'
import { readPhone } from '../appointments/phone.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import { regionOf } from '../clinics/presenter.ts'
import type { ClientBody, ClientChange } from '../contract/clients.ts'
import { type Actor, audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import { insertPet } from '../pets/write.ts'
import { LIVING } from './living.ts'

interface Asked {
	clinicId: string
	actor: Actor
}

/**
 * Makes a client, with the pets that come along: what reception does while somebody is on the phone.
 *
 * @throws Problem `invalid_request`
 */
export async function createClient(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, actor, body }: Asked & { body: ClientBody },
): Promise<{ clientId: string }> {
	const { pets, ...fields } = body
	const clientId = newId()
	const columns = columnsOf(now, fields)
	await trx('clients').insert({
		...{ clinic_id: clinicId, id: clientId, match_status: 'confirmed' },
		...columns,
	})
	for (const [i, pet] of pets.entries()) {
		const petId = await insertPet(trx, now, clinicId, pet, `pets.${i}.`)
		await trx('pet_owners').insert({ clinic_id: clinicId, pet_id: petId, client_id: clientId })
	}
	const data = { pets: pets.length }
	await audit(trx, clinicId, { actor, action: 'client.created', subjectId: clientId, data })
	return { clientId }
}

/** @throws Problem `client_not_found`, `invalid_request` */
export async function changeClient(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, actor, id, body }: Asked & { id: string; body: ClientChange },
): Promise<{ clientId: string }> {
	const [row] = await trx('clients as c')
		.where({ clinic_id: clinicId, id })
		.whereRaw(LIVING)
		.update({ ...columnsOf(now, body), updated_at: trx.fn.now() })
		.returning('id')
	if (!row) throw new Problem('client_not_found')
	const data = { fields: Object.keys(body) }
	await audit(trx, clinicId, { actor, action: 'client.changed', subjectId: row.id, data })
	return { clientId: row.id }
}

function columnsOf(now: ClinicNow, { phone, contactIsShared: shared, ...others }: ClientChange) {
	const rest = { ...others, ...(shared === undefined ? {} : { contact_is_shared: shared }) }
	if (phone === undefined || phone === null) return phone === null ? { ...rest, phone } : rest
	const number = readPhone(phone, regionOf(now.clinic.rows.clinic))
	if (number) return { ...rest, phone: number }
	const message = 'This is not a phone number'
	throw invalidRequest([{ path: 'phone', in: 'body', code: 'invalid_phone', message }])
}
