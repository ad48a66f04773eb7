import { type Allowance, countHits } from '../../database/hits.ts'
import type { Query } from '../../database/tenant.ts'
import { blinder } from '../../http/blind.ts'
import { foldedEmail } from '../../http/folded-email.ts'
import { tooMany } from '../../http/problem.ts'

const DAY = 24 * 3600
const FROM_ONE: Allowance = { most: 10, seconds: DAY }
const TO_ONE: Allowance = { most: 3, seconds: DAY }

/**
 * Invitations go to whatever address is typed, so an owner sends few in a day, and few reach one
 * address. To be called in the transaction that queues the letter.
 *
 * @throws Problem `rate_limited`
 */
export async function limitShares(
	query: Query,
	serverKey: Uint8Array,
	{ clinicId, clientId, email }: { clinicId: string; clientId: string; email: string },
): Promise<void> {
	const blind = blinder(serverKey)
	const hits = [
		{ ...FROM_ONE, bucket: 'share_by_client', subject: blind(clientId) },
		{ ...TO_ONE, bucket: 'share_by_email', subject: blind(foldedEmail(email)) },
	]
	const wait = await countHits(query, clinicId, hits, Date.now())
	if (wait > 0) throw tooMany(wait)
}
