import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { connect } from '../../../api/database/connect.ts'
import { type BookableClinic, makeBookableClinic, SITE } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'
import { ERASED } from '../erasure/columns.ts'
import { ADDRESS, keysOf, plant } from '../erasure/dump.ts'
import { makePerson, type Person } from '../erasure/person.ts'
import { filesIn } from '../transfers/archive.ts'

const test = suite('what is carried away of what would be erased')

/** What is erased with somebody and yet not handed to them: why, and which columns. */
const LEFT_OUT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'public.account_registrations': {
		'an account that never came to be, gone within days': `email email_key name phone locale
			password_hash user_agent`,
	},
	'public.appointment_events': { 'the clinic’s own trail of a visit': 'reason data' },
	'public.appointment_form_data': { 'how the clinic asked': 'field_type' },
	'public.appointments': {
		'what the clinic keeps to itself': 'reason internal_notes',
	},
	'public.audit_log': { 'the clinic’s own trail': 'data' },
	'public.callback_requests': { 'what the clinic keeps to itself': 'outcome' },
	'public.client_accounts': {
		'made of another column': 'email_key',
		'a secret': 'password_hash',
	},
	'public.client_merges': { 'the clinic’s own trail': 'moved' },
	'public.clients': { 'what the clinic keeps to itself': 'notes legal_hold_reason' },
	'public.consents': { 'how the clinic can prove it': 'proof' },
	'public.email_changes': { 'made of another column': 'new_email_key' },
	'public.emergencies': { 'what the clinic noted of a call': 'caller_name caller_phone complaint' },
	'public.idempotency_keys': { 'of the machinery, gone within a day': 'key body_hash answer' },
	'public.local_messages': {
		'the letters themselves, which went to them': `sender recipient subject text_body html_body
			headers attachments`,
	},
	'public.notification_deliveries': {
		'of the machinery': 'provider_message_id detail',
	},
	'public.notifications': {
		'where it went is in the account, what it said went to them': `recipient_email recipient_phone
			variables`,
		'of the machinery': 'provider_message_id error_message',
	},
	'public.passkeys': {
		'says nothing to anybody but a server': 'credential_id public_key transports',
	},
	'public.pets': { 'what the clinic keeps to itself': 'notes' },
	'pgboss.job': { 'of the machinery, gone within days': 'data output source_output trace_context' },
}

let api: TestApi
let admin: Knex
let clinic: BookableClinic
let person: Person

const listed = (lists: Readonly<Record<string, string>>) =>
	Object.entries(lists).flatMap(([table, list]) =>
		list.split(/\s+/).map((column) => `${table}.${column}`),
	)
const all = listed(ERASED)

/** One for each column; the shortest of them hold thirty characters. */
const markOf = (column: string) => `marked-zq7.${all.indexOf(column)}.`

test.before(async () => {
	api = await startApi()
	admin = connect({ url: api.database.adminUrl, poolSize: 1, name: 'test-admin' })
	clinic = await makeBookableClinic(api.db)
	const before = await keysOf(admin)
	person = await makePerson(api, clinic, 0)
	await plant(admin, markOf, before)
	// What is said of these by people other than the clinic, or shared by it.
	await admin.raw(`update pet_alerts set visibility = 'shared' where clinic_id = ?`, [clinic.id])
	await admin.raw(
		`update appointments set status = 'cancelled', cancelled_by_kind = 'owner', cancelled_at = now()
		where id = ?`,
		[person.visitId],
	)
	await api.services.files.put(await keyOfFile(), Buffer.from('%PDF-1.4'))
})
test.after(async () => {
	await admin.destroy()
	await api.close()
})

async function keyOfFile(): Promise<string> {
	const { rows } = await admin.raw('select storage_key from files where clinic_id = ?', [clinic.id])
	return rows[0].storage_key
}

async function download(): Promise<Map<string, string>> {
	const answer = await fetch(`${api.url}/api/customer/data-exports`, {
		method: 'POST',
		headers: {
			...{ Origin: SITE, 'Vetslot-Key': clinic.key, 'Idempotency-Key': randomUUID() },
			Authorization: `Bearer ${person.token}`,
		},
	})
	assert.is(answer.status, 200)
	return filesIn(Buffer.from(await answer.arrayBuffer()))
}

test('is each column, to read and for programs, but those that are left out for a reason', async () => {
	const left = Object.entries(LEFT_OUT).flatMap(([table, reasons]) =>
		Object.values(reasons).flatMap((list) => listed({ [table]: list })),
	)
	const wanted = all.filter((column) => !left.includes(column))
	const files = await download()
	for (const name of ['your-data.json', 'index.html']) {
		// A page begins names with a capital.
		const text = (files.get(name) ?? '').toLowerCase()
		const isThere = (column: string) =>
			text.includes(column === 'public.client_sessions.ip' ? ADDRESS : markOf(column))
		assert.equal(all.filter(isThere).sort(), wanted.sort(), name)
	}
	assert.equal(
		left.filter((column) => !all.includes(column)),
		[],
	)
})

test('tells of passkeys, changes of email and invitations when they were', async () => {
	const data = JSON.parse((await download()).get('your-data.json') ?? '')
	const [passkey] = data.passkeys
	assert.equal(Object.keys(passkey), ['name', 'isBackedUp', 'addedAt', 'lastUsedAt'])
	assert.is(data.emailChanges.length, 1)
	const [invitation] = data.invitations
	assert.is(invitation.youHave, 'sent')
	assert.is(invitation.pet.length > 0, true)
})

test.run()
