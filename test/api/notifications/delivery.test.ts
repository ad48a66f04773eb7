import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { PgBoss } from 'pg-boss'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readManageToken } from '../../../api/http/manage-token.ts'
import { localChannel } from '../../../api/notifications/channels/local.ts'
import { postmarkChannel } from '../../../api/notifications/channels/postmark.ts'
import { type DeliverOptions, deliver } from '../../../api/notifications/deliver.ts'
import {
	MAINTENANCE,
	NOTIFICATIONS,
	type NotificationInput,
	notificationQueue,
	openQueue,
	type QueueNotification,
} from '../../../api/notifications/queue.ts'
import { scanDue } from '../../../api/notifications/scan.ts'
import { startWorker, type Worker, type WorkerOptions } from '../../../api/worker.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { makeClinic, type TestClinic, type TestVisit } from './clinic.ts'
import { standIn } from './postmark.ts'

const serverKey = Buffer.alloc(32, 7)
let database: TestDatabase
let boss: PgBoss
let queue: QueueNotification
let clinic: TestClinic
let postmark: Awaited<ReturnType<typeof standIn>>

const logged: object[] = []
const log = {
	info: (line: object) => logged.push(line),
	warn: (line: object) => logged.push(line),
	error: (line: object) => logged.push(line),
} as unknown as WorkerOptions['log']

const delivery = suite('delivery')

delivery.before(async () => {
	database = await testDatabase()
	boss = await openQueue({
		url: database.serverUrl,
		works: true,
		onError: (error) => logged.push({ error }),
	})
	queue = notificationQueue(boss)
	clinic = await makeClinic(database.server)
	postmark = await standIn()
})

delivery.after(async () => {
	await boss.stop({ graceful: false })
	await postmark.close()
	await database.close()
})

delivery.before.each(async () => {
	await boss.deleteAllJobs(NOTIFICATIONS)
	// What an earlier test left waiting would take the next one's answers.
	await clinic.run((trx) =>
		trx('notifications').whereIn('status', ['pending', 'claimed']).update({ status: 'cancelled' }),
	)
	postmark.accepted.length = 0
	postmark.answers.length = 0
	postmark.calls.email = 0
	postmark.calls.search = 0
	logged.length = 0
})

const options = (differences: Partial<DeliverOptions> = {}): DeliverOptions => ({
	db: database.server,
	channel: postmarkChannel({ token: 'token', host: postmark.host, useHttps: false, timeout: 0.3 }),
	serverKey,
	publicUrl: () => 'http://127.0.0.1:8080',
	from: 'Vetslot <bookings@vetslot.example>',
	retryDelays: [0],
	...differences,
})

const queued = (visit: TestVisit, differences: Partial<NotificationInput> = {}) =>
	clinic.run((trx) =>
		queue(trx, {
			clinicId: clinic.id,
			kind: 'booking_confirmed',
			appointmentId: visit.id,
			clientId: visit.clientId,
			sequence: 0,
			...differences,
		}),
	)

const rowOf = (id: string) => clinic.run((trx) => trx('notifications').where({ id }).first())
const deliveriesOf = (notification_id: string) =>
	clinic.run((trx) => trx('notification_deliveries').where({ notification_id }).orderBy('attempt'))
const localOf = (notification_id: string) =>
	clinic.run((trx) => trx('local_messages').where({ notification_id }))
const jobsOf = (id: string) => boss.findJobs(NOTIFICATIONS, { key: id })
const tryOnce = (notificationId: string, differences: Partial<DeliverOptions> = {}) =>
	deliver(options(differences), { clinicId: clinic.id, notificationId })

async function until(holds: () => Promise<boolean>): Promise<void> {
	const end = Date.now() + 15_000
	while (!(await holds())) {
		if (Date.now() > end) throw new Error('It did not come about in 15 seconds')
		await new Promise((resolve) => setTimeout(resolve, 50))
	}
}

