import { randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { changeMember } from '../../../api/staff/change-member.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { type Answer, startApi, type TestApi } from '../api.ts'
import { issuesOf, secretKey, told } from '../hours/desk.ts'
import { endsOf, sendPost, tokenIn } from './post.ts'
import { type Colleague, signedIn } from './staff.ts'

const test = suite('who works at a clinic')
let api: TestApi
let clinic: BookableClinic
let admin: Colleague

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	admin = await signedIn(api, clinic, ['admin'])
})

const person = { name: 'Robin Fell', email: 'Robin.Fell@brackenbury.example', roles: ['nurse'] }
const invite = (body: object = {}, headers = {}) =>
	admin.ask('POST', '/api/clinic/staff', { body: { ...person, ...body }, headers })
const change = (id: string, body: object) => admin.ask('PATCH', `/api/clinic/staff/${id}`, { body })
const again = (id: string) => admin.ask('POST', `/api/clinic/staff/${id}/invitation`)
const list = async (): Promise<{ id: string; name: string; isSchedulable: boolean }[]> =>
	(await admin.ask('GET', '/api/clinic/staff')).body.staff
const audit = async (query = '') => (await admin.ask('GET', `/api/clinic/audit${query}`)).body
const planVersion = async () =>
	(await clinic.run((trx) => trx('availability_versions').first())).plan_version

test('bad input names the field', async () => {
	const bad = await invite({
		...{ name: 'www.evil.example', email: 'nowhere', roles: [], title: '<b>', extra: 1 },
	})
	assert.equal(issuesOf(bad), [
		...['name not_a_name', 'email invalid_format', 'title not_a_name', 'roles too_few'],
		'extra unknown_field',
	])
	const receptionist = { roles: ['receptionist'], schedulable: true }
	assert.equal(issuesOf(await invite(receptionist)), ['schedulable not_clinical'])
	assert.equal(issuesOf(await invite({ email: admin.email.toUpperCase() })), ['email taken'])
	const { id } = (await invite()).body
	assert.equal(issuesOf(await change(id, {})), ['name invalid'])
	assert.equal(issuesOf(await change(id, { email: admin.email })), ['email taken'])
	assert.is(told(await change(randomUUID(), { title: 'RVN' })), '404 staff_not_found')
	assert.is(told(await again(randomUUID())), '404 staff_not_found')
})

test('an invitation goes by mail; its link sets the first password', async () => {
	const key = { 'Idempotency-Key': 'the-same-intent-both-times' }
	const { status, body } = await invite({}, key)
	assert.is(status, 201)
	assert.is((await invite({}, key)).body.id, body.id, 'a retry invites nobody else')
	assert.is(body.signIn.hasPassword, false)
	assert.is(body.isSchedulable, false)
	const letters = await sendPost(api, clinic)
	assert.is(letters.length, 1)
	assert.is(letters[0]?.to, person.email)
	assert.match(letters[0]?.text ?? '', `Clinic, when you sign in: c-${clinic.id}`)
	const token = letters[0] ? tokenIn(letters[0]) : ''
	const password = 'a meadow full of larks'
	const open = { token: null, body: { token, password } }
	assert.is(told(await admin.ask('POST', '/api/clinic/passwords', open)), '200')
	const slug = `c-${clinic.id}`
	const sign = { token: null, body: { clinic: slug, email: person.email, password } }
	const session: Answer = await admin.ask('POST', '/api/clinic/sessions', sign)
	assert.equal(session.body.user.roles, ['nurse'])
	assert.is(told(await again(body.id)), '409 conflict', 'they have a password')
})

test('an invitation goes again, and not to somebody who has left meanwhile', async () => {
	const { id } = (await invite()).body
	assert.is(told(await again(id)), '200')
	assert.is((await sendPost(api, clinic)).length, 2)
	await again(id)
	await change(id, { isActive: false })
	assert.equal(await sendPost(api, clinic), [])
	assert.equal((await endsOf(clinic, 'staff_invited')).at(-1), 'cancelled: deactivated')
})

