import type { Knex } from 'knex'
import { countHits } from '../database/hits.ts'
import { queryOf } from '../database/query.ts'
import { blinder } from '../http/blind.ts'
import { foldedEmail } from '../http/folded-email.ts'
import { tooMany } from '../http/problem.ts'

const DAY = 24 * 3600
const TO_ONE = { most: 5, seconds: DAY, bucket: 'invitation_by_email' }
const FROM_CLINIC = { most: 200, seconds: DAY, bucket: 'invitation_by_clinic' }

/**
 * Invitations go to whatever address is typed, so a clinic sends a number of them in a day, and few
 * to one address. To be called in the transaction that queues the letter.
 *
 * @throws Problem `rate_limited`
 */
export async function limitInvitations(
	trx: Knex,
	serverKey: Uint8Array,
	clinicId: string,
	email: string,
): Promise<void> {
	const subject = blinder(serverKey)(foldedEmail(email))
	const hits = [
		{ ...TO_ONE, subject },
		{ ...FROM_CLINIC, subject: 'all' },
	]
	const wait = await countHits(queryOf(trx), clinicId, hits, Date.now())
	if (wait > 0) throw tooMany(wait)
}
