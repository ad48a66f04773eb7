import type { Knex } from 'knex'
import type { EmailLink } from '../contract/owner-joining.ts'
import { inTenant } from '../database/tenant.ts'
import { readAccountLink } from '../http/account-link.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { showEmailChange } from './email.ts'
import { showRegistration } from './verify.ts'

/**
 * Tells what a link of a mail is about. It changes nothing, since mail scanners open links.
 *
 * @throws Problem `link_ended`
 */
export async function readEmailLink(
	{ db, serverKey }: Pick<Services, 'db' | 'serverKey'>,
	clinicId: string,
	token: string,
): Promise<EmailLink> {
	const claims = readAccountLink(serverKey, token)
	if (claims?.clinicId !== clinicId) throw new Problem('link_ended')
	const read = (trx: Knex) =>
		claims.purpose === 'verify'
			? showRegistration(trx, clinicId, claims.subjectId)
			: showEmailChange(trx, claims)
	const link = await inTenant(db, clinicId, read, { quietly: true })
	if (!link) throw new Problem('link_ended')
	return link
}
