import type { Knex } from 'knex'
import { newId } from '../../../api/database/ids.ts'
import { foldedEmail } from '../../../api/http/folded-email.ts'
import { type BookableClinic, SITE } from '../../factories.ts'
import type { Answer, TestApi } from '../api.ts'
import { type AskOptions, callWith } from '../staff/staff.ts'

/** An owner with an account, signed in, with a way to call as a page of the clinic's site does. */
export interface TestOwner {
	accountId: string
	clientId: string
	sessionId: string
	email: string
	/** In the order asked for. */
	pets: string[]
	token: string
	ask(method: string, path: string, options?: AskOptions): Promise<Answer>
}

interface OwnerOptions {
	email?: string
	/** Of the account's row. */
	account?: Record<string, unknown>
	client?: Record<string, unknown>
	/** One row for each pet; a dog called Biscuit unless told otherwise. */
	pets?: Record<string, unknown>[]
}

/** Makes an owner, without going through registration. */
export async function ownerAt(
	api: Pick<TestApi, 'url' | 'services'>,
	clinic: BookableClinic,
	options: OwnerOptions = {},
): Promise<TestOwner> {
	const accountId = newId()
	const clientId = newId()
	const sessionId = newId()
	const { email = `owner.${accountId.slice(-6)}@example.com`, pets = [{}] } = options
	const petIds = pets.map(newId)
	await clinic.run(async (trx: Knex.Transaction) => {
		const of = { clinic_id: clinic.id }
		const person = { name: 'Sam Carver', email, match_status: 'confirmed' }
		await trx('clients').insert({ ...of, id: clientId, ...person, ...options.client })
		for (const [index, pet] of pets.entries()) {
			const petId = petIds[index]
			const row = { name: 'Biscuit', species: 'dog', match_status: 'confirmed', ...pet }
			await trx('pets').insert({ ...of, id: petId, ...row })
			await trx('pet_owners').insert({ ...of, pet_id: petId, client_id: clientId })
		}
		await trx('client_accounts').insert({
			...{ ...of, id: accountId, client_id: clientId, email, email_key: foldedEmail(email) },
			...{ email_verified_at: trx.fn.now(), ...options.account },
		})
		const expires_at = trx.raw(`now() + interval '1 day'`)
		const session = { ...of, id: sessionId, account_id: accountId, expires_at }
		await trx('client_sessions').insert(session)
	})
	const claims = { clinicId: clinic.id, subject: accountId, sessionId }
	const token = await api.services.accessTokens.make('owner', claims)
	const ask = (method: string, path: string, { headers, ...asked }: AskOptions = {}) =>
		callWith(api.url, method, path, {
			...{ token, ...asked },
			headers: { Origin: SITE, 'Vetslot-Key': clinic.key, ...headers },
		})
	return { accountId, clientId, sessionId, email, pets: petIds, token, ask }
}
