import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { bumpPlan } from '../../../api/database/versions.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { type Answer, bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { bookedFor, pastVisit, share, VISITS } from './scene.ts'

const test = suite('free times for somebody who is signed in')
let api: TestApi
let clinic: BookableClinic
let fresh: TestOwner
let regular: TestOwner

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
	const client = { phone: '+442079460142' }
	fresh = await ownerAt(api, clinic, { client })
	regular = await ownerAt(api, clinic, { client })
	await pastVisit(clinic, regular, { daysAgo: 40 })
})
test.after(() => api.close())

const LONGER = JSON.stringify({ newClientMinutes: 15 })

/** From now on the check-up is for some clients only, or takes new ones longer. */
const rule = (columns: object) =>
	clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id }
		await trx('appointment_types')
			.where({ ...of, id: clinic.types.check })
			.update(columns)
		await bumpPlan(trx, clinic.id)
	})
const noon = (days: number, halfHours = 0) => {
	const day = startIn(days).slice(0, 10)
	return new Date(Date.parse(`${day}T12:00:00Z`) + halfHours * 1_800_000).toISOString()
}
const pathOf = (path: string, query: object) => {
	const asked = { appointmentTypeId: clinic.types.check, species: 'dog', ...query }
	return `/api/customer/clinics/${clinic.id}/availability${path}?${new URLSearchParams(asked)}`
}
const minutes = async (who: TestOwner, client: string, path = '') => {
	const days = path === '' ? { date: noon(3).slice(0, 10) } : {}
	return (await who.ask('GET', pathOf(path, { client, ...days }))).body.durationMinutes
}
const guest = async (client: string) => {
	const query = { client, date: noon(3).slice(0, 10) }
	return (await api.call(clinic, 'GET', pathOf('', query))).body.durationMinutes
}

test('takes as long as what the clinic knows, whatever is asked, and a guest at their word', async () => {
	await rule({ rules: LONGER })
	for (const path of ['', '/next']) {
		for (const said of ['new', 'existing']) {
			assert.is(await minutes(fresh, said, path), 45, `${path} ${said}`)
			assert.is(await minutes(regular, said, path), 30, `${path} ${said}`)
		}
	}
	assert.equal([await guest('new'), await guest('existing')], [45, 30])
})

test('knows nothing of somebody whose email nobody has proved', async () => {
	await rule({ rules: LONGER })
	const unproved = await ownerAt(api, clinic, { account: { email_verified_at: null } })
	await pastVisit(clinic, unproved, { daysAgo: 40 })
	assert.equal([await minutes(unproved, 'new'), await minutes(unproved, 'existing')], [45, 30])
})

const starts = ({ body }: Answer): number =>
	body.days.flatMap((day: { veterinarians: { starts: string[] }[] }) =>
		day.veterinarians.flatMap((vet) => vet.starts),
	).length
const offered = async (who: TestOwner, client: string) =>
	starts(await who.ask('GET', pathOf('', { client, date: noon(3).slice(0, 10) }))) > 0
const hold = (who: TestOwner, client: string) => {
	const { owner: _, ...body } = bookBody(clinic)
	const { answers: __, pets: ___, ...rest } = body as Record<string, unknown>
	const visit = { species: 'dog', client, pets: 1, problems: 1 }
	return who.ask('POST', '/api/customer/holds', {
		body: { appointmentTypeId: clinic.types.check, start: rest.start, veterinarianId: null, visit },
	})
}

test('offers what is for known clients to those, and what is for new ones to new ones', async () => {
	await rule({ client_type: 'existing' })
	assert.equal([await offered(fresh, 'existing'), await offered(regular, 'new')], [false, true])
	await rule({ client_type: 'new' })
	assert.equal([await offered(fresh, 'existing'), await offered(regular, 'new')], [true, false])
})

test('holds by what the clinic knows, and books what is held', async () => {
	await rule({ client_type: 'existing', rules: LONGER })
	const refused = await hold(fresh, 'existing')
	assert.equal([refused.status, refused.body.code], [422, 'slot_not_offered'])
	const held = await hold(regular, 'new')
	assert.is(held.status, 201, JSON.stringify(held.body))
	assert.is(Date.parse(held.body.end) - Date.parse(held.body.start), 30 * 60_000)
	const { id, token, start } = held.body
	const visit = { species: 'dog', client: 'new', pets: 1, problems: 1 }
	const pets = [{ id: regular.pets[0] }]
	const { owner: _, ...body } = bookBody(clinic, { pets, start, visit, hold: { id, token } })
	const booked = await regular.ask('POST', `${VISITS}/book`, { body })
	assert.is(booked.status, 201, JSON.stringify(booked.body))
})