async function withWorker(
	differences: Partial<WorkerOptions>,
	work: (worker: Worker) => Promise<void>,
): Promise<void> {
	const worker = await startWorker({
		...options(),
		boss,
		log,
		purges: {},
		scanSeconds: 0.2,
		...differences,
	})
	try {
		await work(worker)
	} finally {
		await worker.stop()
	}
}

delivery('writes row and job in the transaction of the booking', async () => {
	const id = await queued(await clinic.book())
	assert.is((await rowOf(id)).status, 'pending')
	const [job] = await jobsOf(id)
	assert.equal(job?.data, { clinicId: clinic.id, notificationId: id })
})

delivery('leaves neither row nor job after a rollback', async () => {
	const visit = await clinic.book()
	let id = ''
	const failed = clinic.run(async (trx) => {
		id = await queue(trx, {
			clinicId: clinic.id,
			kind: 'booking_confirmed',
			appointmentId: visit.id,
			clientId: visit.clientId,
			sequence: 0,
		})
		throw new Error('no room')
	})
	await failed.catch(() => {})
	assert.ok(id)
	assert.is(await rowOf(id), undefined)
	assert.equal(await jobsOf(id), [])
})

delivery('stores no link, no token and nothing about the owner', async () => {
	const id = await queued(await clinic.book({ owner: 'Quentin Vale', email: 'qv@example.com' }))
	await tryOnce(id)
	const stored = JSON.stringify([await rowOf(id), await jobsOf(id), await deliveriesOf(id)])
	for (const word of ['Quentin', 'qv@', 'http', 'visit#']) assert.not.ok(stored.includes(word))
})

delivery('sends a mail by the worker within seconds and keeps the provider’s id', async () => {
	await withWorker({ scanSeconds: 60 }, async () => {
		const visit = await clinic.book()
		const id = await queued(visit)
		await until(async () => (await rowOf(id)).status === 'sent')
		const row = await rowOf(id)
		assert.is(row.provider_message_id, 'pm-1')
		assert.is(row.attempts, 1)
		assert.is(postmark.accepted.length, 1)
		const [line] = await deliveriesOf(id)
		assert.is(line.outcome, 'accepted')
		const [appointment] = await clinic.run((trx) => trx('appointments').where({ id: visit.id }))
		assert.instance(appointment.confirmation_sent_at, Date)
	})
})

delivery('puts a manage link into the mail that opens this visit', async () => {
	const visit = await clinic.book()
	await tryOnce(await queued(visit))
	const [mail] = postmark.accepted
	const token = /127\.0\.0\.1:8080\/visit#([\w.-]+)/.exec(mail?.TextBody ?? '')?.[1] ?? ''
	assert.equal(readManageToken(serverKey, token), {
		clinicId: clinic.id,
		reference: visit.reference,
		generation: 1,
	})
	assert.ok(mail?.HtmlBody.includes(`/visit#${token}"`))
	assert.is(mail?.From, '"Harbour Lane Vets" <bookings@vetslot.example>')
	assert.is(mail?.To, 'sam@example.com')
	assert.match(mail?.Attachments[0]?.ContentType ?? '', 'method=REQUEST')
})

delivery('gives up at once when the provider refuses the recipient', async () => {
	postmark.answers.push('refuse')
	const id = await queued(await clinic.book())
	assert.is(await tryOnce(id), 'failed')
	const row = await rowOf(id)
	assert.is(row.status, 'failed')
	assert.is(row.error_message, 'postmark 422/406')
	assert.equal(
		(await deliveriesOf(id)).map((line) => line.outcome),
		['refused'],
	)
	assert.is(await tryOnce(id), 'idle')
	assert.is(postmark.calls.email, 1)
})

delivery('tries again when the refusal is about our account', async () => {
	postmark.answers.push('account')
	const id = await queued(await clinic.book())
	assert.is(await tryOnce(id), 'retry')
	assert.is(await tryOnce(id), 'sent')
})

