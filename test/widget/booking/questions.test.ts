import { sendKeys, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { ageOf } from '../../../widget/booking/answers.ts'
import { daysText } from '../../../widget/booking/steps/earlier-visit.ts'
import { problem, Server, types } from '../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { offerProcedures } from '../procedures.ts'
import { until, Visitor } from './harness.ts'
import { play } from './scenes.ts'

let visitor: Visitor

/** A visitor of a clinic with procedures, at the questions about a visit. */
async function asked(visit: RegExp, server = new Server()): Promise<Visitor> {
	offerProcedures(server)
	visitor = await new Visitor(server).arrive()
	await visitor.toTypes()
	await visitor.press(visit)
	await visitor.at('A little more about the visit')
	return visitor
}

const asks = (v: Visitor) => v.server.calls('/availability').length

describe('an age', () => {
	const known = [
		['9', 'weeks', 9, undefined],
		['9,5', 'weeks', 9, undefined],
		['0', 'weeks', 0, undefined],
		['110', 'weeks', undefined, 25],
		['3', 'months', undefined, 3],
		['1.5', 'years', undefined, 18],
		['150', 'years', undefined, undefined],
		['9', '', undefined, undefined],
		['', 'weeks', undefined, undefined],
		['nine', 'weeks', undefined, undefined],
		['-1', 'years', undefined, undefined],
	] as const
	for (const [count, unit, ageWeeks, ageMonths] of known)
		it(`of “${count}” ${unit || 'without a unit'}`, () =>
			assert.equal(ageOf(count, unit), { ageWeeks, ageMonths }))

	it('has limits in the largest unit that fits', () => {
		assert.is(daysText('en-GB', 42), '6 weeks')
		assert.is(daysText('en-GB', 365), '1 year')
		assert.is(daysText('en-GB', 90), '3 months')
		assert.is(daysText('en-GB', 16), '16 days')
		assert.is(daysText('de', 42), '6 Wochen')
	})
})

describe('questions about the visit', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => visitor.leave())

	it('send an age in weeks with every call about times', async () => {
		const v = await asked(/^Kitten or puppy/)
		await v.type('age-count', '9')
		await v.press('Continue')
		assert.match(v.text('#age-unit-error'), 'Choose weeks, months or years')
		assert.is(asks(v), 0)
		await v.press('Weeks')
		await v.type('weight', '2,4')
		await v.press('Male')
		await v.press('Continue')
		await v.at('When suits you?')
		await until('times', () => v.root.querySelector('.time'))
		await v.press(/^Thursday 5 November/)
		await v.press(/^10:40/)
		await v.press('Continue')
		await v.at('Tell us about you and your pet')
		for (const call of ['/availability', '/availability/next']) {
			const { query } = v.server.calls(call)[0]!
			assert.is(query.get('ageWeeks'), '9', call)
			assert.is(query.get('ageMonths'), null, call)
			assert.is(query.get('weightGrams'), '2400', call)
		}
		const visit = { species: 'dog', ageWeeks: 9, weightGrams: 2400, sex: 'male' }
		assert.equal(v.server.calls('/holds')[0]?.body.visit, visit)
	})

	it('ask for the day of the earlier visit by its name, and send it', async () => {
		const v = await asked(/^Neutering/)
		assert.match(v.text('label[for=last]'), 'When was your dog here for “Pre-op check”?')
		assert.match(v.text('#last-hint'), 'Between 1 week and 6 weeks before this visit')
		await v.type('last', '2026-10-20')
		await v.press('Continue')
		await v.at('Bring your dog at')
		await until('the call', () => asks(v))
		assert.is(v.server.calls('/availability')[0]?.query.get('lastVisit'), '2026-10-20')
		assert.is(v.server.calls('/availability/next')[0]?.query.get('lastVisit'), '2026-10-20')
	})

	it('ask for any visit to a vet in plain words', async () => {
		const v = await asked(/^Recheck/)
		assert.match(v.text('label[for=last]'), 'When was your dog last seen by a vet here?')
	})

	it('lead whoever does not know to the visit that comes first', async () => {
		const v = await asked(/^Neutering/)
		await v.press('Not yet, or I don’t know')
		await v.hears(/“Pre-op check” comes first/)
		assert.ok(v.find('Call 020 7946 0112'))
		assert.is(v.text('.button.primary'), 'Book “Pre-op check” first')
		await v.press('Book “Pre-op check” first')
		await v.at('When suits you?')
		await until('the call', () => asks(v))
		const { query } = v.server.calls('/availability')[0]!
		assert.is(query.get('appointmentTypeId'), types.preOp)
		assert.is(query.get('lastVisit'), null)
	})

	it('lead whoever does not know to the phone where any visit counts', async () => {
		const v = await asked(/^Recheck/)
		await v.press('Yes')
		await v.press('Not yet, or I don’t know')
		await v.hears('This visit follows one with our vets. Call us if you’re not sure.')
		assert.ok(v.find('Call 020 7946 0112'))
		assert.is(v.find(/^Book “/), undefined)
	})

	it('take the doubt back as soon as a day is given', async () => {
		const v = await asked(/^Neutering/)
		await v.press('Not yet, or I don’t know')
		await v.type('last', '2026-10-20')
		assert.is(v.root.querySelector<HTMLInputElement>('#last-unknown')?.checked, false)
		assert.is(v.root.querySelector('.note'), null)
	})

	it('keep the day that was typed beside the doubt', async () => {
		const v = await asked(/^Neutering/)
		await v.type('last', '2026-10-20')
		await v.press('Not yet, or I don’t know')
		await until('the notice', () => v.root.querySelector('.note'))
		const field = v.root.querySelector<HTMLInputElement>('#last')
		assert.is(field?.value, '2026-10-20')
		await v.press('Not yet, or I don’t know')
		assert.is(v.root.querySelector('.note'), null)
		assert.is(field?.value, '2026-10-20')
		await v.press('Continue')
		await v.at('Bring your dog at')
		assert.is(v.server.calls('/availability')[0]?.query.get('lastVisit'), '2026-10-20')
	})

	it('name each of several visits that may come first', async () => {
		const server = new Server()
		offerProcedures(server)
		const [neuter] = server.clinic.appointmentTypes.filter((type) => type.id === types.neuter)
		neuter!.earlierVisit!.appointmentTypeIds = [types.preOp, types.booster]
		visitor = await new Visitor(server).arrive()
		await visitor.toTypes()
		await visitor.press(/^Neutering/)
		await visitor.press('Not yet, or I don’t know')
		await visitor.hears(/^“Pre-op check” or “Booster vaccination” comes first/)
	})

	it('judge a day that is typed by keys when its field is left', async () => {
		const v = await asked(/^Neutering/)
		await v.type('last', '2026-10-20')
		const field = v.root.querySelector<HTMLInputElement>('#last')!
		assert.is(field.max, '2026-11-03')
		field.focus()
		field.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }))
		await v.type('last', '2020-10-20', false)
		await v.type('last', '2021-10-20', false)
		assert.is(v.root.querySelector('.note'), null, 'not while it is typed')
		field.blur()
		await v.hears(/^That’s more than 6 weeks ago/)
		assert.ok(v.root.querySelector('.note'))
	})

	it('leave no press that began on Continue to another button', async () => {
		const v = await asked(/^Neutering/)
		const before = v.find('Continue')
		await v.type('last', '2020-10-20')
		assert.is(before?.isConnected, false)
	})

	it('fit their card with large text', async () => {
		await setViewport({ width: 320, height: 800 })
		const v = await asked(/^Neutering/)
		const inside = () => {
			const [field, box] = ['#last', '.field'].map((at) =>
				v.root.querySelector(at)!.getBoundingClientRect(),
			)
			return field!.right <= box!.right + 0.5
		}
		document.documentElement.style.fontSize = '200%'
		try {
			await new Promise(requestAnimationFrame)
			assert.ok(inside())
			const card = v.root.querySelector('.body')!
			assert.ok(card.scrollWidth <= card.clientWidth, 'nothing is cut off')
		} finally {
			document.documentElement.style.fontSize = ''
		}
	})

	it('break no word of a choice with large text, and no row without it', async () => {
		await setViewport({ width: 320, height: 800 })
		const v = await asked(/^Kitten or puppy/)
		const choices = () => [...v.root.querySelectorAll<HTMLElement>('#age-unit button')]
		const rows = () => new Set(choices().map((one) => one.offsetTop)).size
		assert.is(rows(), 1)
		document.documentElement.style.fontSize = '200%'
		try {
			await new Promise(requestAnimationFrame)
			for (const one of choices()) {
				const range = document.createRange()
				range.selectNodeContents(one)
				assert.is(range.getClientRects().length, 1, one.innerText)
				assert.ok(one.scrollWidth <= one.clientWidth, one.innerText)
			}
		} finally {
			document.documentElement.style.fontSize = ''
		}
	})

	it('say that it is too long ago before any time is shown', async () => {
		visitor = await play('questions-old')
		await visitor.hears(/^That’s more than 6 weeks ago/)
		assert.is(visitor.find('Continue'), undefined)
		await visitor.type('last', '2026-09-22')
		assert.is(visitor.root.querySelector('.note'), null, 'six weeks to the day')
		await visitor.type('last', '2026-09-21')
		assert.ok(visitor.root.querySelector('.note'))
		assert.is(asks(visitor), 0)
	})

	it('say from when there are times while it is too recent, and begin there', async () => {
		visitor = await play('questions-soon')
		const text = 'Times start on Sunday 8 November, 1 week after that visit.'
		await visitor.hears(text)
		await visitor.press('Continue')
		await visitor.at('Bring your dog at')
		await until('days', () => visitor.root.querySelector('.day[data-date]'))
		assert.is(
			visitor.root.querySelector<HTMLElement>('.day[data-date]')?.dataset.date,
			'2026-11-08',
		)
	})

	it('take no day that is still to come', async () => {
		const v = await asked(/^Neutering/)
		await v.type('last', '2026-11-04')
		assert.match(v.text('#last-error'), 'Choose today or a day before')
		await v.press('Continue')
		assert.is(v.title, 'A little more about the visit')
		await until('focus on the field', () => v.focused?.id === 'last')
	})

	it('say nothing while a year is being typed', async () => {
		const v = await asked(/^Recheck/)
		for (const year of ['0002', '0020', '0202']) {
			await v.type('last', `${year}-10-20`)
			assert.is(v.root.querySelector('.note, .error'), null, year)
		}
	})

	it('are answered by keyboard alone, and lead to the first that is not', async () => {
		const v = await asked(/^Kitten or puppy/)
		const keys = async (...all: string[]) => {
			for (const key of all) await sendKeys({ press: key })
			await v.element.updateComplete
		}
		v.find('Continue')?.focus()
		await keys('Enter')
		await until('focus on the first question', () => v.focused?.id === 'age-count')
		await sendKeys({ type: '9' })
		await keys('Tab', 'Space', 'Tab')
		await sendKeys({ type: '2.4' })
		await keys('Tab', 'ArrowRight', 'Tab', 'Enter')
		await v.at('When suits you?')
		const { query } = v.server.calls('/availability')[0]!
		assert.is(query.get('ageWeeks'), '9')
		assert.is(query.get('sex'), 'female')
	})

	it('that the clinic began to ask meanwhile are asked when a time is held', async () => {
		const server = new Server()
		visitor = await new Visitor(server).arrive()
		const stop = server.on('POST /api/customer/holds', () =>
			problem(400, 'invalid_request', {
				issues: [{ path: 'visit.weightGrams', in: 'body', code: 'required', message: 'x' }],
			}),
		)
		await visitor.toTime()
		await visitor.press(/^Thursday 5 November/)
		await visitor.press(/^10:40/)
		await visitor.press('Continue')
		await visitor.at('A little more about the visit')
		await visitor.hears('One more answer is needed', true)
		assert.match(visitor.text('#weight-error'), 'Answer this question')
		stop()
		await visitor.type('weight', '12')
		assert.is(visitor.root.querySelector('.error'), null)
		await visitor.press('Continue')
		await visitor.at('When suits you?')
		await visitor.press('Continue')
		await visitor.at('Tell us about you and your pet')
		const sent = server.calls('/holds').at(-1)?.body.visit
		assert.is((sent as { weightGrams: number } | undefined)?.weightGrams, 12_000)
	})

	it('come back after a reload with what was answered', async () => {
		const v = await asked(/^Kitten or puppy/)
		await v.type('age-count', '9')
		await v.press('Weeks')
		await v.type('weight', '2,4')
		await v.press('Male')
		v.element.remove()
		visitor = await new Visitor(v.server).arrive()
		await visitor.press(/^Kitten or puppy/)
		await visitor.press('Continue')
		await visitor.at('When suits you?')
		assert.is(v.server.calls('/availability')[0]?.query.get('ageWeeks'), '9')
	})
})

