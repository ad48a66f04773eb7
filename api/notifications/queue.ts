import type { Knex } from 'knex'
import { fromKnex, PgBoss } from 'pg-boss'
import { newId } from '../database/ids.ts'

/** What an owner is told about. */
export type NotificationKind =
	| 'booking_requested'
	| 'booking_confirmed'
	| 'booking_moved'
	| 'booking_delayed'
	| 'booking_declined'
	| 'booking_cancelled'
	| 'visit_needs_new_time'
	| 'match_question'
	| 'running_late'

/** What somebody who works at a clinic is told about. */
export type StaffNotificationKind =
	| 'staff_invited'
	| 'staff_sign_in_code'
	| 'staff_password_reset'
	| 'staff_password_changed'
	| 'staff_authenticator_removed'
	| 'staff_email_changed'
	| 'staff_locked'
	| 'staff_new_device'
	| 'staff_session_reused'

/** What an owner with an account is told of their sign-in. */
export type AccountNotificationKind =
	| 'account_sign_in_code'
	| 'account_password_reset'
	| 'account_password_changed'
	| 'account_locked'
	| 'account_new_device'
	| 'account_session_reused'
	| 'account_known'
	| 'account_email_changed'
	| 'account_passkey_added'
	| 'account_passkey_removed'

/** What somebody is mailed to prove that an address is theirs. */
export type JoiningMailKind =
	| 'account_verify_email'
	| 'account_email_leaving'
	| 'account_email_arriving'

/** The same for a phone, too. */
export type JoiningNotificationKind = JoiningMailKind | 'account_phone_code'

/** What somebody with a sign-in is told of it. */
export type PersonNotificationKind = StaffNotificationKind | AccountNotificationKind

interface OfSignIn {
	clinicId: string
	variables: PersonVariables
	/** Where they no longer read mail, when the letter is for there; else where they do. */
	formerEmail?: string
}

export interface StaffNotificationInput extends OfSignIn {
	kind: StaffNotificationKind
	userId: string
}

export interface AccountNotificationInput extends OfSignIn {
	kind: AccountNotificationKind
	accountId: string
}

/** The last letter to somebody who was erased: no row but its own leads to them any more. */
export interface LastLetterInput {
	clinicId: string
	kind: 'data_erased'
	to: string
	variables: { cancelledVisits: number }
}

/** Somebody is asked to share a pet; the invitation knows the address. */
export interface InvitationLetterInput {
	clinicId: string
	kind: 'pet_invitation'
	variables: { invitationId: string }
}

export type PersonNotificationInput = StaffNotificationInput | AccountNotificationInput

export interface JoiningNotificationInput {
	clinicId: string
	kind: JoiningNotificationKind
	/** Where there is one already. */
	accountId?: string
	variables: JoiningVariables
}

/** What is to be proved; where it goes and what it says stands there. */
export type JoiningVariables = {
	registrationId?: string
	emailChangeId?: string
	codeId?: string
}

/** What an owner is told of a medicine that they asked for. */
export type PrescriptionNotificationKind =
	| 'prescription_received'
	| 'prescription_approved'
	| 'prescription_ready'
	| 'prescription_declined'

export interface PrescriptionNotificationInput {
	clinicId: string
	kind: PrescriptionNotificationKind
	accountId: string
	variables: { requestId: string }
}

/** What owners of one pet are told of each other. */
export type SharingNotificationKind = 'sharing_accepted' | 'sharing_left' | 'sharing_removed'

export type SharingVariables = {
	petId: string
	/** The other one. */
	clientId: string
}

export interface SharingNotificationInput {
	clinicId: string
	kind: SharingNotificationKind
	accountId: string
	variables: SharingVariables
}

/** About no visit. */
type WithoutVisit =
	| PersonNotificationInput
	| SharingNotificationInput
	| PrescriptionNotificationInput
	| LastLetterInput
	| InvitationLetterInput

/** Which link, code or session it is about; never one of them itself. */
export type PersonVariables = {
	/** Of the links that the person has not used yet. */
	generation?: number
	codeId?: string
	sessionId?: string
}

export interface NotificationInput {
	clinicId: string
	kind: NotificationKind
	/** The living appointment: after a move the new one, after a cancellation the cancelled one. */
	appointmentId: string
	clientId: string
	/** The appointment's `ics_sequence` after the change; the calendar entry carries it. */
	sequence: number
	/** Facts the appointment no longer knows. No links, no codes, nothing about a person. */
	variables?: NotificationVariables
	/** Not before so many seconds after the transaction began; left out: at once. */
	delaySeconds?: number
}

