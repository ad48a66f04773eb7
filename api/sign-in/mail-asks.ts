import type { Knex } from 'knex'
import { type Allowance, countHits } from '../database/hits.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { blinder } from '../http/blind.ts'
import { issueCode, renewCode } from '../http/one-time-codes.ts'
import { tooMany } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { tellOfSignIn } from './letters.ts'
import { type PersonRow, personByEmail, type Side } from './person.ts'

type MailServices = Pick<Services, 'db' | 'serverKey' | 'queueNotification' | 'limitLetters'>

/** Codes and links from one network address at one clinic. */
const BY_ADDRESS: Allowance = { most: 30, seconds: 3600 }
const BUCKETS = { staff: 'staff_mail_by_address', owner: 'owner_mail_by_address' } as const

/** Who asks for a letter, and from where. */
export interface MailAsk extends Side {
	/** As it was typed. */
	email: string
	/** Of the network. */
	address: string
}

/** What is written to whoever has the address. */
export interface Mail {
	purpose: 'code' | 'reset'
	write(
		trx: Knex.Transaction,
		services: MailServices,
		ask: Side & { known: PersonRow },
	): Promise<void>
}

/** What is written instead where nobody has it. */
export type ToStranger = (
	trx: Knex.Transaction,
	services: MailServices,
	ask: { clinicId: string; email: string },
) => Promise<void>

/**
 * A code to sign in with. An owner's is the one that they may be typing at this moment, as long as it
 * lives: anybody can ask for another, and must not end it by that.
 */
export const codeLetter: Mail = {
	purpose: 'code',
	async write(trx, services, { known, ...side }) {
		const subject = { kind: side.audience, id: known.id } as const
		const codes = { clinicId: side.clinicId, subject, purpose: 'sign_in' }
		const again = side.audience === 'owner' ? await renewCode(trx, codes) : null
		const codeId = again ?? (await issueCode(trx, codes))
		await tellOfSignIn(trx, services, { ...side, personId: known.id }, 'sign_in_code', { codeId })
	},
}

/** A link to choose a new password. */
export const resetLetter: Mail = {
	purpose: 'reset',
	async write(trx, services, { known, ...side }) {
		const variables = { generation: known.link_generation }
		const person = { ...side, personId: known.id }
		await tellOfSignIn(trx, services, person, 'password_reset', variables)
	},
}

/**
 * Mails something to whoever has that address at that clinic and may sign in. Nobody else hears whether anything
 * was sent; how long it takes is to be made even around it.
 *
 * @throws Problem `rate_limited`
 */
export async function toWhoever(
	services: MailServices,
	ask: MailAsk,
	mail: Mail,
	toStranger?: ToStranger,
): Promise<void> {
	const { audience, clinicId, email, address } = ask
	const work = async (trx: Knex.Transaction) => {
		const query = queryOf(trx)
		const subject = blinder(services.serverKey)(address)
		const hit = { ...BY_ADDRESS, bucket: BUCKETS[audience], subject }
		const wait = await countHits(query, clinicId, [hit], Date.now())
		if (wait > 0) throw tooMany(wait)
		// Unknown addresses are counted too: a limit that only some reach would tell them apart.
		await services.limitLetters(query, { clinicId, purpose: `${audience}_${mail.purpose}`, email })
		const known = await personByEmail(trx, ask, email)
		if (known?.may) await mail.write(trx, services, { audience, clinicId, known })
		if (!known) await toStranger?.(trx, services, { clinicId, email })
	}
	await inTenant(services.db, clinicId, work, { quietly: true })
}