delivery('tries again after a failure of the provider, and sends once', async () => {
	postmark.answers.push('break', 'break')
	await withWorker({}, async () => {
		const id = await queued(await clinic.book())
		await until(async () => (await rowOf(id)).status === 'sent')
		assert.equal(
			(await deliveriesOf(id)).map((line) => line.outcome),
			['error', 'error', 'accepted'],
		)
		assert.is(postmark.accepted.length, 1)
	})
})

delivery('waits longer after each failure', async () => {
	postmark.answers.push('break', 'break')
	const id = await queued(await clinic.book())
	const dueIn = async () => ((await rowOf(id)).scheduled_for.getTime() - Date.now()) / 1000
	assert.is(await tryOnce(id, { retryDelays: [20, 200] }), 'retry')
	const first = await dueIn()
	assert.ok(first > 17 && first <= 26, String(first))
	assert.is(await tryOnce(id), 'idle')
	await makeDue(id)
	assert.is(await tryOnce(id, { retryDelays: [20, 200] }), 'retry')
	const second = await dueIn()
	assert.ok(second > 190 && second <= 251, String(second))
})

delivery('gives up after the last try', async () => {
	const id = await queued(await clinic.book())
	await clinic.run((trx) => trx('notifications').where({ id }).update({ max_attempts: 2 }))
	postmark.answers.push('break', 'break')
	assert.is(await tryOnce(id), 'retry')
	assert.is(await tryOnce(id), 'failed')
	assert.is((await rowOf(id)).status, 'failed')
})

delivery('sends again after a time-out that the provider knows nothing of', async () => {
	postmark.answers.push('hang')
	const id = await queued(await clinic.book())
	assert.is(await tryOnce(id), 'retry')
	assert.is(await tryOnce(id), 'sent')
	assert.is(postmark.accepted.length, 1)
})

delivery('does not send again after a time-out if the provider has the message', async () => {
	postmark.answers.push('accept and hang')
	const id = await queued(await clinic.book())
	assert.is(await tryOnce(id), 'retry')
	assert.is(await tryOnce(id), 'sent')
	assert.is(postmark.calls.email, 1)
	assert.is(postmark.accepted.length, 1)
	assert.is((await rowOf(id)).provider_message_id, 'pm-1')
})

delivery('does not confirm a visit that was cancelled meanwhile', async () => {
	const visit = await clinic.book()
	const id = await queued(visit)
	await change(visit, {
		status: 'cancelled',
		cancelled_at: new Date(),
		cancelled_by_kind: 'owner',
	})
	assert.is(await tryOnce(id), 'cancelled')
	assert.is((await rowOf(id)).status, 'cancelled')
	assert.is(postmark.calls.email, 0)
	const told = await queued(visit, { kind: 'booking_cancelled', sequence: 1 })
	assert.is(await tryOnce(told), 'sent')
	assert.match(postmark.accepted[0]?.Attachments[0]?.ContentType ?? '', 'method=CANCEL')
})

delivery('does not confirm a visit that has moved meanwhile', async () => {
	const visit = await clinic.book()
	const id = await queued(visit)
	await change(visit, { status: 'rescheduled' })
	assert.is(await tryOnce(id), 'cancelled')
	assert.is(postmark.calls.email, 0)
})

delivery('writes to nobody about a pet that died', async () => {
	const visit = await clinic.book()
	const id = await queued(visit)
	await clinic.run((trx) => trx('pets').where({ id: visit.petId }).update({ status: 'deceased' }))
	assert.is(await tryOnce(id), 'cancelled')
	assert.is(postmark.calls.email, 0)
})

delivery('finds a row whose job was lost', async () => {
	const id = await queued(await clinic.book())
	await boss.deleteAllJobs(NOTIFICATIONS)
	await withWorker({}, () => until(async () => (await rowOf(id)).status === 'sent'))
	assert.is(postmark.accepted.length, 1)
})

