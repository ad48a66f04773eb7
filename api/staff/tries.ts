import type { Knex } from 'knex'
import { type Allowance, countHits } from '../database/hits.ts'
import { queryOf } from '../database/query.ts'
import { blinder } from '../http/blind.ts'
import { foldedEmail } from '../http/folded-email.ts'
import { Problem, tooMany } from '../http/problem.ts'

/** Wrong tries after which an address is locked, for a minute; each further one doubles that. */
export const MOST_FAILURES = 5
const LONGEST_MINUTES = 60

/** Tries from one network address at one clinic: a practice behind one router, on a Monday morning. */
const BY_ADDRESS: Allowance = { most: 100, seconds: 900 }

/** One try to sign in. */
export interface Try {
	serverKey: Uint8Array
	clinicId: string
	/** As it was typed. */
	email: string
	/** Of the network. */
	address: string
}

/** Whether a try may go on; it is counted as a failure until it has proved to be none. */
export type Begun =
	| { may: true; failures: number }
	| { may: false; seconds: number; because: 'locked' | 'address' }

const BEGIN = `
	insert into sign_in_tries (clinic_id, subject, expires_at)
	values ($1, $2, statement_timestamp() + interval '1 day')
	on conflict do nothing`

const LOCK = `
	select failures, ceil(extract(epoch from locked_until - statement_timestamp()))::int as seconds,
		expires_at <= statement_timestamp() as is_old
	from sign_in_tries where clinic_id = $1 and subject = $2 for update`

const COUNT = `
	update sign_in_tries set failures = $3, updated_at = now(),
		expires_at = statement_timestamp() + interval '1 day',
		locked_until = case when $4::int = 0 then null
			else statement_timestamp() + make_interval(mins => $4::int) end
	where clinic_id = $1 and subject = $2`

/**
 * Counts a try before it is looked at, under a lock on its address's row: of fifty at once the first
 * five are looked at and the rest refused. Addresses that nobody here has are counted the same way.
 * To be committed whatever comes of the try.
 */
export async function beginTry(trx: Knex.Transaction, one: Try): Promise<Begun> {
	const query = queryOf(trx)
	const { clinicId, serverKey, address } = one
	const hit = { ...BY_ADDRESS, bucket: 'sign_in_by_address', subject: blinder(serverKey)(address) }
	const wait = await countHits(query, clinicId, [hit], Date.now())
	if (wait > 0) return { may: false, seconds: wait, because: 'address' }
	const key = [clinicId, subjectOf(one)]
	await query(BEGIN, key)
	const [row] = await query<{ failures: number; seconds: number | null; is_old: boolean }>(
		LOCK,
		key,
	)
	const seconds = row?.seconds ?? 0
	if (seconds > 0) return { may: false, seconds, because: 'locked' }
	const failures = (row?.is_old ? 0 : (row?.failures ?? 0)) + 1
	await query(COUNT, [...key, failures, minutesAfter(failures)])
	return { may: true, failures }
}

/** @throws Problem `account_locked`, `rate_limited` */
export function assertMay(begun: Begun): asserts begun is Extract<Begun, { may: true }> {
	if (begun.may) return
	if (begun.because === 'address') throw tooMany(begun.seconds)
	throw new Problem('account_locked', {
		detail: `Too many tries. Try again in ${durationText(begun.seconds)}, or choose a new password by mail.`,
		headers: { 'Retry-After': String(begun.seconds) },
	})
}

const GIVE_BACK = `
	update sign_in_tries set failures = greatest(failures - 1, 0), locked_until = null,
		updated_at = now()
	where clinic_id = $1 and subject = $2`

/** The try was no failure, and no success either: something more has been asked for. */
export async function giveBackTry(trx: Knex.Transaction, one: Omit<Try, 'address'>): Promise<void> {
	await queryOf(trx)(GIVE_BACK, [one.clinicId, subjectOf(one)])
}

const FORGIVE = 'delete from sign_in_tries where clinic_id = $1 and subject = $2'

/** Whoever proved to be somebody begins anew. */
export async function forgiveTries(
	trx: Knex.Transaction,
	one: Omit<Try, 'address'>,
): Promise<void> {
	await queryOf(trx)(FORGIVE, [one.clinicId, subjectOf(one)])
}

function subjectOf({ serverKey, email }: Omit<Try, 'address'>): string {
	return blinder(serverKey)(`sign-in ${foldedEmail(email)}`)
}

/** 1, 2, 4 … minutes from the fifth failure on. */
function minutesAfter(failures: number): number {
	if (failures < MOST_FAILURES) return 0
	return Math.min(LONGEST_MINUTES, 2 ** Math.min(failures - MOST_FAILURES, 10))
}

function durationText(seconds: number): string {
	if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
	return `${Math.ceil(seconds / 60)} minutes`
}