test('what one is told by what is known of them is told to nobody else', async () => {
	await rule({ rules: LONGER })
	for (let i = 0; i < 2; i++) {
		assert.is(await minutes(regular, 'new'), 30)
		assert.is(await guest('new'), 45)
		assert.is(await minutes(fresh, 'new'), 45)
	}
	const date = noon(3).slice(0, 10)
	const { headers } = await regular.ask('GET', pathOf('', { client: 'new', date }))
	assert.is(headers.get('Cache-Control'), 'no-store')
})

const half = async (who: TestOwner, start: string, moving?: string, path = '') => {
	const query = { date: start.slice(0, 10), ...(moving === undefined ? {} : { moving }) }
	const answer = await who.ask('GET', pathOf(path, path === '' ? query : { ...query, date: '' }))
	return answer
}
const isFree = async (who: TestOwner, start: string, moving?: string) => {
	const { body } = await half(who, start, moving)
	const all = body.days.flatMap((day: { veterinarians: { starts: string[] }[] }) =>
		day.veterinarians.flatMap((vet) => vet.starts),
	)
	return all.some((one: string) => Date.parse(one) === Date.parse(start))
}

test('a visit that is moved does not stand in its own way, to whoever may move it', async () => {
	const start = noon(3)
	const visit = await bookedFor(api, clinic, regular, { start })
	await share(clinic, regular.pets[0] ?? '', fresh)
	assert.is(await isFree(regular, start), false)
	assert.is(await isFree(regular, start, visit.id), true)
	assert.is(await isFree(regular, start), false, 'to them otherwise it is busy')
	assert.is(await isFree(fresh, start), false)
	const refused = async (who: TestOwner) => {
		const { status, body } = await half(who, start, visit.id)
		return [status, body.code]
	}
	assert.equal(await refused(fresh), [403, 'forbidden'], 'who shares the animal moves nothing')
	const third = await ownerAt(api, clinic)
	assert.equal(await refused(third), [404, 'appointment_not_found'])
	const unproved = await ownerAt(api, clinic, { account: { email_verified_at: null } })
	assert.equal(await refused(unproved), [404, 'appointment_not_found'])
	const asGuest = await api.call(clinic, 'GET', pathOf('', { date: start, moving: visit.id }))
	assert.is(asGuest.status, 400)
	const query = { date: start.slice(0, 10), moving: visit.id }
	const unknown = await api.call(clinic, 'GET', pathOf('', query))
	assert.equal([unknown.status, unknown.body.code], [401, 'sign_in_required'])
})

test('moves by half an hour into its own time, as it was offered', async () => {
	await rule({ duration_minutes: 60 })
	const visit = await bookedFor(api, clinic, regular, { start: noon(3) })
	const later = noon(3, 1)
	assert.is(await isFree(regular, later), false)
	assert.is(await isFree(regular, later, visit.id), true)
	const moved = await regular.ask('PUT', `${VISITS}/${visit.id}/reschedule`, {
		body: { start: later, veterinarianId: null },
	})
	assert.is(moved.status, 200, JSON.stringify(moved.body))
	const old = await half(regular, later, visit.id)
	assert.equal(
		[old.status, old.body.code, old.body.movedTo],
		[...[409, 'appointment_moved', moved.body.id]],
	)
})

test('the next free time and the nearest ones know of the move, too', async () => {
	const visit = await bookedFor(api, clinic, regular, { start: noon(3) })
	const nearest = async (moving?: string) => {
		const query = { start: noon(3), limit: '1', ...(moving ? { moving } : {}) }
		const { body } = await regular.ask('GET', pathOf('/nearest', query))
		return Date.parse(body.times[0].start) === Date.parse(noon(3))
	}
	assert.equal([await nearest(), await nearest(visit.id)], [false, true])
	const third = await ownerAt(api, clinic)
	const next = await third.ask('GET', pathOf('/next', { moving: visit.id }))
	assert.is(next.body.code, 'appointment_not_found')
})

test('a manage link says itself which visit it moves, and no other', async () => {
	const visit = await bookedFor(api, clinic, regular, { start: noon(3) })
	const other = await bookedFor(api, clinic, regular, { start: noon(4) })
	const manage = visit.manageToken
	const ask = (moving: string) =>
		api.call(clinic, 'GET', pathOf('', { date: noon(3).slice(0, 10), moving }), { manage })
	assert.is((await ask(visit.id)).status, 200)
	assert.is((await ask(other.id)).body.code, 'appointment_not_found')
})

test.run()
