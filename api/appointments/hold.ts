import type { Catalogue, Clinic } from '../availability/catalogue.ts'
import { chooseType, chooseVet } from '../availability/question.ts'
import { HOLD_MINUTES, type HoldBody } from '../contract/holds.ts'
import { newId } from '../database/ids.ts'
import type { Query } from '../database/tenant.ts'
import { invalidRequest } from '../http/problem.ts'
import { visitIssues } from './check.ts'
import { blind, type HoldLimits, limitHolds } from './hold-limit.ts'
import { reservationRows } from './insert.ts'
import type { Claim } from './look.ts'
import { reserve } from './reserve.ts'
import { startOf } from './start.ts'
import { hashToken, holdTokenOf } from './token.ts'
import { writeRows } from './write.ts'

export interface HoldInput {
	clinicId: string
	keyId: string
	/** Whom the hold is counted to. */
	address: string
	/** A secret of the page that asks: it keeps one time, and lets go of it for the next. */
	session: string | undefined
	limits: HoldLimits
	body: HoldBody
	/** A further try after a lost race. */
	wide?: boolean
}

/**
 * Keeps a time for ten minutes while its owner fills in the form. A session's earlier hold is given
 * back with it, or stays when the new one is refused.
 *
 * @returns the hold's id; its token is `holdTokenOf` the id
 * @throws Problem `slot_taken`, `slot_not_offered`, `clinic_paused`, `rate_limited`
 */
export async function holdTime(
	query: Query,
	services: { catalogue: Catalogue; serverKey: Uint8Array },
	input: HoldInput,
): Promise<string> {
	const { clinicId, keyId, body, limits, wide } = input
	const { serverKey, catalogue } = services
	const addressHash = blind(serverKey, 'address', input.address)
	const sessionHash = input.session ? blind(serverKey, 'session', input.session) : null
	const earlier = await limitHolds(query, { clinicId, keyId, addressHash, sessionHash, limits })
	const claimOf = (clinic: Clinic): Claim => ({
		type: chooseType(clinic, body),
		vetId: chooseVet(clinic, body.veterinarianId),
		start: startOf(body.start),
		visit: body.visit,
		except: { holdId: earlier?.id },
	})
	const givesUp = earlier?.resourceIds ?? []
	const asked = await catalogue.read(query, clinicId)
	const issues = visitIssues(asked, chooseType(asked.clinic, body), body.visit)
	if (issues.length > 0) throw invalidRequest(issues)
	const { fit, now } = await reserve({ query, catalogue, clinicId, claimOf, givesUp, wide })
	const id = newId()
	const expires_at = new Date(now.now.getTime() + HOLD_MINUTES * 60_000)
	const hold = {
		id,
		token_hash: bytes(hashToken(holdTokenOf(serverKey, clinicId, id))),
		appointment_type_id: chooseType(now.clinic, body).row.id,
		veterinarian_id: fit.vetId,
		any_veterinarian: body.veterinarianId === null,
		starts_at: new Date(fit.startsAt * 60_000),
		ends_at: new Date(fit.endsAt * 60_000),
		visit: body.visit,
		api_key_id: keyId,
		address_hash: bytes(addressHash),
		session_hash: sessionHash && bytes(sessionHash),
		expires_at,
	}
	const reservations = reservationRows(fit, { hold_id: id, expires_at })
	if (earlier) await query(DROP, [clinicId, earlier.id])
	await writeRows(query, clinicId, { holds: [hold], reservations }, { lanes: reservations.length })
	return id
}

// Its reservations go with it.
const DROP = 'delete from holds where clinic_id = $1 and id = $2'

/** As JSON carries it into a column of bytes. */
function bytes(buffer: Buffer): string {
	return `\\x${buffer.toString('hex')}`
}