export type NotificationVariables = {
	/** With `booking_moved` and `booking_delayed`: the start it moved away from, ISO 8601. */
	previousStart?: string
	/** With `running_late`: when the visit will begin, ISO 8601. */
	expectedStart?: string
}

/** What a job carries: which row to look at. Everything else stands in the row. */
export interface NotificationJob {
	clinicId: string
	notificationId: string
}

/** Writes the row and its job in the caller's transaction and answers with the row's id. */
export type QueueNotification = (trx: Knex.Transaction, input: AnyInput) => Promise<string>

type AnyInput = NotificationInput | JoiningNotificationInput | WithoutVisit

export interface NotificationQueue extends QueueNotification {
	/** For writers that put the row beside others: row and job are theirs to send. */
	draft(input: NotificationInput): Promise<DraftNotification>
}

/** A row of `notifications` in the database's words, and the statement that makes its job. */
export interface DraftNotification {
	row: Readonly<Record<string, unknown>>
	job: { sql: string; values: unknown[] }
}

export const NOTIFICATIONS = 'notifications'
const NOTIFICATIONS_FAILED = 'notifications_failed'
export const MAINTENANCE = 'maintenance'
export const ERRANDS = 'errands'
export const NIGHTLY = 'nightly'

// A provider that is down for a morning must not cost an owner their confirmation.
const MAX_ATTEMPTS = 8
const HOUR = 3600

// Asking the provider and sending take ten seconds each at most. Whoever has a job for longer is
// dead, and until that is seen its jobs count as work under way, of which a clinic has few places.
const SENDING_SECONDS = 30
const LOOK_SECONDS = 10
const ANSWER_MILLISECONDS = 30_000

export interface QueueOptions {
	/** A login of the server's role; it owns the queue's schema and makes its tables. */
	url: string
	/** The worker also watches over the queue: expired jobs, the minute's schedule. */
	works: boolean
	/** Most connections this process opens for the queue. */
	poolSize?: number
	onError: (error: Error) => void
}

/** Connects to the queue, makes its tables and queues where they are missing, and starts it. */
export async function openQueue(options: QueueOptions): Promise<PgBoss> {
	const boss = new PgBoss({
		connectionString: options.url,
		application_name: 'vetslot queue',
		max: options.poolSize ?? 4,
		createSchema: false,
		supervise: options.works,
		schedule: options.works,
		superviseIntervalSeconds: LOOK_SECONDS,
		monitorIntervalSeconds: LOOK_SECONDS,
		// A frozen database says nothing at all.
		...{ query_timeout: ANSWER_MILLISECONDS },
		registerInstance: false,
	})
	boss.on('error', options.onError)
	await boss.start()
	await createQueues(boss)
	return boss
}

async function createQueues(boss: PgBoss): Promise<void> {
	await boss.createQueue(NOTIFICATIONS_FAILED, { deleteAfterSeconds: 24 * 7 * HOUR })
	await boss.createQueue(NOTIFICATIONS, {
		// One waiting job per row, whoever sends it. Those at work don't count: the job of a worker
		// that died stays at work for a while, and the row's claim says more than it.
		policy: 'short',
		deadLetter: NOTIFICATIONS_FAILED,
		retryLimit: 3,
		retryDelay: 2,
		retryBackoff: true,
		expireInSeconds: SENDING_SECONDS,
		deleteAfterSeconds: HOUR,
	})
	// One made by an earlier version keeps its settings otherwise.
	await boss.updateQueue(NOTIFICATIONS, { expireInSeconds: SENDING_SECONDS })
	await boss.createQueue(MAINTENANCE, {
		policy: 'exclusive',
		retryLimit: 0,
		expireInSeconds: 300,
		deleteAfterSeconds: HOUR,
	})
	await boss.createQueue(ERRANDS, {
		policy: 'exclusive',
		retryLimit: 0,
		expireInSeconds: 900,
		deleteAfterSeconds: HOUR,
	})
	await boss.createQueue(NIGHTLY, {
		policy: 'exclusive',
		retryLimit: 0,
		expireInSeconds: 3 * HOUR,
		deleteAfterSeconds: 24 * HOUR,
	})
}