describe('a stay for the day', () => {
	afterEach(() => visitor.leave())

	it('is named in the list instead of minutes', async () => {
		visitor = await play('stay-types')
		assert.match(visitor.find(/^\s*Neutering/)?.textContent ?? '', 'Stays for the day')
		assert.not.match(visitor.find(/^\s*Neutering/)?.textContent ?? '', '15 min')
	})

	it('says when to bring and to collect, from the times to the result', async () => {
		visitor = await play('stay-time')
		assert.match(visitor.text('.lead'), 'Collect between 15:30 and 18:00 the same day.')
		await setViewport({ width: 1280, height: 900 })
		await visitor.press(/^Thursday 5 November/)
		await visitor.press(/^08:40/)
		await until('the bar', () => /, stays for the day/.test(visitor.text('[part=footer]')))
		visitor.leave()
		const words = 'Bring at 08:40, collect between 15:30 and 18:00'
		visitor = await play('stay-review')
		assert.match(visitor.text('.review'), words)
		assert.match(visitor.text('.review'), 'Stays for the day')
		assert.not.match(visitor.text('.review'), /15 min|Until about/)
		await visitor.press('Send request')
		await visitor.at('Request sent')
		assert.match(visitor.text('.visit-card'), words)
	})
})

describe('the session of a tab', () => {
	afterEach(() => visitor.leave())

	it('is one random name for all holds, and the element lets go of none itself', async () => {
		visitor = await new Visitor().arrive()
		await visitor.toDetails()
		await visitor.press('Back')
		await visitor.at('When suits you?')
		await visitor.press(/^11:20/)
		await visitor.press('Continue')
		await visitor.at('Tell us about you and your pet')
		const holds = visitor.server.calls('/holds')
		const [first, second] = holds.map((call) => call.headers.get('vetslot-session'))
		assert.is(holds.length, 2)
		assert.match(first ?? '', /^[0-9a-f]{32}$/)
		assert.is(second, first)
		const released = visitor.server.requests.filter((call) => call.method === 'DELETE')
		assert.is(released.length, 0)
	})

	it('is another in another tab, and told to no other call', async () => {
		visitor = await new Visitor().arrive()
		await visitor.toDetails()
		const first = visitor.server.calls('/holds')[0]?.headers.get('vetslot-session')
		const others = visitor.server.requests.filter((call) => !call.path.endsWith('/holds'))
		assert.is(others.filter((call) => call.headers.has('vetslot-session')).length, 0)
		visitor.leave()
		visitor = await new Visitor().arrive()
		await visitor.toDetails()
		assert.is.not(visitor.server.calls('/holds')[0]?.headers.get('vetslot-session'), first)
	})
})
