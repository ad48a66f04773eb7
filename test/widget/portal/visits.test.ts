import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { violations } from '../axe.ts'
import { problem } from '../fixture.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { id, leaveAll, Visitor } from './portal.ts'
import { answers, ok, VisitsServer } from './visits.ts'

const open = async (server: VisitsServer, ...path: string[]) => {
	const visitor = await new Visitor(server).opened()
	visitor.element.inside?.go({ view: 'visits', path, query: {} })
	await until('the visits', () => visitor.all('vetslot-portal-visits').length)
	return visitor
}
const one = (server = new VisitsServer(), ...part: string[]) => open(server, id(601), ...part)
const isOpen = { opensAt: '2026-11-05T10:20:00+00:00', closesAt: '2026-11-05T10:55:00+00:00' }

describe('all visits', () => {
	afterEach(leaveAll)

	it('has those ahead, those to have again, and those that were', async () => {
		const visitor = await open(new VisitsServer())
		await visitor.sees('Upcoming')
		await visitor.sees('10:40 with Dr Lind')
		await visitor.sees('With Dr Lind, as on')
		await visitor.sees('Past visits')
		await visitor.press('10:40 with Dr Lind')
		await visitor.sees('Move to another time')
	})

	it('books one again in two taps, with the price said before the second', async () => {
		const server = new VisitsServer()
		server.on('POST /api/customer/appointments/book', () => ok(server.visit))
		const visitor = await open(server)
		await visitor.press('Tue 17 Nov, 09:00')
		await visitor.sees('on Tuesday 17 November at 09:00 with Dr Lind, £58')
		await visitor.press('Book it')
		const [call] = await until('the booking', () => {
			const calls = server.calls('POST /api/customer/appointments/book')
			return calls.length ? calls : undefined
		})
		const body = call?.body as { start: string; pets: object[]; owner?: object }
		assert.is(body.start, '2026-11-17T09:00:00+00:00')
		assert.equal(body.pets, [{ id: id(711) }])
		assert.not(body.owner)
		await visitor.sees('Booked: Tuesday 17 November, 09:00')
	})

	it('says that a time has gone, and asks for others', async () => {
		const server = new VisitsServer()
		server.on('/appointments/book', () => problem(409, 'slot_taken'))
		const visitor = await open(server)
		await visitor.press('Tue 17 Nov, 09:00')
		await visitor.press('Book it')
		await visitor.sees('That time has just gone')
		await until('other times', () => server.calls('/rebook-suggestions').length > 1)
	})

	it('asks first what has to be asked', async () => {
		const server = new VisitsServer()
		server.suggestions = server.suggestions.map((each) => ({ ...each, needs: ['answers'] }))
		const visitor = await open(server)
		await visitor.press('Other times: Check-up for Biscuit')
		await until('the booking', () => visitor.element.route.view === 'book')
		assert.not(visitor.find('Tue 17 Nov, 09:00'))
	})
})

