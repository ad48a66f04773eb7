import * as assert from 'uvu/assert'
import { ok, problem, vets } from '../fixture.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { appointment, movedId, VisitServer, visitId } from './clinic.ts'
import { Owner, online, until } from './owner.ts'
import { play } from './scenes.ts'

const cancelCall = `DELETE /api/customer/appointments/${visitId}`

describe('moving a visit', () => {
	let owner: Owner
	afterEach(() => {
		owner.leave()
		online(true)
	})

	it('asks with what the visit is, sends start and vet, and shows the new time', async () => {
		owner = await new Owner().opened()
		await owner.toPicked()
		await owner.hears('11:40 with Dr Lind selected. Move to this time is below')
		await owner.press('Move to this time')
		await owner.at('Your visit is moved')
		assert.is(owner.focused?.id, 'title')
		const [asked] = owner.server.calls('/availability')
		assert.is(asked?.query.get('pets'), '2')
		assert.is(asked?.headers.get('vetslot-manage'), 'opens.this-visit')
		const [call] = owner.server.calls(`${visitId}/reschedule`)
		assert.equal(call?.body, { start: '2026-11-06T11:40:00+00:00', veterinarianId: vets.lind })
		assert.match(owner.text('.box'), '11:40 with Dr Lind')
		await owner.press('Move or cancel')
		await until('the visit', () => owner.find('Move to another time'))
		assert.is(owner.element.state.visit?.id, movedId)
	})

	it('that the clinic has put off: one press says that it suits, and nothing is asked again', async () => {
		owner = await play('delayed')
		const button = owner.find('That’s fine')!
		button.click()
		button.click()
		await owner.hears('Thank you. See you at 10:40.')
		assert.is(owner.server.calls(`${visitId}/accept`).length, 1)
		assert.is(owner.focused?.id, 'title')
		assert.not.ok(owner.find('That’s fine'))
		assert.ok(owner.find('Move to another time'))
	})

	it('that the clinic has put off may go to another time, or be given up', async () => {
		owner = await play('delayed')
		assert.match(owner.body, 'It’s free until 10:40 on Thursday 5 November.')
		await owner.press('Choose another time')
		await until('times', () => owner.root.querySelector('.time'))
	})

	it('says why its time was not accepted, and lets it be pressed again', async () => {
		owner = await play('delayed')
		owner.server.on(`${visitId}/accept`, () => problem(503, 'unavailable'))
		await owner.press('That’s fine')
		await owner.hears(/No answer came/, true)
		assert.ok(owner.focused?.classList.contains('primary'), 'the button keeps the focus')
	})

	it('of an animal that stays says when to bring and to collect it', async () => {
		owner = await play('stay-ahead')
		await owner.press('Move to another time')
		await owner.at('Bring Biscuit and Mo at')
		assert.match(owner.text('.lead'), 'Collect between 15:30 and 18:00 the same day.')
		assert.match(owner.text('.lead'), 'Now Thu 5 Nov, 10:40 with Dr Lind')
	})

	it('sends once for two presses', async () => {
		owner = await new Owner().opened()
		await owner.toPicked()
		const button = owner.find('Move to this time')!
		button.click()
		button.click()
		await owner.at('Your visit is moved')
		assert.is(owner.server.calls('/reschedule').length, 1)
	})

	it('repeats a move without an answer under the same key, another time under another', async () => {
		const server = new VisitServer()
		const mend = server.on('/reschedule', () => problem(503, 'unavailable'))
		owner = await new Owner(server).opened()
		await owner.toPicked()
		await owner.press('Move to this time')
		await owner.hears(/No answer came/, true)
		assert.ok(owner.focused?.classList.contains('primary'), 'the button keeps the focus')
		await owner.press('Move to this time')
		await until('the second answer', () => server.calls('/reschedule').length === 2)
		await until('the end of it', () => !owner.element.state.working)
		await owner.press('09:20')
		mend()
		await owner.press('Move to this time')
		await owner.at('Your visit is moved')
		const keys = server.calls('/reschedule').map(({ headers }) => headers.get('idempotency-key'))
		assert.is(keys[0], keys[1])
		assert.is.not(keys[1], keys[2])
		assert.match(keys[0] ?? '', /^[0-9a-f]{32}$/)
	})

	for (const [status, code, said] of [
		[409, 'slot_taken', 'Sorry, 11:40 has just gone.'],
		[422, 'slot_not_offered', 'Sorry, 11:40 can’t be booked any more.'],
	] as const)
		it(`loads the times again after ${code}, says so, and keeps focus and day`, async () => {
			const server = new VisitServer()
			server.on('/reschedule', () => problem(status, code))
			owner = await new Owner(server).opened()
			await owner.toPicked()
			const asked = server.calls('/availability').length
			await owner.press('Move to this time')
			await owner.hears(`${said} Your visit is unchanged: pick another time.`, true)
			await until('the times again', () => server.calls('/availability').length > asked)
			await until('the times', () => !owner.element.state.asking)
			assert.match(owner.text('.note'), said)
			assert.is(owner.focused?.id, 'title')
			assert.is(owner.element.state.day, '2026-11-06')
			assert.is(owner.find('11:40, just taken')?.ariaDisabled, 'true')
			assert.is(owner.find('Move to this time'), undefined)
		})

	it('shows the visit as it is when it was moved elsewhere', async () => {
		const server = new VisitServer()
		server.on('/reschedule', () => {
			server.visit = appointment({ id: movedId, start: '2026-11-09T09:20:00+00:00' })
			return problem(409, 'appointment_moved', { movedTo: movedId })
		})
		owner = await new Owner(server).opened()
		await owner.toPicked()
		await owner.press('Move to this time')
		await until('the new time', () => owner.title.includes('09:20'))
		assert.match(owner.text('.note'), 'This visit has changed meanwhile')
		assert.is(owner.focused?.id, 'title')
	})

	it('names the phone when the cut-off passed while the page was open', async () => {
		const server = new VisitServer()
		server.on('/reschedule', () => {
			server.visit = appointment({ canMove: false, freeUntil: '2026-11-03T10:40:00+00:00' })
			return problem(409, 'cutoff_passed')
		})
		owner = await new Owner(server).opened()
		await owner.toPicked()
		await owner.press('Move to this time')
		const call = await until('the phone', () => owner.find('It’s too late to move'))
		assert.is(call.getAttribute('href'), 'tel:+442079460112')
		assert.ok(owner.find('Cancel the visit'))
	})

	it('does not offer the time that the visit has', async () => {
		owner = await new Owner().opened()
		await owner.toTimes()
		await owner.press('Thursday 5 November')
		assert.ok(owner.find('11:20'))
		assert.is(owner.find('10:40'), undefined)
	})

	it('asks for one vet once the arrow keys rest, and keeps the old times until then', async () => {
		owner = await new Owner().opened()
		await owner.toTimes()
		await owner.press('Dr Osei')
		await owner.press('Dr Nair')
		assert.ok(owner.root.querySelector('.time'))
		await owner.hears(/^Dr Nair\. Next free Thursday 5 November/)
		const asked = owner.server
			.calls('/availability')
			.map(({ query }) => query.get('veterinarianId'))
		assert.equal(asked, [null, vets.nair])
	})

	it('leads from days without times to the next free one', async () => {
		const server = new VisitServer()
		const full = { days: [{ date: '2026-11-03', status: 'full', veterinarians: [] }] }
		const mend = server.on('/availability', () => ok({ ...full, lastBookableDay: '2027-01-31' }))
		server.on('/next', () =>
			ok({ first: { start: '2026-12-03T10:20:00+00:00', veterinarianId: vets.osei } }),
		)
		owner = await new Owner(server).opened()
		await owner.press('Move to another time')
		await until('the way out', () => owner.find('Thu'))
		mend()
		await until('the row', () => owner.root.querySelector<HTMLElement>('.linkrow')).then((row) =>
			row.click(),
		)
		await until('its times', () => owner.root.querySelector('.time'))
		assert.is(owner.element.state.day, '2026-12-03')
	})

	it('keeps what was picked while offline, and carries on', async () => {
		owner = await new Owner().opened()
		await owner.toPicked()
		online(false)
		await until('the wait', () => owner.find('Waiting for connection'))
		await owner.press('Waiting for connection')
		assert.is(owner.server.calls('/reschedule').length, 0)
		online(true)
		await owner.press('Move to this time')
		await owner.at('Your visit is moved')
	})

	it('is done with the keyboard alone', async () => {
		owner = await new Owner().opened()
		await owner.toTimes()
		const key = (name: string) => {
			const options = { key: name, bubbles: true, cancelable: true, composed: true }
			owner.focused?.dispatchEvent(new KeyboardEvent('keydown', options))
			return owner.element.updateComplete
		}
		owner.root.querySelector<HTMLElement>('.strip [tabindex="0"]')?.focus()
		for (let days = 0; days < 3; days++) await key('ArrowRight')
		assert.is(owner.element.state.day, '2026-11-06')
		owner.root.querySelector<HTMLElement>('.times [tabindex="0"]')?.focus()
		await key('ArrowRight')
		assert.is(owner.element.state.picked?.start, '2026-11-06T11:40:00+00:00')
		await key('Enter')
		await owner.at('Your visit is moved')
	})

	it('goes back to the visit without changing anything', async () => {
		owner = await new Owner().opened()
		await owner.toPicked()
		await owner.press('Back')
		await until('the visit', () => owner.find('Move to another time'))
		assert.is(owner.focused?.id, 'title')
		assert.is(owner.server.calls('/reschedule').length, 0)
	})
})

