import type { Knex } from 'knex'
import { type Allowance, countHits } from '../database/hits.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import type { Audience } from '../http/access-token.ts'
import { blinder } from '../http/blind.ts'
import { foldedEmail } from '../http/folded-email.ts'
import { Problem, tooMany } from '../http/problem.ts'
import { clearFailures, countFailure, MOST_FAILURES, takeBackFailure } from './failures.ts'
import { MAY, type Side, tablesOf } from './person.ts'
import { hostOf } from './sessions.ts'

/** Tries from one network address at one clinic: a practice behind one router, on a Monday morning. */
const BY_ADDRESS: Allowance = { most: 100, seconds: 900 }

/** Failures at one address of mail in an hour from anywhere: guessing from many networks. */
const FROM_ANYWHERE = 50

/** One try to sign in. */
export interface Try extends Side {
	serverKey: Uint8Array
	/** As it was typed. */
	email: string
	/** Of the network. */
	address: string
}

/** Whether a try may go on; it is counted as a failure until it has proved to be none. */
export type Begun =
	| { may: true; isHome: boolean; locks: boolean }
	| { may: false; seconds: number; because: 'locked' | 'address' }

const isHomeOf = (audience: Audience, hasEmail: string) => {
	const { people, sessions, personId } = tablesOf[audience]
	return `
		select exists (
			select from ${people} p
			join ${sessions} s on s.clinic_id = $1 and s.${personId} = p.id
			where p.clinic_id = $1 and ${hasEmail} and ${MAY[audience]}
				and s.revoked_at is null and s.expires_at > statement_timestamp() and s.ip = $3::inet
		) as is_home`
}

const IS_HOME = {
	staff: isHomeOf('staff', 'lower(p.email) = lower($2)'),
	owner: isHomeOf('owner', 'p.email_key = $2'),
} as const

/** Failures of one address of mail, wherever they come from; over when its hour is. */
const COUNT_ANYWHERE = `
	insert into sign_in_tries as t (clinic_id, subject, failures, expires_at)
	values ($1, $2, 1, statement_timestamp() + interval '1 hour')
	on conflict (clinic_id, subject) do update set updated_at = now(),
		failures = case when t.expires_at <= statement_timestamp() then 1
			else least(t.failures, ${FROM_ANYWHERE}) + 1 end,
		expires_at = case when t.expires_at <= statement_timestamp() then excluded.expires_at
			else t.expires_at end
	returning failures, ceil(extract(epoch from expires_at - statement_timestamp()))::int as seconds`

/**
 * Counts a try before it is looked at: of fifty at once the first five are looked at and the rest
 * refused. Whoever guesses locks the network that they guess from, not the person; from all networks
 * together there are fifty in an hour, but where the person is signed in they count for nothing.
 * Addresses that nobody here has are counted the same way. To be committed whatever comes of the try.
 */
export async function beginTry(trx: Knex.Transaction, one: Try): Promise<Begun> {
	const query = queryOf(trx)
	const { clinicId, audience, serverKey, address } = one
	const subject = blinder(serverKey)(address)
	const hit = { ...BY_ADDRESS, bucket: `${USES[audience]} by address`, subject }
	const wait = await countHits(query, clinicId, [hit], Date.now())
	if (wait > 0) return { may: false, seconds: wait, because: 'address' }
	const { here, anywhere } = subjectsOf(one)
	const { failures, seconds } = await countFailure(query, clinicId, here)
	if (seconds > 0) return { may: false, seconds, because: 'locked' }
	const locks = failures === MOST_FAILURES
	if (await isHome(query, one)) return { may: true, isHome: true, locks }
	const [all] = await query<{ failures: number; seconds: number }>(COUNT_ANYWHERE, [
		clinicId,
		anywhere,
	])
	if (all && all.failures > FROM_ANYWHERE) {
		await takeBackFailure(query, clinicId, here)
		return { may: false, seconds: all.seconds, because: 'locked' }
	}
	return { may: true, isHome: false, locks: locks || all?.failures === FROM_ANYWHERE }
}

async function isHome(query: Query, one: Try): Promise<boolean> {
	const { audience, clinicId, email, address } = one
	const values = [clinicId, audience === 'owner' ? foldedEmail(email) : email, hostOf(address)]
	const [row] = await query<{ is_home: boolean }>(IS_HOME[audience], values)
	return row?.is_home === true
}

/** @throws Problem `account_locked`, `rate_limited` */
export function assertMay(begun: Begun): asserts begun is Extract<Begun, { may: true }> {
	if (begun.may) return
	if (begun.because === 'address') throw tooMany(begun.seconds)
	throw locked(begun.seconds)
}

export function locked(seconds: number): Problem {
	return new Problem('account_locked', {
		detail: `Too many tries. Try again in ${durationText(seconds)}, or choose a new password by mail.`,
		headers: { 'Retry-After': String(seconds) },
	})
}

/** The try was no failure, and no success either: something more has been asked for. */
export async function giveBackTry(
	trx: Knex.Transaction,
	one: Try & { isHome: boolean },
): Promise<void> {
	const query = queryOf(trx)
	const { here, anywhere } = subjectsOf(one)
	await takeBackFailure(query, one.clinicId, here)
	if (!one.isHome) await takeBackFailure(query, one.clinicId, anywhere)
}

/** Whoever proved to be somebody begins anew where they are; guesses from elsewhere stay counted. */
export async function forgiveTry(
	trx: Knex.Transaction,
	one: Try & { isHome: boolean },
): Promise<void> {
	const query = queryOf(trx)
	const { here, anywhere } = subjectsOf(one)
	await clearFailures(query, one.clinicId, here)
	if (!one.isHome) await takeBackFailure(query, one.clinicId, anywhere)
}

/** Another password makes all guesses worth nothing, wherever they came from. */
export async function forgiveAll(trx: Knex.Transaction, one: Omit<Try, 'address'>): Promise<void> {
	const { anywhere } = subjectsOf({ ...one, address: '' })
	const query = queryOf(trx)
	// In the order in which a try counts them.
	await query(FORGIVE_NETWORKS, [one.clinicId, anywhere])
	await clearFailures(query, one.clinicId, anywhere)
}

const FORGIVE_NETWORKS = `
	delete from sign_in_tries
	where clinic_id = $1 and starts_with(subject, $2) and subject <> $2`

// Somebody who works at the clinic may have an account as an owner, too: neither locks the other.
const USES: Readonly<Record<Audience, string>> = { staff: 'sign-in', owner: 'owner sign-in' }

function subjectsOf({ serverKey, audience, email, address }: Omit<Try, 'clinicId'>) {
	const blind = blinder(serverKey)
	const anywhere = blind(`${USES[audience]} ${foldedEmail(email)}`)
	return { anywhere, here: `${anywhere} ${blind(address)}` }
}

function durationText(seconds: number): string {
	if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
	return `${Math.ceil(seconds / 60)} minutes`
}