test('invitations are few to one address in a day, and limited for a clinic', async () => {
	const { id } = (await invite()).body
	for (let i = 0; i < 4; i++) assert.is(told(await again(id)), '200')
	assert.is(told(await again(id)), '429 rate_limited')
	await clinic.run((trx) =>
		trx('rate_limits').where({ bucket: 'invitation_by_clinic' }).update({ hits: 199 }),
	)
	assert.is(told(await invite({ email: 'kit@brackenbury.example' })), '201')
	assert.is(told(await invite({ email: 'jo@brackenbury.example' })), '429 rate_limited')
})

test('a vet or nurse may get a column in the calendar, at once or later', async () => {
	const before = await planVersion()
	const { id } = (await invite({ roles: ['veterinarian'], schedulable: true })).body
	assert.ok((await planVersion()) > before, 'other servers load the clinic again')
	const resources = (await admin.ask('GET', '/api/clinic/resources')).body.resources
	const column = resources.find((one: { id: string }) => one.id === id)
	assert.is(column.kind, 'veterinarian')
	assert.is(column.name, person.name)
	const desk = await invite({ email: 'kit@brackenbury.example', roles: ['receptionist'] })
	const refused = await change(desk.body.id, { schedulable: true })
	assert.equal(issuesOf(refused), ['schedulable not_clinical'])
	const nurse = await change(desk.body.id, { roles: ['nurse'], schedulable: true })
	assert.is(nurse.body.isSchedulable, true)
	await change(id, { name: 'Robin Fell-Ashby' })
	const renamed = (await admin.ask('GET', '/api/clinic/resources')).body.resources
	assert.ok(renamed.some((one: { name: string }) => one.name === 'Robin Fell-Ashby'))
})

test('a vet who has left is booked by no owner, and what is booked stays', async () => {
	const { id } = (await invite({ roles: ['veterinarian'], schedulable: true })).body
	const before = await planVersion()
	assert.is((await change(id, { isActive: false })).status, 200)
	const row = await clinic.run((trx) => trx('resources').where({ id }).first())
	assert.equal([row.bookable_online, row.is_active], [false, true])
	assert.ok((await planVersion()) > before)
})

test('other roles and leaving count at once', async () => {
	const nurse = await signedIn(api, clinic, ['nurse'])
	assert.is(told(await change(nurse.id, { roles: ['receptionist', 'receptionist'] })), '200')
	const [row] = await clinic.run((trx) => trx('users').where({ id: nurse.id }))
	assert.equal(row.roles, ['receptionist'])
	assert.is(told(await change(nurse.id, { isActive: false })), '200')
	const session = await clinic.run((trx) =>
		trx('user_sessions').where({ id: nurse.sessionId }).first(),
	)
	assert.is(session.revoked_reason, 'deactivated')
	assert.is(told(await nurse.ask('GET', '/api/clinic/me')), '401 session_ended')
})

test('an admin takes the app of a colleague away who lost it, and nobody their own', async () => {
	const columns = { totp_secret: Buffer.alloc(40), totp_confirmed_at: new Date() }
	const nurse = await signedIn(api, clinic, ['nurse'], columns)
	const body = { removeAuthenticator: true }
	assert.equal(issuesOf(await change(admin.id, body)), ['removeAuthenticator own'])
	const { body: changed } = await change(nurse.id, body)
	assert.is(changed.signIn.hasSecondFactor, false)
	assert.is(told(await nurse.ask('GET', '/api/clinic/me')), '401 session_ended')
	const letters = await sendPost(api, clinic)
	assert.equal(
		letters.map(({ to, kind }) => [to, kind]),
		[[nurse.email, 'staff_authenticator_removed']],
	)
})

test('a new address ends the links that went to the old one', async () => {
	const { id } = (await invite()).body
	const [letter] = await sendPost(api, clinic)
	await change(id, { email: 'robin@brackenbury.example' })
	const body = { token: letter ? tokenIn(letter) : '', password: 'a meadow full of larks' }
	const open = await admin.ask('POST', '/api/clinic/passwords', { token: null, body })
	assert.is(told(open), '410 link_ended')
})

