import type { Knex } from 'knex'
import { sqlStateOf } from '../database/sqlstate.ts'
import { inTenant } from '../database/tenant.ts'
import { Failed, type MailChannel, type Message, Refused } from './channels/channel.ts'
import { type Claim, claim, end, leave, recordDelivery, recordSent, release } from './claim.ts'
import { composeMail, type Sender } from './compose.ts'
import { composeInvitation, INVITATION_LETTER } from './invitation-letter.ts'
import { composeCodeText, composeJoiningMail } from './joining/compose.ts'
import { findJoining, isJoiningKind } from './joining/subject.ts'
import { composeLastLetter, LAST_LETTER } from './last-letter.ts'
import { composePersonMail } from './people/compose.ts'
import { findPerson, type Person } from './people/person.ts'
import { isPersonKind, personReasonGone } from './people/reason.ts'
import { composeRequestMail } from './prescriptions/compose.ts'
import { isPrescriptionKind, requestReasonGone } from './prescriptions/reason.ts'
import { findRequest } from './prescriptions/request.ts'
import type {
	JoiningNotificationKind,
	NotificationJob,
	PersonNotificationKind,
	PrescriptionNotificationKind,
	SharingNotificationKind,
} from './queue.ts'
import { isKind, reasonGone } from './reason.ts'
import { composeSharingMail } from './sharing/compose.ts'
import { isSharingKind, sharingReasonGone } from './sharing/reason.ts'
import { findSharedPet } from './sharing/shared-pet.ts'
import { findVisit } from './visit.ts'

export interface DeliverOptions extends Sender {
	db: Knex
	channel: MailChannel
	/** Seconds to wait after the first, second … failed try; the last one repeats. */
	retryDelays?: readonly number[]
}

/** What became of a job. `idle`: the row was not due, or another worker had it. */
export type Outcome = 'sent' | 'cancelled' | 'retry' | 'failed' | 'idle'

const RETRY_DELAYS = [10, 60, 300, 900, 3600, 3 * 3600, 6 * 3600]

/**
 * Sends one notification: claims its row and looks again whether there is still a reason, hands the
 * mail over outside any transaction, records what came of it. A worker that dies in between leaves
 * a claim behind, which the scanner finds after two minutes.
 */
export async function deliver(options: DeliverOptions, job: NotificationJob): Promise<Outcome> {
	// A transaction of its own: whatever fails later, the claim and its count stand.
	const claimed = await quietly(options.db, job.clinicId, (trx) => claim(trx, job))
	if (!claimed) return 'idle'
	let messageId: string
	try {
		const ready = await quietly(options.db, job.clinicId, (trx) => prepare(trx, options, claimed))
		if (typeof ready === 'string') return ready
		const { mail, gone } = ready
		const earlier = await sentBefore(options.channel, claimed, mail)
		if (gone !== null && earlier === null) {
			return quietly(options.db, job.clinicId, (trx) => finish(trx, claimed, 'cancelled', gone))
		}
		messageId = earlier ?? (await options.channel.send(mail))
	} catch (error) {
		return giveBack(options, claimed, error)
	}
	await quietly(options.db, job.clinicId, async (trx) => {
		await recordSent(trx, claimed, messageId)
		const { provider } = options.channel
		await recordDelivery(trx, claimed, { provider, outcome: 'accepted', messageId })
	})
	return 'sent'
}

/** Letters change no free time. */
const quietly: typeof inTenant = (db, clinicId, work) =>
	inTenant(db, clinicId, work, { quietly: true })

interface Ready {
	mail: Message
	/** Why there is no reason to send it any more. */
	gone: string | null
}

async function prepare(
	trx: Knex.Transaction,
	options: DeliverOptions,
	claimed: Claim,
): Promise<Ready | 'cancelled' | 'failed' | 'retry'> {
	const { kind, channel, appointmentId, clinicId } = claimed
	if (claimed.attempt > claimed.maxAttempts) return finish(trx, claimed, 'failed', 'worker lost')
	if (isPersonKind(kind)) return prepareForPerson(trx, options, { ...claimed, kind })
	if (isJoiningKind(kind)) return prepareJoining(trx, options, { ...claimed, kind })
	if (kind === LAST_LETTER) return prepareLast(trx, options, claimed)
	if (isPrescriptionKind(kind)) return prepareForRequest(trx, options, { ...claimed, kind })
	if (kind === INVITATION_LETTER) return prepareInvitation(trx, options, claimed)
	if (isSharingKind(kind)) return prepareForSharing(trx, options, { ...claimed, kind })
	if (!isKind(kind)) return leaveToNewer(trx, claimed)
	const visit = appointmentId ? await findVisit(trx, clinicId, appointmentId) : undefined
	if (!visit) return finish(trx, claimed, 'cancelled', 'no visit')
	const now = new Date()
	const gone = reasonGone(kind, visit, now, channel)
	// An earlier try may have sent it while there was a reason: then the row must say so.
	if (gone && claimed.attempt === 1) return finish(trx, claimed, 'cancelled', gone)
	return { mail: composeMail({ ...claimed, kind }, visit, options, now), gone }
}

async function prepareLast(
	trx: Knex.Transaction,
	options: DeliverOptions,
	claimed: Claim,
): Promise<Ready | 'cancelled'> {
	const mail = await composeLastLetter(trx, claimed, options)
	return mail ? { mail, gone: null } : finish(trx, claimed, 'cancelled', 'no email address')
}