/**
 * Makes the function with which a booking leaves word for its owner. A rollback of the transaction
 * takes row and job back.
 *
 * @example
 * const queueNotification = notificationQueue(boss)
 * await queueNotification(trx, {
 * 	clinicId, kind: 'booking_confirmed', appointmentId, clientId, sequence: 0,
 * })
 */
export function notificationQueue(boss: PgBoss): NotificationQueue {
	const queue: QueueNotification = async (trx, input) => {
		const notificationId = newId()
		const delay = 'delaySeconds' in input ? (input.delaySeconds ?? 0) : 0
		await insertRow(trx, notificationId, input, delay)
		const { data, options } = jobFor({ clinicId: input.clinicId, notificationId })
		const sending = { ...options, ...(delay > 0 && { startAfter: delay }), db: fromKnex(trx) }
		await boss.send(NOTIFICATIONS, data, sending)
		return notificationId
	}
	return Object.assign(queue, { draft: (input: NotificationInput) => draft(boss, input) })
}

async function draft(boss: PgBoss, input: NotificationInput): Promise<DraftNotification> {
	const id = newId()
	return { row: rowOf(id, input), job: await jobStatement(boss, input.clinicId, id) }
}

/** The queue's own insert, caught on its way to the database, to travel with other statements. */
async function jobStatement(boss: PgBoss, clinicId: string, notificationId: string) {
	let job: DraftNotification['job'] | undefined
	const db = {
		executeSql: async (sql: string, values: unknown[] = []) => {
			if (job) throw new Error('A job takes more than one statement')
			job = { sql, values }
			// An answer of one row is what the queue takes for done.
			return { rows: [{ id: notificationId }] }
		},
	}
	const { data, options } = jobFor({ clinicId, notificationId })
	await boss.send(NOTIFICATIONS, data, { ...options, db })
	if (!job) throw new Error('A job takes no statement')
	return job
}

/** The one form of a notification's job, from a booking and from the scanner alike. */
export function jobFor(job: NotificationJob) {
	return {
		data: { ...job },
		options: { singletonKey: job.notificationId, group: { id: job.clinicId } },
	}
}

async function insertRow(trx: Knex.Transaction, id: string, input: AnyInput, delay: number) {
	const row = anyRowOf(id, input)
	const variables = JSON.stringify(row.variables)
	// By the clock that the job goes by, too: neither is due before the other.
	const due = delay > 0 && { scheduled_for: trx.raw('now() + make_interval(secs => ?)', [delay]) }
	await trx('notifications').insert({ ...row, ...due, clinic_id: input.clinicId, variables })
}

function anyRowOf(id: string, input: AnyInput) {
	if ('appointmentId' in input) return rowOf(id, input)
	return isJoining(input) ? joiningRowOf(id, input) : letterRowOf(id, input)
}

const JOINING: Readonly<Record<JoiningNotificationKind, 'email' | 'sms'>> = {
	account_verify_email: 'email',
	account_email_leaving: 'email',
	account_email_arriving: 'email',
	account_phone_code: 'sms',
}

function isJoining(input: Exclude<AnyInput, NotificationInput>): input is JoiningNotificationInput {
	return Object.hasOwn(JOINING, input.kind)
}

function joiningRowOf(id: string, input: JoiningNotificationInput) {
	const { kind, accountId = null, variables } = input
	const channel = JOINING[kind]
	return { id, account_id: accountId, kind, channel, variables, max_attempts: MAX_ATTEMPTS }
}

function rowOf(id: string, input: NotificationInput) {
	return {
		id,
		appointment_id: input.appointmentId,
		client_id: input.clientId,
		kind: input.kind,
		channel: 'email',
		variables: input.variables ?? {},
		sequence: input.sequence,
		max_attempts: MAX_ATTEMPTS,
	}
}

/** A letter about no visit. */
function letterRowOf(id: string, input: WithoutVisit) {
	const { kind, variables } = input
	const row = { id, kind, channel: 'email', variables, max_attempts: MAX_ATTEMPTS }
	if ('to' in input) return { ...row, recipient_email: input.to }
	if (input.kind === 'pet_invitation') return row
	const formerEmail = 'formerEmail' in input ? input.formerEmail : undefined
	const whose = 'userId' in input ? { user_id: input.userId } : { account_id: input.accountId }
	return { ...row, ...whose, ...(formerEmail !== undefined && { recipient_email: formerEmail }) }
}