delivery('sends no second job for a row whose job still waits', async () => {
	const id = await queued(await clinic.book())
	await scanDue(database.server, boss)
	await scanDue(database.server, boss)
	assert.is((await jobsOf(id)).length, 1)
})

delivery('sends once although two workers have the same job', async () => {
	const id = await queued(await clinic.book())
	const outcomes = await Promise.all([tryOnce(id), tryOnce(id), tryOnce(id)])
	assert.equal(outcomes.sort(), ['idle', 'idle', 'sent'])
	assert.is(postmark.accepted.length, 1)
})

delivery('sends once after a worker was killed between claim and sending', async () => {
	const id = await queued(await clinic.book())
	const path = fileURLToPath(new URL('stuck-worker.ts', import.meta.url))
	const child = spawn(process.execPath, [path, database.serverUrl], {
		stdio: ['ignore', 'pipe', 'inherit'],
	})
	await once(child.stdout, 'data')
	child.kill('SIGKILL')
	await once(child, 'exit')
	assert.is((await rowOf(id)).status, 'claimed')
	await withWorker({ channel: localChannel(database.server) }, async () => {
		await new Promise((resolve) => setTimeout(resolve, 1000))
		assert.is((await rowOf(id)).status, 'claimed', 'a fresh claim is respected')
		await clinic.run((trx) =>
			trx('notifications')
				.where({ id })
				.update({ claimed_at: trx.raw(`claimed_at - interval '2 minutes'`) }),
		)
		await until(async () => (await rowOf(id)).status === 'sent')
	})
	assert.is((await localOf(id)).length, 1)
	assert.is((await rowOf(id)).attempts, 2)
})

delivery('records a message that left although its worker died before it could', async () => {
	const id = await queued(await clinic.book())
	const channel = localChannel(database.server)
	assert.is(await tryOnce(id, { channel }), 'sent')
	await clinic.run((trx) =>
		trx('notifications')
			.where({ id })
			.update({
				status: 'claimed',
				sent_at: null,
				provider_message_id: null,
				claimed_at: trx.raw(`claimed_at - interval '2 minutes'`),
			}),
	)
	assert.is(await tryOnce(id, { channel }), 'sent')
	assert.is((await localOf(id)).length, 1)
	assert.is((await rowOf(id)).provider_message_id, (await localOf(id))[0].id)
})

delivery('counts a message that can not be written as a failed try', async () => {
	const id = await queued(await clinic.book())
	const publicUrl = () => {
		throw new Error('sam@example.com')
	}
	assert.is(await tryOnce(id, { publicUrl }), 'retry')
	const row = await rowOf(id)
	assert.is(row.attempts, 1)
	assert.is(row.error_message, 'internal error')
})

delivery('runs every purge, though one of them fails', async () => {
	const ran: string[] = []
	const purges = {
		bad: async () => {
			throw new Error('bad')
		},
		good: async () => ran.push('good'),
	}
	await withWorker({ purges }, async () => {
		await boss.send(MAINTENANCE)
		await until(async () => ran.length > 0)
	})
	assert.equal(ran, ['good'])
	assert.ok(logged.some((line) => (line as { purge?: string }).purge === 'bad'))
})

delivery('names nobody in the log', async () => {
	postmark.answers.push('refuse')
	await withWorker({}, async () => {
		const id = await queued(await clinic.book())
		await until(async () => (await rowOf(id)).status === 'failed')
	})
	assert.not.ok(JSON.stringify(logged).includes('sam@example.com'))
	assert.ok(logged.length > 0)
})

function change(visit: TestVisit, columns: object) {
	return clinic.run((trx) => trx('appointments').where({ id: visit.id }).update(columns))
}

function makeDue(id: string) {
	return clinic.run((trx) =>
		trx('notifications')
			.where({ id })
			.update({ scheduled_for: trx.raw('now()') }),
	)
}

delivery.run()
