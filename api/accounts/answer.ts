import type { Knex } from 'knex'
import { inTenant } from '../database/tenant.ts'
import type { Services } from '../services.ts'
import { type SignedIn, sessionAnswer } from '../sign-in/exchange.ts'
import { showOwner } from './show.ts'

/** What an owner's session is answered with, however it began. */
export async function ownerAnswer(services: Services, signedIn: SignedIn, inBrowser: boolean) {
	const { clinicId, personId } = signedIn
	const show = (trx: Knex) => showOwner(trx, clinicId, personId)
	const who = await inTenant(services.db, clinicId, show, { quietly: true })
	const { body, headers } = await sessionAnswer(services, signedIn, inBrowser)
	return { body: { ...body, ...who }, ...(headers && { headers }) }
}
