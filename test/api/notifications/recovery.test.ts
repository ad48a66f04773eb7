import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { localChannel } from '../../../api/notifications/channels/local.ts'
import { NOTIFICATIONS, openQueue } from '../../../api/notifications/queue.ts'
import { scanDue } from '../../../api/notifications/scan.ts'
import type { TestVisit } from './clinic.ts'
import { openOffice, queued, rowOf, tryOnce, untilStatus, withWorker } from './office.ts'

const recovery = suite('recovery')
const office = openOffice(recovery)
const jobsOf = (id: string) => office.boss.findJobs(NOTIFICATIONS, { key: id })

const localOf = (notification_id: string) =>
	office.clinic.run((trx) => trx('local_messages').where({ notification_id }))

function change(visit: TestVisit, columns: object) {
	return office.clinic.run((trx) => trx('appointments').where({ id: visit.id }).update(columns))
}

recovery('does not confirm a visit that was cancelled meanwhile', async () => {
	const visit = await office.clinic.book()
	const id = await queued(office, visit)
	await change(visit, {
		status: 'cancelled',
		cancelled_at: new Date(),
		cancelled_by_kind: 'owner',
	})
	assert.is(await tryOnce(office, id), 'cancelled')
	assert.is((await rowOf(office, id)).status, 'cancelled')
	assert.is(office.postmark.calls.email, 0)
	const told = await queued(office, visit, { kind: 'booking_cancelled', sequence: 1 })
	assert.is(await tryOnce(office, told), 'sent')
	assert.match(office.postmark.accepted[0]?.Attachments[0]?.ContentType ?? '', 'method=CANCEL')
})

recovery('does not confirm a visit that has moved meanwhile', async () => {
	const visit = await office.clinic.book()
	const id = await queued(office, visit)
	await change(visit, { status: 'rescheduled' })
	assert.is(await tryOnce(office, id), 'cancelled')
	assert.is(office.postmark.calls.email, 0)
})

recovery('writes to nobody about a pet that died', async () => {
	const visit = await office.clinic.book()
	const id = await queued(office, visit)
	await office.clinic.run((trx) =>
		trx('pets').where({ id: visit.petId }).update({ status: 'deceased' }),
	)
	assert.is(await tryOnce(office, id), 'cancelled')
	assert.is(office.postmark.calls.email, 0)
})

recovery('leaves a kind that only newer workers know to one of them, for a day', async () => {
	const id = await queued(office, await office.clinic.book())
	const row = (columns: object) =>
		office.clinic.run((trx) => trx('notifications').where({ id }).update(columns))
	await row({ kind: 'of_tomorrow' })
	assert.is(await tryOnce(office, id), 'retry')
	const left = await rowOf(office, id)
	assert.equal([left.status, left.attempts], ['pending', 0])
	const wait = new Date(left.scheduled_for).getTime() - Date.now()
	assert.ok(wait > 50_000 && wait < 61_000, `${wait} ms`)
	await row({ kind: 'booking_confirmed', scheduled_for: new Date() })
	assert.is(await tryOnce(office, id), 'sent')
	const yesterday = new Date(Date.now() - 25 * 3_600_000)
	const old = { kind: 'of_tomorrow', status: 'pending', created_at: yesterday }
	await row({ ...old, scheduled_for: new Date() })
	assert.is(await tryOnce(office, id), 'failed')
})

recovery('finds a row whose job was lost', async () => {
	const id = await queued(office, await office.clinic.book())
	await office.boss.deleteAllJobs(NOTIFICATIONS)
	await withWorker(office, {}, () => untilStatus(office, id, 'sent'))
	assert.is(office.postmark.accepted.length, 1)
})

recovery('sends no second job for a row whose job still waits', async () => {
	const id = await queued(office, await office.clinic.book())
	await scanDue(office.database.server, office.boss)
	await scanDue(office.database.server, office.boss)
	assert.is((await jobsOf(id)).length, 1)
})