test('another address ends what the old one opened, and the old one is told', async () => {
	const nurse = await signedIn(api, clinic, ['nurse'])
	const both = { email: 'kit@fell.example', removeAuthenticator: true }
	assert.equal(issuesOf(await change(nurse.id, both)), [
		...['email not_together', 'removeAuthenticator not_together'],
	])
	const ask = { clinic: `c-${clinic.id}`, email: nurse.email }
	await admin.ask('POST', '/api/clinic/sign-in-codes', { token: null, body: ask })
	assert.is(told(await change(nurse.id, { email: nurse.email.toUpperCase() })), '200')
	assert.is((await clinic.run((trx) => trx('one_time_codes'))).length, 1, 'the same in capitals')
	assert.is(told(await change(nurse.id, { email: 'kit@fell.example' })), '200')
	assert.equal(await clinic.run((trx) => trx('one_time_codes')), [])
	const session = { id: nurse.sessionId }
	const [row] = await clinic.run((trx) => trx('user_sessions').where(session))
	assert.is(row.revoked_reason, 'ended')
	const letters = await sendPost(api, clinic)
	assert.equal(
		letters.map(({ to, kind }) => [to, kind]),
		[[nurse.email.toUpperCase(), 'staff_email_changed']],
	)
	assert.not.ok(letters[0]?.text.includes('kit@fell.example'))
})

test('the last admin stays one, also when two leave each other at once', async () => {
	for (const body of [{ isActive: false }, { roles: ['nurse'] }]) {
		assert.is(told(await change(admin.id, body)), '409 last_admin')
	}
	await signedIn(api, clinic, ['admin'], { is_active: false })
	assert.is(told(await change(admin.id, { isActive: false })), '409 last_admin')
	const second = await signedIn(api, clinic, ['admin'])
	const actor = { kind: 'staff', id: admin.id } as const
	const step = (trx: Knex.Transaction, id: string) =>
		changeMember(trx, api.services, { clinicId: clinic.id, actor, id, body: { roles: ['nurse'] } })
	let wrote = () => {}
	const written = new Promise<void>((resolve) => {
		wrote = resolve
	})
	const first = clinic.run(async (trx) => {
		await step(trx, second.id)
		wrote()
		await rest(200)
	})
	await written
	const late = clinic.run((trx) => step(trx, admin.id)).catch((error) => error.code)
	await first
	assert.is(await late, 'last_admin')
})

test('nobody of another clinic is seen or changed', async () => {
	const other = await makeBookableClinic(api.db)
	const stranger = await signedIn(api, other, ['nurse'])
	assert.is(told(await change(stranger.id, { isActive: false })), '404 staff_not_found')
	assert.is(told(await again(stranger.id)), '404 staff_not_found')
	assert.not.ok((await list()).some(({ id }) => id === stranger.id))
	const same = await invite({ email: stranger.email })
	assert.is(told(same), '201', 'somebody may work at two clinics')
})

test('everything is in the audit list, by page and by kind, without anything personal', async () => {
	const { id } = (await invite()).body
	await change(id, { title: 'RVN', name: 'Robin F' })
	const server = await secretKey(api, clinic)
	const closed = { resourceId: null, type: 'unavailable', date: '2027-05-03' }
	const override = await admin.ask('POST', '/api/clinic/overrides', {
		...{ token: null, body: closed, headers: { 'Vetslot-Key': server } },
	})
	assert.is(override.status, 201)
	const { entries, nextCursor } = await audit('?limit=2')
	assert.equal(
		entries.map((one: { action: string }) => one.action),
		['override.created', 'staff.changed'],
	)
	assert.is(entries[0].actor.kind, 'key')
	assert.is(entries[1].actor.name, 'Alex Sample')
	assert.is(entries[1].subjectName, 'Robin F')
	assert.equal(entries[1].data.fields, ['name', 'title'])
	const rest = await audit(`?cursor=${nextCursor}`)
	assert.is(rest.entries[0].action, 'staff.invited')
	assert.is(rest.nextCursor, null)
	const staff = await audit('?subject=staff')
	assert.is(staff.entries.length, 2)
	assert.not.ok(JSON.stringify(await clinic.run((trx) => trx('audit_log'))).includes('Robin'))
	for (const query of ['?limit=0', '?cursor=x', '?subject=%27', '?other=1']) {
		assert.is(told(await admin.ask('GET', `/api/clinic/audit${query}`)), '400 invalid_request')
	}
})

test.run()
