import type { Job, JobResult, PgBoss } from 'pg-boss'
import type { Logger } from './log.ts'
import { type DeliverOptions, deliver } from './notifications/deliver.ts'
import {
	ERRANDS,
	MAINTENANCE,
	NIGHTLY,
	NOTIFICATIONS,
	type NotificationJob,
} from './notifications/queue.ts'
import { scanDue } from './notifications/scan.ts'
import { repeat } from './repeat.ts'

export interface WorkerOptions extends DeliverOptions {
	/** Opened with `works: true`. It stays open when the worker stops. */
	boss: PgBoss
	log: Pick<Logger, 'info' | 'warn' | 'error'>
	/** Run each minute, by one of all processes; the name goes into the log. */
	purges: Readonly<Record<string, () => Promise<unknown>>>
	/** Run each minute as well, in a line of their own: they wait for other machines. */
	errands?: Readonly<Record<string, () => Promise<unknown>>>
	/** Run once each night, by one of all processes. */
	nightly?: Readonly<Record<string, () => Promise<unknown>>>
	/** Seconds between two looks for rows that are due. */
	scanSeconds?: number
	/** Seconds between two looks for jobs. */
	pollSeconds?: number
}

export interface Worker {
	/** Takes no more work and waits for what is under way. */
	stop(): Promise<void>
}

/**
 * Starts what happens behind the answers: mails leave, due rows are found, leftovers are purged.
 *
 * @example
 * const boss = await openQueue({ url, works: true, onError })
 * const worker = await startWorker({
 * 	boss, db, channel: localChannel(db), serverKey, from, publicUrl, log,
 * 	purges: { holds: () => purgeExpiredHolds(db) },
 * })
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
	const { boss, pollSeconds = 0.5 } = options
	await boss.work<NotificationJob, undefined, typeof sending>(
		NOTIFICATIONS,
		{ ...sending, pollingIntervalSeconds: pollSeconds } as typeof sending,
		(jobs) => Promise.all(jobs.map((job) => work(options, job))),
	)
	await boss.work(MAINTENANCE, () => purge(options, options.purges))
	await boss.schedule(MAINTENANCE, '* * * * *')
	await boss.work(ERRANDS, () => purge(options, options.errands ?? {}))
	await boss.schedule(ERRANDS, '* * * * *')
	await boss.work(NIGHTLY, () => purge(options, options.nightly ?? {}))
	await boss.schedule(NIGHTLY, '17 3 * * *')
	const scanner = repeat(() => scan(options), (options.scanSeconds ?? 3) * 1000)
	return {
		async stop() {
			await scanner.stop()
			await Promise.all(
				[NOTIFICATIONS, MAINTENANCE, ERRANDS, NIGHTLY].map((queue) => boss.offWork(queue)),
			)
		},
	}
}

const sending = {
	batchSize: 20,
	// A slow provider holds up a batch, not the next one.
	localConcurrency: 2,
	// A clinic with a thousand mails leaves room for the others.
	groupConcurrency: 8,
	perJobResults: true,
} as const

/** Nothing about the message reaches the log: its kind and its end are all there is to say. */
async function work(options: WorkerOptions, job: Job<NotificationJob>): Promise<JobResult> {
	const { clinicId, notificationId } = job.data
	try {
		const outcome = await deliver(options, job.data)
		const line = { clinicId, notificationId, outcome }
		if (outcome === 'failed' || outcome === 'retry') options.log.warn(line, 'notification')
		else options.log.info(line, 'notification')
		return { id: job.id, status: 'completed' }
	} catch (err) {
		options.log.error({ clinicId, notificationId, err }, 'notification')
		return { id: job.id, status: 'failed' }
	}
}

async function scan({ db, boss, log }: WorkerOptions): Promise<void> {
	try {
		await scanDue(db, boss)
	} catch (err) {
		log.error({ err }, 'scanner')
	}
}

/** One purge that fails does not keep the next from running. */
async function purge({ log }: WorkerOptions, purges: WorkerOptions['purges']): Promise<void> {
	for (const [purge, run] of Object.entries(purges)) {
		try {
			await run()
		} catch (err) {
			log.error({ purge, err }, 'purge')
		}
	}
}
