import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readManageToken } from '../../../api/http/manage-token.ts'
import { MAINTENANCE, NOTIFICATIONS } from '../../../api/notifications/queue.ts'
import {
	changeRow,
	openOffice,
	outcomesOf,
	queued,
	rowOf,
	serverKey,
	tryOnce,
	until,
	untilStatus,
	withWorker,
} from './office.ts'

const delivery = suite('delivery')
const office = openOffice(delivery)
const jobsOf = (id: string) => office.boss.findJobs(NOTIFICATIONS, { key: id })

delivery('writes row and job in the transaction of the booking', async () => {
	const id = await queued(office, await office.clinic.book())
	assert.is((await rowOf(office, id)).status, 'pending')
	const [job] = await jobsOf(id)
	assert.equal(job?.data, { clinicId: office.clinic.id, notificationId: id })
})

delivery('leaves neither row nor job after a rollback', async () => {
	const visit = await office.clinic.book()
	let id = ''
	const failed = office.clinic.run(async (trx) => {
		id = await office.queue(trx, {
			clinicId: office.clinic.id,
			kind: 'booking_confirmed',
			appointmentId: visit.id,
			clientId: visit.clientId,
			sequence: 0,
		})
		throw new Error('no room')
	})
	await failed.catch(() => {})
	assert.ok(id)
	assert.is(await rowOf(office, id), undefined)
	assert.equal(await jobsOf(id), [])
})

delivery('sends for a clinic that has no address of its own yet', async () => {
	const { clinic } = office
	await clinic.run((trx) => trx('clinics').where({ id: clinic.id }).update({ email: null }))
	const id = await queued(office, await clinic.book())
	const outcome = await tryOnce(office, id)
	await clinic.run((trx) =>
		trx('clinics').where({ id: clinic.id }).update({ email: 'hello@harbour.example' }),
	)
	assert.is(outcome, 'sent')
	const [mail] = office.postmark.accepted
	const file = Buffer.from(mail?.Attachments[0]?.Content ?? '', 'base64').toString()
	assert.match(file.replaceAll('\r\n ', ''), /ORGANIZER;.*bookings@vetslot\.example/)
})

delivery('stores no link, no token and nothing about the owner', async () => {
	const id = await queued(
		office,
		await office.clinic.book({ owner: 'Quentin Vale', email: 'qv@example.com' }),
	)
	await tryOnce(office, id)
	const deliveries = await office.clinic.run((trx) =>
		trx('notification_deliveries').where({ notification_id: id }),
	)
	const stored = JSON.stringify([await rowOf(office, id), await jobsOf(id), deliveries])
	for (const word of ['Quentin', 'qv@', 'http', 'visit#']) assert.not.ok(stored.includes(word))
})

delivery('sends a mail by the worker within seconds and keeps the provider’s id', async () => {
	await withWorker(office, { scanSeconds: 60 }, async () => {
		const visit = await office.clinic.book()
		const id = await queued(office, visit)
		await untilStatus(office, id, 'sent')
		const row = await rowOf(office, id)
		assert.is(row.provider_message_id, 'pm-1')
		assert.is(row.attempts, 1)
		assert.is(office.postmark.accepted.length, 1)
		assert.equal(await outcomesOf(office, id), ['accepted'])
		const [appointment] = await office.clinic.run((trx) =>
			trx('appointments').where({ id: visit.id }),
		)
		assert.instance(appointment.confirmation_sent_at, Date)
	})
})

delivery('puts a manage link into the mail that opens this visit', async () => {
	const visit = await office.clinic.book()
	await tryOnce(office, await queued(office, visit))
	const [mail] = office.postmark.accepted
	const token = /127\.0\.0\.1:8080\/visit#([\w.-]+)/.exec(mail?.TextBody ?? '')?.[1] ?? ''
	assert.equal(readManageToken(serverKey, token), {
		clinicId: office.clinic.id,
		reference: visit.reference,
		generation: 1,
	})
	assert.ok(mail?.HtmlBody.includes(`/visit#${token}"`))
	assert.is(mail?.From, '"Harbour Lane Vets" <bookings@vetslot.example>')
	assert.is(mail?.To, 'sam@example.com')
	assert.match(mail?.Attachments[0]?.ContentType ?? '', 'method=REQUEST')
})

