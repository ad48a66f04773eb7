import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { NotificationSettings } from '../../../api/contract/notification-settings.ts'
import { newId } from '../../../api/database/ids.ts'
import type { Mail } from '../../../api/notifications/channels/channel.ts'
import { deliver } from '../../../api/notifications/deliver.ts'
import { isOn, type Purpose } from '../../../api/notifications/settings/choices.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { book, serverKey, startApi, type TestApi } from '../api.ts'
import { issuesOf, told } from '../hours/desk.ts'

const test = suite('what owners want to hear about')
const PATH = '/api/customer/notification-settings'
let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

const read = async (owner: TestOwner): Promise<NotificationSettings> =>
	(await owner.ask('GET', PATH)).body

/** What is there now, with one cell of the table changed. */
async function turned(owner: TestOwner, kind: keyof NotificationSettings['settings'], on: boolean) {
	const { settings, marketingWording } = await read(owner)
	settings[kind].email = on
	return { settings, marketingWording }
}

const consentsOf = (owner: TestOwner) =>
	clinic.run((trx: Knex.Transaction) =>
		trx('consents').where({ client_id: owner.clientId }).orderBy('created_at'),
	)

test('are an owner’s own, who is signed in', async () => {
	const owner = await ownerAt(api, clinic)
	assert.is(told(await owner.ask('GET', PATH, { token: null })), '401 sign_in_required')
	const body = await turned(owner, 'reminders', false)
	const nobody = await owner.ask('PUT', PATH, { body, token: null })
	assert.is(told(nobody), '401 sign_in_required')
	const other = await ownerAt(api, clinic)
	assert.is(told(await owner.ask('PUT', PATH, { body })), '200')
	assert.is((await read(other)).settings.reminders.email, true)
})

test('name every cell that can not be as it is wished, and change nothing then', async () => {
	const owner = await ownerAt(api, clinic)
	const { settings } = await read(owner)
	settings.service.email = false
	settings.reminders.sms = false
	settings.marketing.email = true
	settings.recalls.email = false
	const answer = await owner.ask('PUT', PATH, { body: { settings } })
	assert.is(told(answer), '400 invalid_request')
	assert.equal(issuesOf(answer), [
		'settings.service.email always_sent',
		'settings.reminders.sms channel_unavailable',
		'marketingWording wording_changed',
	])
	assert.is((await read(owner)).settings.recalls.email, true)
	const part = await owner.ask('PUT', PATH, { body: { settings: { service: settings.service } } })
	assert.is(told(part), '400 invalid_request')
})

test('are all on but marketing, by the channels that the clinic has', async () => {
	const { settings, available, fixed } = await read(await ownerAt(api, clinic))
	assert.equal(available, ['email'])
	assert.equal(
		Object.entries(settings).map(([kind, { email }]) => `${kind} ${email}`),
		['service true', 'reminders true', 'recalls true', 'followUps true', 'marketing false'],
	)
	assert.equal(fixed.length, 1)
	assert.match(fixed[0]?.why ?? '', 'whenever a visit is booked')
})

test('keep consent to marketing with what was agreed to, and each change beside the last', async () => {
	const owner = await ownerAt(api, clinic)
	const body = await turned(owner, 'marketing', true)
	const older = { ...body, marketingWording: 'Yes to everything' }
	assert.equal(issuesOf(await owner.ask('PUT', PATH, { body: older })), [
		'marketingWording wording_changed',
	])
	const { body: on } = await owner.ask('PUT', PATH, { body })
	assert.is(on.settings.marketing.email, true)
	await owner.ask('PUT', PATH, { body: await turned(owner, 'marketing', false) })
	assert.is((await read(owner)).settings.marketing.email, false)
	const rows = await consentsOf(owner)
	assert.equal(
		rows.map((row) => [row.purpose, row.channel, row.is_granted, row.wording]),
		[
			['marketing', 'email', true, body.marketingWording],
			['marketing', 'email', false, null],
		],
	)
	assert.equal(rows[0].proof, {
		...{ by: 'notification settings' },
		...{ accountId: owner.accountId, sessionId: owner.sessionId },
	})
})

