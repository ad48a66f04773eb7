import type { Knex } from 'knex'
import { raw } from 'objection'
import type { SettingChannel } from '../contract/notification-settings.ts'
import { newId } from '../database/ids.ts'
import { Appointment } from '../database/models/appointment.ts'
import { NotificationDelivery } from '../database/models/notification.ts'
import { queryOf } from '../database/query.ts'
import type { NotificationJob } from './queue.ts'

/** A row that this worker, and no other, is about to send. */
export interface Claim {
	clinicId: string
	id: string
	appointmentId: string | null
	/** The member of staff whom it is to, when it is about no visit. */
	userId: string | null
	/** The owner's account, likewise. */
	accountId: string | null
	/** Where it goes when that is not where its person reads mail now. */
	formerEmail: string | null
	kind: string
	channel: SettingChannel
	variables: object
	sequence: number
	queuedAt: Date
	/** Counts this try; it also names the claim, should another worker take the row later. */
	attempt: number
	maxAttempts: number
}

// Two minutes are longer than a try can take, so an older claim is one whose worker is gone.
const CLAIM = `
	update notifications set status = 'claimed', claimed_at = statement_timestamp(),
		attempts = attempts + 1, updated_at = now()
	where clinic_id = $1 and id = $2 and scheduled_for <= statement_timestamp()
		and (status = 'pending' or (status = 'claimed'
			and claimed_at <= statement_timestamp() - interval '2 minutes'))
	returning clinic_id as "clinicId", id, appointment_id as "appointmentId", user_id as "userId",
		account_id as "accountId", recipient_email as "formerEmail", kind, channel, variables,
		sequence, created_at as "queuedAt", attempts as attempt, max_attempts as "maxAttempts"`

/** Takes a row that is due; undefined when it is not, or another worker has it. */
export async function claim(trx: Knex, job: NotificationJob): Promise<Claim | undefined> {
	const [row] = await queryOf(trx)<Claim>(CLAIM, [job.clinicId, job.notificationId])
	return row
}

// Whoever was erased is known by nothing but the row of the last letter, until that is over.
const forgetLast = `recipient_email = case when kind <> 'data_erased' then recipient_email end`

const END = `
	update notifications set status = $4, error_message = $5, updated_at = now(), ${forgetLast}
	where clinic_id = $1 and id = $2 and status = 'claimed' and attempts = $3`

/** Ends a row that will not be sent: `cancelled`, since its reason is gone, or `failed`. */
export async function end(
	trx: Knex,
	claim: Claim,
	status: 'cancelled' | 'failed',
	why: string,
): Promise<void> {
	await queryOf(trx)(END, [claim.clinicId, claim.id, claim.attempt, status, why])
}

const RELEASE = `
	update notifications set status = 'pending', claimed_at = null, error_message = $4,
		scheduled_for = statement_timestamp() + make_interval(secs => $5::double precision),
		updated_at = now()
	where clinic_id = $1 and id = $2 and status = 'claimed' and attempts = $3`

/** Gives a row back, to be tried again after so many seconds. */
export async function release(
	trx: Knex,
	claim: Claim,
	why: string,
	seconds: number,
): Promise<void> {
	await queryOf(trx)(RELEASE, [claim.clinicId, claim.id, claim.attempt, why, seconds])
}

const LEAVE = `
	update notifications set status = 'pending', claimed_at = null, error_message = $4,
		attempts = attempts - 1, updated_at = now(),
		scheduled_for = statement_timestamp() + interval '1 minute'
	where clinic_id = $1 and id = $2 and status = 'claimed' and attempts = $3
		and created_at > statement_timestamp() - interval '1 day'
	returning id`

/**
 * Leaves a row for another worker to take in a minute, as if it had not been claimed.
 *
 * @returns false when the row has been waiting for a day: there is no such worker
 */
export async function leave(trx: Knex, claim: Claim, why: string): Promise<boolean> {
	const values = [claim.clinicId, claim.id, claim.attempt, why]
	return (await queryOf(trx)(LEAVE, values)).length === 1
}

// Without the attempt in the condition: however late, a mail that left is a mail that left.
const SENT = `
	update notifications set status = 'sent', sent_at = statement_timestamp(),
		provider_message_id = $3, error_message = null, updated_at = now(), ${forgetLast}
	where clinic_id = $1 and id = $2 and status in ('claimed', 'pending')`

export async function recordSent(trx: Knex, claim: Claim, messageId: string): Promise<void> {
	await queryOf(trx)(SENT, [claim.clinicId, claim.id, messageId])
	if (claim.kind !== 'booking_confirmed' || !claim.appointmentId) return
	await Appointment.of(trx, claim.clinicId, { id: claim.appointmentId }).patch({
		confirmationSentAt: raw('statement_timestamp()'),
	})
}

/** How one try ended. */
export interface Delivery {
	provider: string
	outcome: NotificationDelivery['outcome']
	messageId?: string
	detail?: string
}

export async function recordDelivery(trx: Knex, claim: Claim, delivery: Delivery): Promise<void> {
	await NotificationDelivery.query(trx).insert({
		clinicId: claim.clinicId,
		id: newId(),
		notificationId: claim.id,
		attempt: claim.attempt,
		provider: delivery.provider,
		outcome: delivery.outcome,
		providerMessageId: delivery.messageId ?? null,
		detail: delivery.detail ?? null,
	})
}
