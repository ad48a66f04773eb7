import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Role } from '../../../api/contract/staff.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'
import { secretKey, told } from '../hours/desk.ts'
import { type Colleague, signedIn } from './staff.ts'

const test = suite('what a key does not do with people')
let api: TestApi
let clinic: BookableClinic
let admin: Colleague
let vet: Colleague
let nurse: Colleague
let key: string

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	admin = await signedIn(api, clinic, ['admin'])
	await signedIn(api, clinic, ['admin'])
	vet = await signedIn(api, clinic, ['veterinarian'])
	nurse = await signedIn(api, clinic, ['nurse'])
	key = await secretKey(api, clinic, ['staff:write'])
})
test.after(() => api.close())

const byKey = (method: string, path: string, body: object) =>
	admin.ask(method, `/api/clinic/staff${path}`, {
		...{ token: null, body, headers: { 'Vetslot-Key': key } },
	})
const change = (who: Colleague, body: object) => byKey('PATCH', `/${who.id}`, body)
const invite = (roles: Role[]) =>
	byKey('POST', '', { name: 'Robin Fell', email: `${roles[0]}@brackenbury.example`, roles })
const stored = () => clinic.run((trx) => trx('users').orderBy('id'))

test('a key does not invite an admin or a veterinarian, as itself or anybody', async () => {
	const before = await stored()
	for (const roles of [['admin'], ['veterinarian'], ['nurse', 'admin']] as Role[][]) {
		const answer = await invite(roles)
		assert.is(told(answer), '403 forbidden')
		assert.match(answer.body.detail, /key does not give the roles admin and veterinarian/)
	}
	assert.equal(await stored(), before)
	assert.is(told(await invite(['receptionist'])), '201')
})

test('a key does not give these roles to anybody who is here, or take them', async () => {
	assert.is(told(await change(nurse, { roles: ['nurse', 'admin'] })), '403 forbidden')
	assert.is(told(await change(nurse, { roles: ['veterinarian'] })), '403 forbidden')
	assert.is(told(await change(admin, { roles: ['nurse'] })), '403 forbidden')
	assert.is(told(await change(vet, { roles: ['nurse'] })), '403 forbidden')
	assert.is(told(await change(vet, { roles: ['veterinarian', 'nurse'] })), '200')
	assert.is(told(await change(nurse, { roles: ['receptionist', 'nurse'] })), '200')
})

test('a key does not take over the sign-in of somebody who has one of them', async () => {
	for (const who of [admin, vet]) {
		for (const body of [
			{ email: 'mine@evil.example' },
			{ isActive: false },
			{ isActive: true },
			{ removeAuthenticator: true },
		]) {
			const answer = await change(who, body)
			assert.is(told(answer), '403 forbidden')
			assert.match(answer.body.detail, Object.keys(body)[0] ?? '')
		}
		assert.is(told(await change(who, { title: 'RVN' })), '200')
	}
	assert.is(told(await change(nurse, { email: 'nurse@brackenbury.example' })), '200')
})

test.run()