async function prepareInvitation(
	trx: Knex.Transaction,
	options: DeliverOptions,
	claimed: Claim,
): Promise<Ready | 'cancelled'> {
	const mail = await composeInvitation(trx, claimed, options, new Date())
	return mail ? { mail, gone: null } : finish(trx, claimed, 'cancelled', 'invitation over')
}

/** While servers are brought up to date, a newer one may queue what only a newer worker can write. */
async function leaveToNewer(trx: Knex.Transaction, claimed: Claim): Promise<'failed' | 'retry'> {
	const why = 'unknown kind'
	return (await leave(trx, claimed, why)) ? 'retry' : finish(trx, claimed, 'failed', why)
}

/** Letters to people with a sign-in are about that, and about no visit. */
async function prepareForPerson(
	trx: Knex.Transaction,
	options: DeliverOptions,
	claimed: Claim & { kind: PersonNotificationKind },
): Promise<Ready | 'cancelled'> {
	const person = await personOf(trx, claimed)
	if (!person) return finish(trx, claimed, 'cancelled', 'nobody to write to')
	const gone = personReasonGone(claimed, person)
	if (gone && claimed.attempt === 1) return finish(trx, claimed, 'cancelled', gone)
	return { mail: composePersonMail(claimed, person, options, new Date()), gone }
}

/** Messages that ask for a proof, of people who may have no account yet. */
async function prepareJoining(
	trx: Knex.Transaction,
	options: DeliverOptions,
	claimed: Claim & { kind: JoiningNotificationKind },
): Promise<Ready | 'cancelled'> {
	const { kind, attempt } = claimed
	const subject = await findJoining(trx, claimed)
	if (!subject) return finish(trx, claimed, 'cancelled', 'nobody to write to')
	const gone = subject.isOpen ? null : 'used or over'
	if (gone && attempt === 1) return finish(trx, claimed, 'cancelled', gone)
	const mail =
		kind === 'account_phone_code'
			? composeCodeText(claimed, subject, options)
			: composeJoiningMail({ ...claimed, kind }, subject, options, new Date())
	return { mail, gone }
}

async function prepareForRequest(
	trx: Knex.Transaction,
	options: DeliverOptions,
	claimed: Claim & { kind: PrescriptionNotificationKind },
): Promise<Ready | 'cancelled'> {
	const person = await personOf(trx, claimed)
	const request = await findRequest(trx, claimed)
	if (!person || !request) return finish(trx, claimed, 'cancelled', 'nobody to write to')
	const gone = requestReasonGone(claimed.kind, request, person)
	if (gone && claimed.attempt === 1) return finish(trx, claimed, 'cancelled', gone)
	return { mail: composeRequestMail(claimed, { request, person }, options), gone }
}

async function prepareForSharing(
	trx: Knex.Transaction,
	options: DeliverOptions,
	claimed: Claim & { kind: SharingNotificationKind },
): Promise<Ready | 'cancelled'> {
	const person = await personOf(trx, claimed)
	const pet = await findSharedPet(trx, claimed.clinicId, claimed)
	if (!person || !pet) return finish(trx, claimed, 'cancelled', 'nobody to write to')
	const gone = sharingReasonGone(claimed.kind, pet, person)
	if (gone && claimed.attempt === 1) return finish(trx, claimed, 'cancelled', gone)
	return { mail: composeSharingMail(claimed, { pet, person }, options), gone }
}

async function personOf(trx: Knex.Transaction, about: Claim): Promise<Person | undefined> {
	const { clinicId, userId, accountId } = about
	const audience = userId === null ? 'owner' : 'staff'
	const id = userId ?? accountId
	return id === null ? undefined : findPerson(trx, { clinicId, audience, id, about })
}

async function finish<S extends 'cancelled' | 'failed'>(
	trx: Knex.Transaction,
	claimed: Claim,
	status: S,
	why: string,
): Promise<S> {
	await end(trx, claimed, status, why)
	return status
}

/**
 * A try that timed out, or whose worker died, may have been accepted: the provider is asked. If it
 * does not know, the message goes again, since none of these kinds may get lost.
 */
async function sentBefore(
	channel: MailChannel,
	claimed: Claim,
	mail: Message,
): Promise<string | null> {
	if (claimed.attempt === 1) return null
	try {
		return await channel.find(mail)
	} catch {
		return null
	}
}

async function giveBack(
	{ db, channel, retryDelays = RETRY_DELAYS }: DeliverOptions,
	claimed: Claim,
	error: unknown,
): Promise<'failed' | 'retry'> {
	// Whatever is not the channel's own sentence may hold values of a query.
	const detail = error instanceof Failed ? error.message : (sqlStateOf(error) ?? 'internal error')
	const isRefused = error instanceof Refused
	const isOver = isRefused || claimed.attempt >= claimed.maxAttempts
	const outcome = isRefused ? 'refused' : 'error'
	await quietly(db, claimed.clinicId, async (trx) => {
		await recordDelivery(trx, claimed, { provider: channel.provider, outcome, detail })
		if (isOver) await end(trx, claimed, 'failed', detail)
		else await release(trx, claimed, detail, delayAfter(claimed.attempt, retryDelays))
	})
	return isOver ? 'failed' : 'retry'
}

/** Up to a quarter longer, so that what failed together does not come back together. */
function delayAfter(attempt: number, delays: readonly number[]): number {
	const delay = delays[attempt - 1] ?? delays.at(-1) ?? 0
	return delay * (1 + Math.random() / 4)
}
