import type { Knex } from 'knex'
import type { Audience } from '../http/access-token.ts'
import { foldedEmail } from '../http/folded-email.ts'

/** Of which clinic, and whether of those who work there or of owners with an account. */
export interface Side {
	audience: Audience
	clinicId: string
}

/** Somebody with a sign-in. */
export interface Person extends Side {
	/** The member of staff or the account. */
	personId: string
}

interface Tables {
	people: 'users' | 'client_accounts'
	sessions: 'user_sessions' | 'client_sessions'
	/** Whose a session is. */
	personId: 'user_id' | 'account_id'
}

/** Where each side's people and sessions are. */
export const tablesOf: Readonly<Record<Audience, Tables>> = {
	staff: { people: 'users', sessions: 'user_sessions', personId: 'user_id' },
	owner: { people: 'client_accounts', sessions: 'client_sessions', personId: 'account_id' },
}

/** What both sides know of somebody who signs in. */
export interface PersonRow {
	id: string
	email: string | null
	password_hash: string | null
	link_generation: number
	/** Whether they may sign in: works here, or has proved that the address is theirs. */
	may: boolean
}

/** A condition on a row `p` of the people. */
export const MAY: Readonly<Record<Audience, string>> = {
	staff: 'p.is_active',
	owner: 'p.email_verified_at is not null',
}

function peopleOf(trx: Knex, { audience, clinicId }: Side) {
	return trx(`${tablesOf[audience].people} as p`)
		.where({ 'p.clinic_id': clinicId })
		.select('p.id', 'p.email', 'p.password_hash', 'p.link_generation')
		.select(trx.raw(`${MAY[audience]} as may`))
}

/** Emails are compared as the unique index of each side has them. */
export function personByEmail(
	trx: Knex,
	side: Side,
	email: string,
): Promise<PersonRow | undefined> {
	const found = peopleOf(trx, side)
	if (side.audience === 'owner') found.where({ 'p.email_key': foldedEmail(email) })
	else found.whereRaw('lower(p.email) = lower(?)', [email])
	return found.first()
}

/** Under a lock, so that nobody changes what was read before the transaction ends. */
export function lockPerson(
	trx: Knex.Transaction,
	{ personId, ...side }: Person,
): Promise<PersonRow | undefined> {
	return peopleOf(trx, side).where({ 'p.id': personId }).forNoKeyUpdate().first()
}

/** Whom a letter is to, as the queue asks. */
export function addressee({
	audience,
	clinicId,
	personId,
}: Person): { clinicId: string; userId: string } | { clinicId: string; accountId: string } {
	return audience === 'staff' ? { clinicId, userId: personId } : { clinicId, accountId: personId }
}