describe('one visit', () => {
	afterEach(leaveAll)

	it('has what to bring, how to get there and what was written', async () => {
		const visitor = await one()
		for (const text of ['Bring the vaccination record.', 'Behind the house', 'Shy with men'])
			await visitor.sees(text)
		assert.ok(visitor.find('Add to calendar'))
		assert.ok(visitor.find('Directions'))
		assert.is(visitor.all('.button.primary').length, 1)
	})

	it('moves to another time, and goes on as the visit that it is then', async () => {
		const server = new VisitsServer()
		const visitor = await one(server)
		await visitor.press('Move to another time')
		await visitor.press('09:00')
		await visitor.press('Move to this time')
		await visitor.sees('Moved to Fri 6 Nov, 09:00')
		await until('the new place', () => visitor.element.route.path[0] === id(602))
		const [call] = server.calls('/reschedule')
		assert.not(call?.headers.get('vetslot-manage'))
		assert.ok(call?.headers.get('authorization'))
	})

	it('says what cancelling costs before, and takes a reason that nobody has to give', async () => {
		const server = new VisitsServer()
		const visitor = await one(server)
		await visitor.sees('It’s free until')
		await visitor.press('Feeling better')
		await visitor.press('Cancel the visit')
		await visitor.sees('This visit was cancelled.')
		const [call] = server.calls(`DELETE /api/customer/appointments/${id(601)}`)
		assert.is(call?.query.get('reason'), 'feeling_better')
	})

	it('tells the clinic that somebody is late, and promises nothing', async () => {
		const server = new VisitsServer({ canSayLate: true })
		const lateness = { minutes: 20, expectedAt: '2026-11-05T11:00:00+00:00', outlook: 'may_wait' }
		server.when('POST late', { lateness: lateness as never })
		const visitor = await one(server)
		await visitor.press('20 min')
		await visitor.sees('They may see others first')
		await visitor.hears('The clinic knows: about 20 minutes late.')
		assert.equal(server.calls('/late')[0]?.body, { minutes: 20 })
	})

	it('checks in from the car park, with the place if told', async () => {
		const server = new VisitsServer({ checkIn: { ...isOpen, isOpen: true } })
		server.when('POST check-in', { status: 'checked_in', checkIn: null, canMove: false })
		const visitor = await one(server)
		await visitor.fill('Space or number plate', 'Space 4')
		assert.is(visitor.all('.button.primary').length, 1)
		await visitor.press('I’m here')
		await visitor.sees('You’re checked in. We’ll come for you.')
		assert.equal(server.calls('/check-in')[0]?.body, { note: 'Space 4' })
	})

	it('says from when one can check in', async () => {
		const visitor = await one(new VisitsServer({ checkIn: { ...isOpen, isOpen: false } }))
		await visitor.sees('You can check in from the car park from 10:20.')
	})

	it('belongs to who has booked it', async () => {
		const shared = { isShared: true, canMove: false, canCancel: false }
		const visitor = await one(new VisitsServer(shared))
		await visitor.sees('Sam Rivera booked this visit.')
		assert.not(visitor.find('Move to another time'))
		assert.not(visitor.find('Cancel the visit'))
	})

	it('takes the answers that are missing, and says at its field what is wrong', async () => {
		const server = new VisitsServer({ form: { fields: 2, missing: 2, canAnswer: true } })
		const issue = { path: 'answers.reason', in: 'body', code: 'required', message: 'Needed' }
		const put = `PUT /api/customer/appointments/${id(601)}/answers`
		const stop = server.on(put, () => problem(400, 'invalid_request', { issues: [issue] }))
		const visitor = await one(server)
		await visitor.press('Answer now')
		await visitor.sees('What is it about?')
		await visitor.press('Save answers')
		await until('the error', () => visitor.all('[aria-invalid="true"]').length)
		stop()
		server.on(put, () => ok({ ...answers, missing: [] }))
		await visitor.fill('What is it about?', 'A cough')
		await visitor.press('Back')
		await visitor.sees('Leave without saving?')
		await visitor.press('Keep going')
		await visitor.press('Save answers')
		await visitor.sees('Answers saved')
		const { body } = server.calls(put).at(-1) ?? {}
		assert.equal(body, { answers: [{ fieldId: 'reason', value: 'A cough' }] })
	})

	it('is not here where it is somebody else’s', async () => {
		const server = new VisitsServer()
		server.on(`/${id(601)}/details`, () => problem(404, 'appointment_not_found'))
		const visitor = await one(server)
		await visitor.sees('This visit isn’t here.')
		await visitor.press('All your visits')
		await visitor.sees('Upcoming')
	})
})

const states: Record<string, () => Promise<Visitor>> = {
	list: () => open(new VisitsServer()),
	visit: () => one(new VisitsServer({ canSayLate: true, checkIn: { ...isOpen, isOpen: true } })),
	pending: () => one(new VisitsServer({ status: 'pending' })),
	past: () => one(new VisitsServer({ status: 'completed', canMove: false, canCancel: false })),
	moving: () => one(new VisitsServer(), 'move'),
	answers: () => one(new VisitsServer(), 'answers'),
}

describe('every state of the visits', () => {
	afterEach(async () => {
		leaveAll()
		await setViewport({ width: 800, height: 600 })
	})

	for (const [name, show] of Object.entries(states))
		it(`is open to everybody, and fits: ${name}`, async () => {
			await emulateMedia({ reducedMotion: 'reduce' })
			for (const width of [320, 1280]) {
				await setViewport({ width, height: 900 })
				const visitor = await show()
				assert.equal(await violations(visitor.element), [], String(width))
				const { scrollWidth, clientWidth } = document.documentElement
				assert.ok(scrollWidth <= clientWidth, `${scrollWidth} > ${clientWidth}`)
				for (const each of visitor.all('button, a')) {
					const box = each.getBoundingClientRect()
					if (box.width) assert.ok(box.height >= 43.5, `${each.textContent} ${box.height}`)
				}
				visitor.leave()
			}
		})
})