delivery('gives up at once when the provider refuses the recipient', async () => {
	office.postmark.answers.push('refuse')
	const id = await queued(office, await office.clinic.book())
	assert.is(await tryOnce(office, id), 'failed')
	const row = await rowOf(office, id)
	assert.is(row.status, 'failed')
	assert.is(row.error_message, 'postmark 422/406')
	assert.equal(await outcomesOf(office, id), ['refused'])
	assert.is(await tryOnce(office, id), 'idle')
	assert.is(office.postmark.calls.email, 1)
})

delivery('tries again when the refusal is about our account', async () => {
	office.postmark.answers.push('account')
	const id = await queued(office, await office.clinic.book())
	assert.is(await tryOnce(office, id), 'retry')
	assert.is(await tryOnce(office, id), 'sent')
})

delivery('tries again after a failure of the provider, and sends once', async () => {
	office.postmark.answers.push('break', 'break')
	await withWorker(office, {}, async () => {
		const id = await queued(office, await office.clinic.book())
		await untilStatus(office, id, 'sent')
		assert.equal(await outcomesOf(office, id), ['error', 'error', 'accepted'])
		assert.is(office.postmark.accepted.length, 1)
	})
})

delivery('waits longer after each failure', async () => {
	office.postmark.answers.push('break', 'break')
	const id = await queued(office, await office.clinic.book())
	const dueIn = async () => ((await rowOf(office, id)).scheduled_for.getTime() - Date.now()) / 1000
	assert.is(await tryOnce(office, id, { retryDelays: [20, 200] }), 'retry')
	const first = await dueIn()
	assert.ok(first > 17 && first <= 26, String(first))
	assert.is(await tryOnce(office, id), 'idle')
	await changeRow(office, id, { scheduled_for: new Date() })
	assert.is(await tryOnce(office, id, { retryDelays: [20, 200] }), 'retry')
	const second = await dueIn()
	assert.ok(second > 190 && second <= 251, String(second))
})

delivery('gives up after the last try', async () => {
	const id = await queued(office, await office.clinic.book())
	await changeRow(office, id, { max_attempts: 2 })
	office.postmark.answers.push('break', 'break')
	assert.is(await tryOnce(office, id), 'retry')
	assert.is(await tryOnce(office, id), 'failed')
	assert.is((await rowOf(office, id)).status, 'failed')
})

delivery('sends again after a time-out that the provider knows nothing of', async () => {
	office.postmark.answers.push('hang')
	const id = await queued(office, await office.clinic.book())
	assert.is(await tryOnce(office, id), 'retry')
	assert.is(await tryOnce(office, id), 'sent')
	assert.is(office.postmark.accepted.length, 1)
})

delivery('does not send again after a time-out if the provider has the message', async () => {
	office.postmark.answers.push('accept and hang')
	const id = await queued(office, await office.clinic.book())
	assert.is(await tryOnce(office, id), 'retry')
	assert.is(await tryOnce(office, id), 'sent')
	assert.is(office.postmark.calls.email, 1)
	assert.is(office.postmark.accepted.length, 1)
	assert.is((await rowOf(office, id)).provider_message_id, 'pm-1')
})

delivery('counts a message that can not be written as a failed try', async () => {
	const id = await queued(office, await office.clinic.book())
	const publicUrl = () => {
		throw new Error('sam@example.com')
	}
	assert.is(await tryOnce(office, id, { publicUrl }), 'retry')
	const row = await rowOf(office, id)
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
	await withWorker(office, { purges }, async () => {
		await office.boss.send(MAINTENANCE)
		await until(async () => ran.length > 0)
	})
	assert.equal(ran, ['good'])
	assert.ok(office.logged.some((line) => (line as { purge?: string }).purge === 'bad'))
})

delivery('names nobody in the log', async () => {
	office.postmark.answers.push('refuse')
	await withWorker(office, {}, async () => {
		const id = await queued(office, await office.clinic.book())
		await untilStatus(office, id, 'failed')
	})
	assert.not.ok(JSON.stringify(office.logged).includes('sam@example.com'))
	assert.ok(office.logged.length > 0)
})

delivery.run()