describe('a visit that lasts the day', () => {
	let owner: Owner
	afterEach(() => owner.leave())

	it('tells whoever has brought the animal only when to collect it', async () => {
		owner = await play('stay-inside')
		assert.match(owner.body, /Collect between 15:30 and 18:00/)
		assert.not.match(owner.body, /Bring at/)
	})
})

describe('cancelling a visit', () => {
	let owner: Owner
	afterEach(() => owner.leave())

	it('sends the reason that is ticked, once', async () => {
		owner = await new Owner().opened()
		await owner.press('Feeling better')
		await owner.press('Can’t make it')
		const button = owner.find('Cancel the visit')!
		button.click()
		button.click()
		await owner.at('Visit cancelled')
		const calls = owner.server.calls(cancelCall)
		assert.is(calls.length, 1)
		assert.is(calls[0]?.query.get('reason'), 'cannot_make_it')
		assert.is(owner.focused?.id, 'title')
		assert.is(owner.find('Book another time')?.getAttribute('href'), 'https://harbour.example')
	})

	it('sends none where none is ticked, or it was taken back', async () => {
		owner = await new Owner().opened()
		await owner.press('Feeling better')
		await owner.press('Feeling better')
		await owner.press('Cancel the visit')
		await owner.at('Visit cancelled')
		assert.is(owner.server.calls(cancelCall)[0]?.query.has('reason'), false)
	})

	it('says what it costs before the press: the policy, once the free time is over', async () => {
		owner = await new Owner().opened()
		assert.match(owner.body, 'It’s free until 10:40 tomorrow.')
		assert.not.match(owner.body, 'After that we charge nothing')
		owner.leave()
		const late = { canMove: false, freeUntil: '2026-11-03T10:40:00+00:00' }
		owner = await new Owner(new VisitServer(late)).opened()
		assert.match(owner.body, 'The free time to cancel ended at 10:40 today.')
		assert.match(owner.body, 'After that we charge nothing')
		assert.is(owner.find('Move to another time'), undefined)
	})

	it('keeps the reason when no answer comes, and repeats under the same key', async () => {
		const server = new VisitServer()
		const mend = server.on(cancelCall, () => problem(503, 'unavailable'))
		owner = await new Owner(server).opened()
		await owner.press('Feeling better')
		await owner.press('Cancel the visit')
		await owner.hears(/No answer came/, true)
		assert.is(owner.find('Feeling better')?.ariaPressed, 'true')
		mend()
		await owner.press('Cancel the visit')
		await owner.at('Visit cancelled')
		const keys = server.calls(cancelCall).map(({ headers }) => headers.get('idempotency-key'))
		assert.is(keys[0], keys[1])
	})

	it('withdraws a request, in its own words', async () => {
		const pending = { status: 'pending', answerBy: '2026-11-03T17:00:00+00:00' } as const
		owner = await new Owner(new VisitServer(pending)).opened()
		assert.match(owner.body, 'Waiting for the vet')
		await owner.press('Withdraw request')
		await owner.at('Request withdrawn')
	})

	it('says to wait when there were too many tries', async () => {
		const server = new VisitServer()
		server.on(cancelCall, () => problem(429, 'rate_limited'))
		owner = await new Owner(server).opened()
		await owner.press('Cancel the visit')
		await owner.hears('Too many tries. Please wait a minute, or call us.', true)
	})
})

