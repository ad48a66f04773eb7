import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { ok, problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import type { Colleague } from '../staff/colleague.ts'
import { before, details, late, movedId, vetId, visitId } from './visit.ts'

const PANEL = 'vetslot-clinic-visit'
const LATE = 'vetslot-clinic-late'
let desk: Colleague

beforeEach(() => setViewport({ width: 1280, height: 900 }))
afterEach(() => desk.leave())

describe('the panel of a visit', () => {
	it('says what the vaccine is and since when it is owed, and what the visit is about', async () => {
		desk = await before()
		await desk.one(`#visit-title`)
		const text = await desk.text('.panel-in')
		assert.match(text, 'Rabies, due Fri 2 Oct')
		assert.match(text, 'Ear infection')
		assert.match(text, 'about £58')
		assert.equal(await desk.violations(PANEL), [])
	})

	it('follows a visit that somebody else has moved', async () => {
		desk = await before()
		const moved = details()
		moved.appointment = { ...moved.appointment, id: movedId, reason: 'Seen later' }
		desk.server.on(`GET /api/clinic/appointments/${visitId}`, () =>
			problem(409, 'appointment_moved', { movedTo: movedId }),
		)
		desk.server.on(`GET /api/clinic/appointments/${movedId}`, () => ok(moved))
		desk.element?.desk?.openVisit(null)
		await until('it is closed', () => desk.all(PANEL).length === 0)
		desk.element?.desk?.openVisit(visitId)
		await until('the other', () => location.hash.includes(movedId))
		await until('its words', () =>
			desk.all('.facts').some((one) => one.textContent?.includes('Seen later')),
		)
	})

	it('keeps what was typed as a note when another visit is opened, until it is saved', async () => {
		desk = await before()
		desk.server.on(`GET /api/clinic/appointments/${movedId}`, () => ok(details()))
		const typeNote = async (text: string) => {
			const field = (await desk.one('#internal')) as HTMLTextAreaElement
			field.value = text
			field.dispatchEvent(new Event('input', { bubbles: true }))
		}
		const note = () => (desk.all('#internal')[0] as HTMLTextAreaElement | undefined)?.value
		await typeNote('Bites when held')
		await until('the word', () => desk.all('p').some((p) => p.textContent === 'Not saved yet'))
		desk.element?.desk?.openVisit(movedId)
		await until('the other visit', () => note() === '')
		desk.element?.desk?.openVisit(null)
		await until('it is closed', () => desk.all(PANEL).length === 0)
		desk.element?.desk?.openVisit(visitId)
		await until('the note', () => note() === 'Bites when held')
	})

	it('tells that a letter could not be sent, and what was taken back', async () => {
		const event = {
			...{ id: movedId, appointmentId: visitId, at: '2026-11-03T09:00:00+00:00', reason: null },
			actor: { kind: 'staff' as const, id: vetId, name: 'Kit Marlow' },
		}
		desk = await before(
			details({
				events: [
					{
						...event,
						kind: 'status',
						from: 'checked_in',
						to: 'confirmed',
						data: { undoes: visitId },
					},
					{ ...event, kind: 'late', from: null, to: null, data: { minutes: 20 } },
				],
				messages: [{ kind: 'booking_confirmed', status: 'failed', at: event.at }],
			}),
		)
		await desk.one('#visit-title')
		const text = await desk.text('.panel-in')
		assert.match(text, 'Taken back: Confirmed')
		assert.match(text, 'Told about 20 minutes of delay')
		assert.match(text, 'could not be sent')
	})
})

describe('running late', () => {
	const open = async (...visits: ReturnType<typeof late>[]) => {
		desk = await before()
		desk.server.on('/api/clinic/running-late', () => ok({ visits }))
		await desk.press('Running late')
		await desk.one(LATE)
	}
	const asked = () => desk.server.calls('/running-late').at(-1)

	it('shows who waits before anybody is told, then tells them', async () => {
		await open(late(), late({ id: movedId, pets: ['Mo'], whereabouts: 'here', told: 'no' }))
		const list = await until('the list', () => desk.all('.waiting')[0])
		assert.match(list.textContent ?? '', 'has time before setting out, gets a mail')
		assert.match(list.textContent ?? '', 'is here: please tell them')
		assert.is(asked()?.query.get('dryRun'), 'true')
		assert.equal(await desk.violations(LATE), [])
		await desk.press('30 min')
		await until('it is asked again', () => asked()?.body?.minutes === 30)
		await desk.press('Tell 1 owner')
		await until('they are told', () => asked()?.query.get('dryRun') === 'false')
		assert.equal(asked()?.body, { veterinarianId: vetId, minutes: 30 })
		await until('it is closed', () => desk.all(LATE).length === 0)
	})

	it('says so when nobody waits, and offers nothing to send', async () => {
		await open()
		await until('the note', () =>
			desk.all('.note').some((one) => one.textContent?.includes('Nobody')),
		)
		assert.not.ok(desk.all('button').some((one) => one.textContent?.includes('Tell')))
	})

	it('repeats what had no answer under the same key', async () => {
		await open(late())
		await until('the list', () => desk.all('.waiting')[0])
		const mend = desk.server.on('/api/clinic/running-late', () => problem(403, 'forbidden'))
		await desk.press('Tell 1 owner')
		await until('the refusal', () =>
			desk.all('[role=alert]').some((one) => one.textContent?.includes('role')),
		)
		mend()
		await desk.press('Tell 1 owner')
		await until('it is closed', () => desk.all(LATE).length === 0)
		const sent = desk.server
			.calls('/running-late')
			.filter(({ query }) => query.get('dryRun') === 'false')
		const keys = sent.map(({ headers }) => headers.get('idempotency-key'))
		assert.is(keys.length, 2)
		assert.is(keys[0], keys[1])
	})
})
