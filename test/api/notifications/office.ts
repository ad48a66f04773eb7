import type { PgBoss } from 'pg-boss'
import type { Test } from 'uvu'
import { postmarkChannel } from '../../../api/notifications/channels/postmark.ts'
import { type DeliverOptions, deliver } from '../../../api/notifications/deliver.ts'
import {
	NOTIFICATIONS,
	type NotificationInput,
	notificationQueue,
	openQueue,
	type QueueNotification,
} from '../../../api/notifications/queue.ts'
import { startWorker, type WorkerOptions } from '../../../api/worker.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { makeClinic, type TestClinic, type TestVisit } from './clinic.ts'
import { standIn } from './postmark.ts'

export const serverKey = Buffer.alloc(32, 7)

/** What a suite of deliveries works with; set before its first test. */
export interface Office {
	database: TestDatabase
	boss: PgBoss
	clinic: TestClinic
	postmark: Awaited<ReturnType<typeof standIn>>
	queue: QueueNotification
	/** Lines of the worker's log, since the test began. */
	logged: object[]
}

/** Opens database, queue, clinic and provider for a suite, and sweeps between its tests. */
export function openOffice(test: Test): Office {
	const office = { logged: [] as object[] } as Office
	test.before(async () => {
		office.database = await testDatabase()
		const onError = (error: Error) => office.logged.push({ error })
		office.boss = await openQueue({ url: office.database.serverUrl, works: true, onError })
		office.queue = notificationQueue(office.boss)
		office.clinic = await makeClinic(office.database.server)
		office.postmark = await standIn()
	})
	test.after(async () => {
		await office.boss.stop({ graceful: false })
		await office.postmark.close()
		await office.database.close()
	})
	test.before.each(() => sweep(office))
	return office
}

/** What an earlier test left waiting would take the next one's answers. */
async function sweep({ boss, clinic, postmark, logged }: Office): Promise<void> {
	await boss.deleteAllJobs(NOTIFICATIONS)
	await clinic.run((trx) =>
		trx('notifications').whereIn('status', ['pending', 'claimed']).update({ status: 'cancelled' }),
	)
	postmark.accepted.length = 0
	postmark.answers.length = 0
	postmark.calls.email = 0
	postmark.calls.search = 0
	logged.length = 0
}

const options = (office: Office, differences: Partial<DeliverOptions>): DeliverOptions => ({
	db: office.database.server,
	channel: postmarkChannel({
		token: 'token',
		host: office.postmark.host,
		useHttps: false,
		timeout: 0.3,
	}),
	serverKey,
	publicUrl: () => 'http://127.0.0.1:8080',
	from: 'Vetslot <bookings@vetslot.example>',
	retryDelays: [0],
	...differences,
})

/** Queues the message of a visit as a booking does. */
export function queued(
	{ clinic, queue }: Office,
	visit: TestVisit,
	differences: Partial<NotificationInput> = {},
): Promise<string> {
	return clinic.run((trx) =>
		queue(trx, {
			clinicId: clinic.id,
			kind: 'booking_confirmed',
			appointmentId: visit.id,
			clientId: visit.clientId,
			sequence: 0,
			...differences,
		}),
	)
}

/** One try, without a worker. */
export function tryOnce(
	office: Office,
	notificationId: string,
	differences: Partial<DeliverOptions> = {},
) {
	return deliver(options(office, differences), { clinicId: office.clinic.id, notificationId })
}

/** Runs a worker while the work lasts. */
export async function withWorker(
	office: Office,
	differences: Partial<WorkerOptions>,
	work: () => Promise<void>,
): Promise<void> {
	const note = (line: object) => office.logged.push(line)
	const log = { info: note, warn: note, error: note } as unknown as WorkerOptions['log']
	const worker = await startWorker({
		...options(office, {}),
		boss: office.boss,
		log,
		purges: {},
		scanSeconds: 0.2,
		...differences,
	})
	try {
		await work()
	} finally {
		await worker.stop()
	}
}

export function rowOf({ clinic }: Office, id: string) {
	return clinic.run((trx) => trx('notifications').where({ id }).first())
}

export async function outcomesOf({ clinic }: Office, id: string): Promise<string[]> {
	return clinic.run((trx) =>
		trx('notification_deliveries')
			.where({ notification_id: id })
			.orderBy('attempt')
			.pluck('outcome'),
	)
}

export function changeRow({ clinic }: Office, id: string, columns: object) {
	return clinic.run((trx) => trx('notifications').where({ id }).update(columns))
}

export async function until(holds: () => Promise<boolean>): Promise<void> {
	const end = Date.now() + 15_000
	while (!(await holds())) {
		if (Date.now() > end) throw new Error('It did not come about in 15 seconds')
		await new Promise((resolve) => setTimeout(resolve, 50))
	}
}

/** Waits until a row has that status. */
export function untilStatus(office: Office, id: string, status: string): Promise<void> {
	return until(async () => (await rowOf(office, id)).status === status)
}