describe('what an owner takes along', () => {
	let owner: Owner
	afterEach(() => owner.leave())

	it('downloads the calendar file under the reference', async () => {
		owner = await new Owner().opened()
		const saved: string[] = []
		const { click } = HTMLAnchorElement.prototype
		HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
			saved.push(this.download)
		}
		await owner.press('Add to calendar')
		await until('the file', () => saved.length)
		HTMLAnchorElement.prototype.click = click
		assert.equal(saved, ['HLV7Q4K.ics'])
	})

	it('says when the calendar file does not come', async () => {
		const server = new VisitServer()
		server.on('/calendar', () => problem(503, 'unavailable'))
		owner = await new Owner(server).opened()
		await owner.press('Add to calendar')
		await owner.hears(/calendar file didn’t come/, true)
	})

	it('copies the reference, or reads it out where that is not allowed', async () => {
		owner = await new Owner().opened()
		const texts: string[] = []
		const clipboard = { writeText: async (text: string) => void texts.push(text) }
		Object.defineProperty(navigator, 'clipboard', { configurable: true, get: () => clipboard })
		await owner.press('Copy reference')
		await owner.hears('Reference copied')
		assert.equal(texts, ['HLV7Q4K'])
		clipboard.writeText = () => Promise.reject(new Error('not allowed'))
		await owner.press('Copy reference')
		await owner.hears(/HLV 7Q4K/)
		Reflect.deleteProperty(navigator, 'clipboard')
	})

	it('links to the way there', async () => {
		owner = await new Owner().opened()
		assert.match(owner.find('Directions')?.getAttribute('href') ?? '', '14%20Harbour%20Lane')
	})
})
