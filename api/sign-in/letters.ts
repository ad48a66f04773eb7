import type { Knex } from 'knex'
import type { PersonVariables } from '../notifications/queue.ts'
import type { Services } from '../services.ts'
import { addressee, type Person } from './person.ts'

/** What both sides are written about their sign-in. */
export type SignInLetter =
	| 'sign_in_code'
	| 'password_reset'
	| 'password_changed'
	| 'locked'
	| 'new_device'
	| 'session_reused'

/** Queues a letter to somebody about their own sign-in. */
export async function tellOfSignIn(
	trx: Knex.Transaction,
	{ queueNotification }: Pick<Services, 'queueNotification'>,
	person: Person,
	letter: SignInLetter,
	variables: PersonVariables,
): Promise<void> {
	const to = addressee(person)
	if ('userId' in to) await queueNotification(trx, { ...to, kind: `staff_${letter}`, variables })
	else await queueNotification(trx, { ...to, kind: `account_${letter}`, variables })
}