recovery('sends once although two workers have the same job', async () => {
	const id = await queued(office, await office.clinic.book())
	const outcomes = await Promise.all([
		tryOnce(office, id),
		tryOnce(office, id),
		tryOnce(office, id),
	])
	assert.equal(outcomes.sort(), ['idle', 'idle', 'sent'])
	assert.is(office.postmark.accepted.length, 1)
})

recovery('takes the jobs of a dead worker back soon, also in a queue made earlier', async () => {
	await office.boss.updateQueue(NOTIFICATIONS, { expireInSeconds: 90 })
	const url = office.database.serverUrl
	const boss = await openQueue({ url, works: false, onError: () => {} })
	const queue = await boss.getQueue(NOTIFICATIONS)
	await boss.stop({ graceful: false })
	assert.is(queue?.expireInSeconds, 30)
})

recovery('sends once after a worker was killed between claim and sending', async () => {
	const id = await queued(office, await office.clinic.book())
	const path = fileURLToPath(new URL('stuck-worker.ts', import.meta.url))
	const child = spawn(process.execPath, [path, office.database.serverUrl], {
		stdio: ['ignore', 'pipe', 'inherit'],
	})
	await once(child.stdout, 'data')
	child.kill('SIGKILL')
	await once(child, 'exit')
	assert.is((await rowOf(office, id)).status, 'claimed')
	await withWorker(office, { channel: localChannel(office.database.server) }, async () => {
		await new Promise((resolve) => setTimeout(resolve, 1000))
		assert.is((await rowOf(office, id)).status, 'claimed', 'a fresh claim is respected')
		await office.clinic.run((trx) =>
			trx('notifications')
				.where({ id })
				.update({ claimed_at: trx.raw(`claimed_at - interval '2 minutes'`) }),
		)
		await untilStatus(office, id, 'sent')
	})
	assert.is((await localOf(id)).length, 1)
	assert.is((await rowOf(office, id)).attempts, 2)
})

/** As if the worker had died two minutes ago, after sending. */
const forgetSending = (id: string) =>
	office.clinic.run((trx) =>
		trx('notifications')
			.where({ id })
			.update({
				status: 'claimed',
				sent_at: null,
				provider_message_id: null,
				claimed_at: trx.raw(`claimed_at - interval '2 minutes'`),
			}),
	)

recovery('records a message that left although its worker died before it could', async () => {
	const id = await queued(office, await office.clinic.book())
	const channel = localChannel(office.database.server)
	assert.is(await tryOnce(office, id, { channel }), 'sent')
	await forgetSending(id)
	assert.is(await tryOnce(office, id, { channel }), 'sent')
	assert.is((await localOf(id)).length, 1)
	assert.is((await rowOf(office, id)).provider_message_id, (await localOf(id))[0].id)
})

recovery('records a message that left even when its reason has gone since', async () => {
	const visit = await office.clinic.book()
	const id = await queued(office, visit)
	const channel = localChannel(office.database.server)
	assert.is(await tryOnce(office, id, { channel }), 'sent')
	await forgetSending(id)
	await office.clinic.run((trx) =>
		trx('appointments').where({ id: visit.id }).update({ status: 'rescheduled' }),
	)
	assert.is(await tryOnce(office, id, { channel }), 'sent')
	assert.is((await localOf(id)).length, 1)
})

recovery(
	'sends nothing on a second try when the first sent nothing and the reason has gone',
	async () => {
		const visit = await office.clinic.book()
		const id = await queued(office, visit)
		const channel = localChannel(office.database.server)
		await office.clinic.run(async (trx) => {
			await trx('notifications').where({ id }).update({ attempts: 1 })
			await trx('appointments').where({ id: visit.id }).update({ status: 'rescheduled' })
		})
		assert.is(await tryOnce(office, id, { channel }), 'cancelled')
		assert.is((await localOf(id)).length, 0)
	},
)

recovery.run()
