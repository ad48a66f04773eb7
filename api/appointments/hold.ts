import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import { chooseType, chooseVet } from '../availability/question.ts'
import { HOLD_MINUTES, type HoldBody } from '../contract/holds.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { blindAddress, limitHolds } from './hold-limit.ts'
import { reserve } from './reserve.ts'
import { startOf } from './start.ts'
import { hashToken, holdTokenOf } from './token.ts'

export interface HoldInput {
	clinicId: string
	keyId: string
	/** Whom the hold is counted to, and how many live ones may be. */
	address: string
	most: number
	body: HoldBody
}

/**
 * Keeps a time for ten minutes while its owner fills in the form.
 *
 * @returns the hold's id; its token is `holdTokenOf` the id
 * @throws Problem `slot_taken`, `slot_not_offered`, `clinic_paused`, `rate_limited`
 */
export async function holdTime(
	trx: Knex.Transaction,
	services: { catalogue: Catalogue; serverKey: Uint8Array },
	{ clinicId, keyId, address, most, body }: HoldInput,
): Promise<string> {
	const addressHash = blindAddress(services.serverKey, address)
	await limitHolds(trx, { clinicId, addressHash, most })
	const { clinic } = await services.catalogue.read(queryOf(trx), clinicId)
	const type = chooseType(clinic, body)
	const vetId = chooseVet(clinic, body.veterinarianId)
	const holdId = newId()
	const claim = { clinicId, type, visit: body.visit, vetId, start: startOf(body.start) }
	await reserve(trx, services.catalogue, claim, async (candidate, { now }) => {
		const expiresAt = new Date(now.getTime() + HOLD_MINUTES * 60_000)
		await trx('holds').insert({
			clinic_id: clinicId,
			id: holdId,
			token_hash: hashToken(holdTokenOf(services.serverKey, clinicId, holdId)),
			appointment_type_id: type.row.id,
			veterinarian_id: candidate.vetId,
			any_veterinarian: vetId === null,
			starts_at: new Date(candidate.startsAt * 60_000),
			ends_at: new Date(candidate.endsAt * 60_000),
			visit: JSON.stringify(body.visit),
			api_key_id: keyId,
			address_hash: addressHash,
			expires_at: expiresAt,
		})
		return { hold_id: holdId, expires_at: expiresAt }
	})
	return holdId
}
