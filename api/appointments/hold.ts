import type { Catalogue, Clinic, ClinicNow } from '../availability/catalogue.ts'
import { chooseType, chooseVet } from '../availability/question.ts'
import { HOLD_MINUTES, type HoldBody } from '../contract/holds.ts'
import type { Visit } from '../contract/visit.ts'
import { newId } from '../database/ids.ts'
import type { Query } from '../database/tenant.ts'
import type { Finish } from '../database/write.ts'
import { invalidRequest } from '../http/problem.ts'
import { visitIssues } from './check.ts'
import { blind, type EarlierHold, type HoldLimits, limitHolds } from './hold-limit.ts'
import type { HoldRow } from './holds.ts'
import { reservationRows } from './insert.ts'
import { type Claim, look } from './look.ts'
import { type Settled, settle } from './reserve.ts'
import { startOf } from './start.ts'
import { hashToken, holdTokenOf } from './token.ts'
import { type NewRows, writeRows } from './write.ts'

export interface HoldServices {
	catalogue: Catalogue
	serverKey: Uint8Array
}

export interface HoldInput {
	clinicId: string
	keyId: string
	/** Whom the hold is counted to. */
	address: string
	/** A secret of the page that asks: it keeps one time, and lets go of it for the next. */
	session: string | undefined
	limits: HoldLimits
	body: HoldBody
	/** The visit by what is known of who asks; left out: as the page has it. */
	visit?: Visit
	/** Made beforehand, so that whoever keeps a record of the hold can name it. */
	holdId?: string
	/** Rows of the caller's, written in the same statement. */
	beside?: NewRows
	/** A further try after a lost race. */
	wide?: boolean
}

/** A new hold as its owner is told of it, without reading it again. */
export interface Held {
	row: HoldRow
	now: ClinicNow
}

/** Sends what a hold asks first of all, the count of its holder's others; nothing is awaited. */
export function limitHold(
	query: Query,
	{ serverKey }: HoldServices,
	{ clinicId, keyId, limits, address, session }: HoldInput,
): Promise<EarlierHold | undefined> {
	const { addressHash, sessionHash } = hashesOf(serverKey, { address, session })
	const limited = limitHolds(query, { clinicId, keyId, addressHash, sessionHash, limits })
	// Whoever finds the hold made already does not wait for this. When the connection ends, it fails
	// with nobody listening any more: that would end the process.
	limited.catch(() => {})
	return limited
}

/**
 * Keeps a time for ten minutes while its owner fills in the form. A session's earlier hold is given
 * back with it, or stays when the new one is refused.
 *
 * @returns the hold, whose token is `holdTokenOf` its id, and the last statements, sent and not
 * awaited: they fail by themselves
 * @throws Problem `slot_taken`, `slot_not_offered`, `clinic_paused`, `rate_limited`
 */
export async function holdTime(
	query: Query,
	services: HoldServices,
	input: HoldInput,
	limited = limitHold(query, services, input),
): Promise<Finish<Held>> {
	const { clinicId, body, wide, visit = body.visit } = input
	const { catalogue } = services
	const earlier = await limited
	const claimOf = (clinic: Clinic): Claim => ({
		type: chooseType(clinic, body),
		vetId: chooseVet(clinic, body.veterinarianId),
		start: startOf(body.start),
		visit,
		except: { holdId: earlier?.id },
	})
	const sight = await look(query, catalogue, clinicId, claimOf)
	const issues = visitIssues(sight.now, sight.claim.type, visit)
	if (issues.length > 0) throw invalidRequest(issues)
	const givesUp = earlier?.resourceIds ?? []
	const settled = await settle({ query, catalogue, clinicId, claimOf, givesUp, wide }, sight)
	const row = rowOf(input, settled)
	const { id, expiresAt: expires_at } = row
	const reservations = reservationRows(settled.fit, { hold_id: id, expires_at })
	const holds = [columnsOf(row, services.serverKey, input)]
	const rows = { holds, reservations, ...input.beside }
	// Its time is free before the new one is taken.
	const dropped = earlier ? [query(DROP, [clinicId, earlier.id])] : []
	const written = writeRows(query, clinicId, rows, { lanes: reservations.length })
	return { result: { row, now: settled.now }, last: [...dropped, written] }
}

// Its reservations go with it.
const DROP = 'delete from holds where clinic_id = $1 and id = $2'

/** A hold as it is read back later. */
function rowOf({ body, holdId = newId() }: HoldInput, { fit, now }: Settled): HoldRow {
	return {
		id: holdId,
		typeId: chooseType(now.clinic, body).row.id,
		vetId: fit.vetId,
		anyVet: body.veterinarianId === null,
		start: new Date(fit.startsAt * 60_000),
		end: new Date(fit.endsAt * 60_000),
		visit: body.visit,
		extensions: 0,
		expiresAt: new Date(now.now.getTime() + HOLD_MINUTES * 60_000),
		isLive: true,
		now: now.now,
	}
}

function columnsOf(row: HoldRow, serverKey: Uint8Array, input: HoldInput) {
	const { addressHash, sessionHash } = hashesOf(serverKey, input)
	return {
		id: row.id,
		token_hash: bytes(hashToken(holdTokenOf(serverKey, input.clinicId, row.id))),
		appointment_type_id: row.typeId,
		veterinarian_id: row.vetId,
		any_veterinarian: row.anyVet,
		starts_at: row.start,
		ends_at: row.end,
		visit: row.visit,
		api_key_id: input.keyId,
		address_hash: bytes(addressHash),
		session_hash: sessionHash && bytes(sessionHash),
		expires_at: row.expiresAt,
	}
}

function hashesOf(
	serverKey: Uint8Array,
	{ address, session }: Pick<HoldInput, 'address' | 'session'>,
) {
	return {
		addressHash: blind(serverKey, 'address', address),
		sessionHash: session ? blind(serverKey, 'session', session) : null,
	}
}

/** As JSON carries it into a column of bytes. */
function bytes(buffer: Buffer): string {
	return `\\x${buffer.toString('hex')}`
}
