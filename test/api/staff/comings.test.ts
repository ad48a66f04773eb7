import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Colleague, callWith, signedIn } from './staff.ts'

const test = suite('comings and goings of staff')
let api: TestApi
let clinic: BookableClinic
let admin: Colleague

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	admin = await signedIn(api, clinic, ['admin'])
})
test.after(() => api.close())

const PASSWORD = 'larks and meadows'

/** Somebody whose password is set, as they sign in at the door. */
async function person() {
	const nurse = await signedIn(api, clinic, ['nurse'])
	const changed = await nurse.ask('PUT', '/api/clinic/me/password', {
		body: { password: PASSWORD },
	})
	assert.is(changed.status, 204, JSON.stringify(changed.body))
	return nurse
}

const enter = (email: string, password = PASSWORD) =>
	callWith(api.url, 'POST', '/api/clinic/sessions', {
		body: { clinic: `c-${clinic.id}`, email, password },
	})

const trail = async (): Promise<[string, string | null, object][]> => {
	const { entries } = (await admin.ask('GET', '/api/clinic/audit?subject=staff')).body
	return entries.map((one: Record<string, unknown>) => [one.action, one.subjectId, one.data])
}

test('leave a trace that says who, and nothing of where from', async () => {
	const nurse = await person()
	const { refreshToken } = (await enter(nurse.email)).body
	const [[action, subjectId, data] = []] = await trail()
	assert.equal([action, subjectId, data], ['staff.signed_in', nurse.id, { newDevice: true }])
	const path = `/api/clinic/sessions/${clinic.id}`
	const left = await callWith(api.url, 'DELETE', path, { body: { refreshToken } })
	assert.is(left.status, 204)
	assert.is((await trail())[0]?.[0], 'staff.signed_out')
	await enter(nurse.email)
	const everywhere = await nurse.ask('DELETE', '/api/clinic/me/sessions')
	assert.is(everywhere.status, 200)
	const [last] = await trail()
	assert.equal(last, ['staff.sessions_ended', nurse.id, { ended: 1 }])
	const rows = await clinic.run((trx) => trx('audit_log'))
	assert.not.match(JSON.stringify(rows), new RegExp(`127\\.0\\.0\\.1|${nurse.email}`))
})

test('show a lock-out and a token that came twice', async () => {
	const nurse = await person()
	const { refreshToken } = (await enter(nurse.email)).body
	for (let i = 0; i < 5; i++) assert.is((await enter(nurse.email, 'wrong')).status, 401)
	assert.equal((await trail())[0]?.slice(0, 2), ['staff.locked', nurse.id])
	const path = `/api/clinic/sessions/${clinic.id}/refresh`
	const refresh = (token: string) =>
		callWith(api.url, 'POST', path, { body: { refreshToken: token } })
	const second = (await refresh(refreshToken)).body.refreshToken
	await refresh(second)
	assert.is((await refresh(refreshToken)).status, 401)
	assert.equal((await trail())[0]?.slice(0, 2), ['staff.session_reused', nurse.id])
})

test('of owners are not the clinic’s business', async () => {
	const owner = await ownerAt(api, clinic)
	await owner.ask('GET', '/api/customer/pets')
	assert.equal(await trail(), [])
})

test('are seen by administrators, and of oneself; of colleagues by nobody else', async () => {
	const nurse = await signedIn(api, clinic, ['nurse'])
	const staffFor = async (who: Colleague): Promise<{ id: string; signIn: object | null }[]> =>
		(await who.ask('GET', '/api/clinic/staff')).body.staff
	const seen = (await staffFor(nurse)).filter(({ signIn }) => signIn !== null)
	assert.equal(
		seen.map(({ id }) => id),
		[nurse.id],
	)
	assert.ok((await staffFor(admin)).every(({ signIn }) => signIn !== null))
	const { body } = await nurse.ask('GET', '/api/clinic/staff')
	assert.not.match(JSON.stringify(body), `"lastLoginAt":null,"${admin.id}`)
	for (const member of body.staff) {
		assert.equal(Object.keys(member).sort(), [
			...['email', 'id', 'isActive', 'isSchedulable', 'name', 'roles', 'signIn', 'title'],
		])
	}
})

test.run()