test('are said once for a retry', async () => {
	const owner = await ownerAt(api, clinic)
	const body = await turned(owner, 'recalls', false)
	const headers = { 'Idempotency-Key': randomUUID() }
	for (const replayed of [null, 'true']) {
		const answer = await owner.ask('PUT', PATH, { body, headers })
		assert.is(answer.headers.get('idempotency-replayed'), replayed)
	}
	assert.is((await consentsOf(owner)).length, 1)
})

test('have one truth: what the clinic wrote down of recalls is what its owner reads', async () => {
	const owner = await ownerAt(api, clinic)
	const said = { purpose: 'recall', channel: 'email', is_granted: false, client_id: owner.clientId }
	await clinic.run((trx: Knex.Transaction) =>
		trx('consents').insert({ clinic_id: clinic.id, id: newId(), ...said }),
	)
	assert.is((await read(owner)).settings.recalls.email, false)
	await owner.ask('PUT', PATH, { body: await turned(owner, 'reminders', false) })
	const { settings } = await read(owner)
	assert.equal([settings.recalls.email, settings.reminders.email], [false, false])
	assert.is((await consentsOf(owner)).length, 1, 'a preference is no consent')
})

const consent = (purpose: Purpose, granted: boolean) => ({ purpose, channel: 'sms', granted })

test('by every table of consents and preferences', () => {
	const off = { reminders: { sms: false } }
	for (const [kind, consents, accounts, expected] of [
		['reminders', [], [], true],
		['reminders', [], [off], false],
		['reminders', [], [off, {}], true],
		['reminders', [consent('service', false)], [], false],
		['followUps', [consent('service', false)], [{}], false],
		['service', [consent('service', false)], [], false],
		['recalls', [consent('service', false)], [], true],
		['recalls', [consent('recall', false)], [], false],
		['marketing', [], [], false],
		['marketing', [consent('marketing', true)], [], true],
	] as const) {
		assert.is(isOn(kind, 'sms', { consents, accounts }), expected, `${kind} ${accounts.length}`)
	}
	const refused = [{ purpose: 'service', channel: 'email', granted: false }] as const
	assert.is(isOn('service', 'email', { consents: refused, accounts: [] }), true)
})

test('are looked at again at sending: what was switched off meanwhile stays, with the reason', async () => {
	const owner = await ownerAt(api, clinic)
	const visit = await book(api, clinic)
	const id = newId()
	await clinic.run(async (trx: Knex.Transaction) => {
		await trx('appointments').where({ id: visit.id }).update({ client_id: owner.clientId })
		const of = { clinic_id: clinic.id, client_id: owner.clientId }
		const letter = { appointment_id: visit.id, kind: 'booking_confirmed', channel: 'sms' }
		await trx('notifications').insert({ ...of, id, ...letter })
		const said = { purpose: 'service', channel: 'sms', is_granted: false }
		await trx('consents').insert({ ...of, id: newId(), ...said })
	})
	const sent: Mail[] = []
	const channel = {
		provider: 'stand-in',
		send: async (mail: Mail) => `${sent.push(mail)}`,
		find: async () => null,
	}
	const { db, services } = api
	const options = {
		db,
		channel,
		serverKey,
		publicUrl: services.publicUrl,
		from: 'v@clinic.example',
	}
	const outcome = await deliver(options, { clinicId: clinic.id, notificationId: id })
	assert.equal([outcome, sent.length], ['cancelled', 0])
	const row = await clinic.run((trx: Knex.Transaction) =>
		trx('notifications').where({ id }).first(),
	)
	assert.is(row.error_message, 'switched off by the owner')
})

test.run()
