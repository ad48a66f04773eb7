import { sendKeys, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { defineBooking } from '../../../widget/booking/define.ts'
import { VetslotBooking } from '../../../widget/booking/element.ts'
import { KEEP, recall } from '../../../widget/booking/storage.ts'
import { availability, ok, problem, Server, signs, types } from '../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { tick, until, Visitor } from './harness.ts'
import { offline, play } from './scenes.ts'

let visitor: Visitor
const open = async (server = new Server(), attributes: Record<string, string> = {}) => {
	visitor = await new Visitor(server, attributes).arrive()
	return visitor
}
const fieldsKept = (v: Visitor) =>
	['pet', 'name', 'phone', 'email'].map(
		(id) => v.root.querySelector<HTMLInputElement>(`#${id}`)?.value,
	)
const typed = ['Biscuit', 'Sam Rivera', '07700 900142', 'sam@example.com']

describe('a visitor', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => {
		visitor.leave()
		offline(false)
		document.body.replaceChildren()
	})

	it('books by keyboard alone', async () => {
		const v = await open()
		const keys = async (...all: string[]) => {
			for (const key of all) await sendKeys({ press: key })
			await v.element.updateComplete
		}
		const to = async (name: RegExp) => {
			for (let n = 0; n < 40; n++) {
				await keys('Tab')
				const at = v.focused as HTMLElement | null
				if (at && name.test(at.ariaLabel ?? at.textContent ?? '')) return
			}
			throw new Error(`Tab never reaches ${name} on “${v.title}”`)
		}
		const write = async (text: string) => {
			await keys('Tab')
			await sendKeys({ type: text })
		}
		await to(/^Dog/)
		await keys('Space')
		await v.at('What does your dog need?')
		await to(/^\s*Booster/)
		await keys('Enter')
		await v.at('When suits you?')
		await until('times', () => v.root.querySelector('.time'))
		await to(/^Tuesday 3 November/)
		await keys('ArrowRight', 'ArrowRight')
		await v.hears('Thursday 5 November, 11 times')
		await to(/^08:40/)
		await keys('ArrowRight', 'Enter')
		await v.at('Tell us about you and your pet')
		await to(/Keep|^$/).catch(() => {})
		v.root.querySelector<HTMLElement>('#title')?.focus()
		await write('Biscuit')
		await write('Terrier')
		await keys('Tab', 'Space')
		await write('Sam Rivera')
		await write('07700900142')
		await write('sam@example.com')
		await keys('Enter')
		await v.at('Does this look right?')
		await to(/^\s*Book this visit/)
		await keys('Enter')
		await v.at('You’re booked, Sam')
	})

	it('loses nothing typed when the time is taken at the last moment', async () => {
		const v = await open()
		const stop = v.server.on('/book', () => problem(409, 'slot_taken'))
		await v.toReview()
		await v.press('Book this visit')
		await v.at('Sorry, 10:40 has just gone')
		await v.hears(/has just gone. Your details are safe. Three other times are offered/, true)
		await v.press('Edit Biscuit')
		assert.equal(fieldsKept(v), typed)
		stop()
		await v.press('Back')
		await v.at('When suits you?')
		await v.press(/^11:20/)
		await v.press('Continue')
		await v.at('Does this look right?')
	})

	it('picks a near time and is back at the review with nothing to type', async () => {
		visitor = await play('j')
		visitor.server.on('/book', (request) => ok(visitor.server.booking(request.body), 201))
		await visitor.press(/^\s*10:20/)
		await visitor.at('Does this look right?')
		await visitor.press('Book this visit')
		await visitor.at('You’re booked, Sam')
		assert.is(visitor.server.calls('/book').at(-1)?.body.start, '2026-11-05T10:20:00+00:00')
	})

	it('can keep a hold twice in its last minute, and no more', async () => {
		const server = new Server()
		server.holdMs = 30_000
		const v = await open(server)
		await v.toDetails()
		await v.hears('One minute left. Choose Keep it for 5 more minutes', true)
		await v.press('Keep it')
		await v.hears(/^Held until/)
		await until('focus on the bar', () => v.focused?.id === 'hold')
		assert.is(v.find('Keep it'), undefined)
		assert.is(server.calls('/extend').length, 1)
		assert.is(server.calls('/extend')[0]?.headers.get('vetslot-hold'), server.hold?.token)
	})

	it('gets the same time back when the hold ran out and nobody took it', async () => {
		const server = new Server()
		server.holdMs = 900
		const v = await open(server)
		await v.toDetails()
		server.holdMs = 600_000
		await v.hears('We got 10:40 back for you')
		assert.is(v.title, 'Tell us about you and your pet')
		assert.is(server.calls('POST /api/customer/holds').length, 2)
	})

	it('offers other times when the hold ran out and somebody did', async () => {
		const server = new Server()
		server.holdMs = 900
		const v = await open(server)
		await v.toDetails()
		server.on('POST /api/customer/holds', () => problem(409, 'slot_taken'))
		await v.fill()
		await v.at('Your hold on 10:40 ended')
		await v.hears(/Your hold on 10:40 ended. Your details are safe/, true)
	})

	it('goes on by itself after being offline, and sends nothing meanwhile', async () => {
		visitor = await play('k1')
		await visitor.hears('You’re offline. What you typed is kept')
		await visitor.press('Waiting for connection')
		assert.is(visitor.title, 'Tell us about you and your pet')
		assert.match(visitor.text('.form .note'), /10:40 is held until 12:0\d/)
		offline(false)
		dispatchEvent(new Event('online'))
		await visitor.hears('You’re back online')
		assert.ok(visitor.server.calls(`GET /api/customer/holds/${visitor.server.hold?.id}`).length)
		await visitor.press('Review your visit')
		await visitor.at('Does this look right?')
	})

	it('never books twice: an unheard booking is repeated with the same key', async () => {
		const v = await open()
		let tries = 0
		v.server.on('/book', () => (tries++ ? undefined : problem(503, 'unavailable')))
		await v.toReview()
		await v.press('Book this visit')
		await v.at('You’re booked, Sam')
		const keys = v.server.calls('/book').map((call) => call.headers.get('idempotency-key'))
		assert.is(keys.length, 2)
		assert.is(keys[0], keys[1])
	})

	it('is asked to call, and can’t book, after a red sign', async () => {
		const v = await open()
		let emergency = 0
		v.element.addEventListener('vetslot-emergency', () => emergency++)
		await v.toTypes()
		await v.press(/^See a vet/)
		await v.press('Struggling to breathe')
		await v.press('Continue')
		await v.at('Please call us. Your dog needs help now.')
		await v.hears('Please call Harbour Lane Vets now on 020 7946 0112', true)
		assert.is(v.root.querySelector('.advice'), null)
		assert.not.match(v.text('.body'), /warm|medicine|cover everything/)
		assert.is(emergency, 1)
		assert.is(v.server.calls('/availability').length, 0)
		assert.is(sessionStorage.getItem('vetslot:pk_test')?.includes(signs.breath), false)
	})

	it('gets same-day times after an amber sign, and the answers travel with the booking', async () => {
		visitor = await play('amber')
		const [asked] = visitor.server.calls('/availability')
		assert.is(asked?.query.get('amber'), 'true')
		assert.is(asked?.query.get('appointmentTypeId'), types.urgent)
		await visitor.press(/^14:40/)
		await visitor.press('Continue')
		await visitor.fill()
		await visitor.press('Review your visit')
		await visitor.press('Book this visit')
		await visitor.at('You’re booked, Sam')
		const { triage, visit } = visitor.server.calls('/book')[0]!.body as {
			triage: { questionIds: string[] }
			visit: { amber: boolean }
		}
		assert.equal(triage.questionIds, [signs.vomit])
		assert.is(visit.amber, true)
	})

	it('answers what changes the visit before any time is shown', async () => {
		visitor = await play('questions')
		await visitor.press('Continue')
		assert.is(visitor.title, 'A little more about the visit')
		assert.is(visitor.server.calls('/availability').length, 0)
		await visitor.press('Yes')
		await visitor.press('2')
		await visitor.type('age-count', '3')
		await visitor.press('Months')
		await visitor.type('weight', '4,5')
		await visitor.press('Female')
		await visitor.press('Continue')
		await visitor.at('When suits you?')
		const { query } = visitor.server.calls('/availability')[0]!
		assert.is(query.get('client'), 'existing')
		assert.is(query.get('problems'), '2')
		assert.is(query.get('ageMonths'), '3')
		assert.is(query.get('weightGrams'), '4500')
		assert.is(query.get('sex'), 'female')
	})

	it('sends the clinic’s own questions, and is shown what an answer speaks for', async () => {
		visitor = await play('f1-fields')
		await visitor.fill()
		await visitor.press('No')
		await until('the advice', () => visitor.find('Book that instead'))
		await visitor.press('Yes')
		await visitor.press('Boarding')
		await visitor.type('f-days', '12')
		await visitor.press('Review your visit')
		await visitor.hears(/./).catch(() => {})
		assert.match(visitor.text('#errors'), 'One thing to fix')
		await visitor.press('I have read the instructions')
		await visitor.press('Review your visit')
		await visitor.press('Book this visit')
		await visitor.at('You’re booked, Sam')
		assert.equal(visitor.server.calls('/book')[0]?.body.answers, [
			{ fieldId: 'well', value: true },
			{ fieldId: 'tick', value: ['Boarding'] },
			{ fieldId: 'days', value: 12 },
			{ fieldId: 'agree', value: true },
		])
	})

	it('is told about a field only after leaving it changed, and the error goes as it is fixed', async () => {
		const v = await open()
		await v.toDetails()
		v.root.querySelector<HTMLElement>('#name')?.dispatchEvent(new Event('blur'))
		await v.element.updateComplete
		assert.is(v.root.querySelector('#name-error'), null)
		await v.type('phone', '07700 90014')
		assert.match(
			v.text('#phone-error'),
			'This number is one digit short. UK mobiles have 11 digits.',
		)
		await v.type('phone', '07700 900142', false)
		assert.is(v.root.querySelector('#phone-error'), null)
		await v.type('email', 'sam@gmial.com')
		await v.press('Use it')
		assert.is(v.root.querySelector<HTMLInputElement>('#email')?.value, 'sam@gmail.com')
	})

	it('names the clinic’s questions among the errors', async () => {
		visitor = await play('f1-fields')
		await visitor.press('Review your visit')
		await visitor.press('Answer: Has your pet been well for 7 days?')
	})

	it('finds the errors first, in form order, each leading to its field', async () => {
		const v = await open()
		await v.toDetails()
		await v.press('Review your visit')
		await until('focus on the summary', () => v.focused?.id === 'errors')
		assert.match(v.text('#errors-title'), 'Five things to fix')
		await v.press('Enter your full name')
		assert.is(v.focused?.id, 'name')
	})

	it('reads the server’s refusal beside the field', async () => {
		const v = await open()
		v.server.on('/book', () =>
			problem(400, 'invalid_request', {
				issues: [{ path: 'owner.phone', in: 'body', code: 'x', message: 'Not a phone number' }],
			}),
		)
		await v.toReview()
		await v.press('Book this visit')
		await v.at('Tell us about you and your pet')
		assert.match(v.text('#phone-error'), 'Not a phone number')
	})
})

describe('focus and words', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => visitor.leave())

	it('takes no focus at first, stays on the species, then goes to each heading', async () => {
		const v = await open()
		assert.is(v.focused, null)
		v.find('Dog')?.focus()
		await v.toTypes()
		assert.match(v.focused?.textContent ?? '', 'Dog')
		await v.hears('8 visits for dogs, in 4 groups')
		await v.press(/^Booster/)
		await until('focus on the heading', () => v.focused?.id === 'title')
		await v.hears('Tuesday 3 November, 1 time free')
		await v.press(/^10:40|^16:20/)
		await v.hears('16:20 with Dr Osei selected. Continue is below')
		await v.press('Continue')
		await v.at('Tell us about you and your pet')
		await v.hears('16:20 is held for you for 10 minutes')
	})

	it('keeps the focus on the heading while the times are on their way', async () => {
		const server = new Server()
		for (const [path, ms] of [
			['/next', 60],
			['/availability', 120],
		] as const)
			server.on(path, () => tick(ms).then(() => undefined))
		const v = await open(server)
		await v.toTypes()
		await v.press(/^Booster/)
		for (let n = 0; n < 30; n++) {
			await tick(10)
			assert.is(v.focused?.id, 'title', v.text('.body'))
		}
		assert.ok(v.root.querySelector('.time'))
	})

	it('takes back what it said once that is no longer so', async () => {
		const server = new Server()
		server.on('POST /api/customer/holds', () => tick(300).then(() => problem(409, 'slot_taken')))
		const v = await open(server)
		await v.toTime()
		await v.press(/^16:20/)
		await v.press('Continue')
		await v.hears('Holding your time…')
		await v.hears(/has just gone/, true)
		assert.is(v.said, '')
	})

	it('says that an animal is not seen, not that there are no visits', async () => {
		const v = await open()
		v.server.clinic.species = ['dog', 'cat']
		await v.press('Other')
		await v.hears('We don’t see other animals online')
	})

	it('reads the reference letter by letter', async () => {
		const v = await open()
		await v.toBooked()
		await v.hears('Reference H L V 7 Q 4 K')
	})
})

describe('the element in its page', () => {
	afterEach(() => {
		visitor.leave()
		document.body.replaceChildren()
	})

	it('shows what stands in the tag until the clinic is known, and when it never is', async () => {
		const server = new Server()
		server.on('/clinic', () => problem(403, 'origin_not_allowed'))
		visitor = new Visitor(server)
		document.body.append(visitor.element)
		await tick(300)
		const link = visitor.element.querySelector('a')
		assert.ok(link && link.getClientRects().length > 0)
		assert.is(visitor.root.querySelector('.card'), null)
	})

	it('tells the page’s builder why the key does not work', async () => {
		const { warn } = console
		const warned: unknown[] = []
		console.warn = (...all: unknown[]) => warned.push(...all)
		const detail = 'Pages of https://a.example may not use this key.'
		const server = new Server()
		server.on('/clinic', () => problem(403, 'origin_not_allowed', { detail }))
		visitor = new Visitor(server)
		document.body.append(visitor.element)
		await tick(100)
		console.warn = warn
		assert.equal(warned, [`vetslot-booking: ${detail}`])
	})

	it('keeps the first screen’s place until it comes', async () => {
		const server = new Server()
		server.on('/clinic', () => tick(80).then(() => undefined))
		visitor = new Visitor(server)
		document.body.append(visitor.element)
		await tick(20)
		assert.ok(visitor.element.offsetHeight >= 420)
		await until('the first step', () => visitor.root.querySelector('#title'))
		assert.is(getComputedStyle(visitor.element).minHeight, '0px')
	})

	it('hides it once there is something better', async () => {
		await open()
		assert.is(visitor.element.querySelector('a')?.getClientRects().length, 0)
	})

	it('survives a second load and an older definition', () => {
		visitor = new Visitor()
		defineBooking()
		defineBooking()
		assert.is(customElements.get('vetslot-booking'), VetslotBooking)
	})

	it('tells the page without personal data', async () => {
		const seen: Record<string, unknown>[] = []
		const names = ['vetslot-step', 'vetslot-hold', 'vetslot-booked']
		const listen = (event: Event) =>
			seen.push({ type: event.type, ...(event as CustomEvent).detail })
		for (const name of names) document.addEventListener(name, listen)
		await open()
		await visitor.toBooked()
		for (const name of names) document.removeEventListener(name, listen)
		assert.equal(seen.at(-1), {
			type: 'vetslot-booked',
			reference: 'HLV7Q4K',
			start: '2026-11-05T10:40:00+00:00',
			pending: false,
		})
		assert.not.match(JSON.stringify(seen), /Sam|Biscuit|07700/)
	})

	it('brings contact data and the hold back after a reload, but no free text', async () => {
		const server = new Server()
		await open(server)
		await visitor.toDetails()
		await visitor.fill()
		await visitor.type('notes', 'Has been limping')
		const stored = sessionStorage.getItem('vetslot:pk_test') ?? ''
		assert.not.match(stored, 'limping')
		visitor.element.remove()
		visitor = await new Visitor(server).arrive()
		await visitor.at('Tell us about you and your pet')
		assert.equal(fieldsKept(visitor), typed)
		assert.match(visitor.text('.hold'), 'Thu 5 Nov, 10:40')
	})

	it('forgets after half an hour, and once booked', async () => {
		await open()
		await visitor.toDetails()
		assert.ok(recall('pk_test'))
		assert.is(recall('pk_test', Date.now() + KEEP + 1), undefined)
		await visitor.fill()
		await visitor.press('Review your visit')
		await visitor.press('Book this visit')
		await visitor.at('You’re booked, Sam')
		assert.is(sessionStorage.getItem('vetslot:pk_test'), null)
	})

	it('asks before the dialog is left with a held time, and lets it go', async () => {
		visitor = await play('n-leave')
		await visitor.press('Keep going')
		assert.is(visitor.title, 'Tell us about you and your pet')
		await visitor.press('Close')
		await visitor.press('Leave')
		await until('the button', () => visitor.find('Book a visit'))
		await until(
			'the release',
			() => visitor.server.calls(`DELETE /api/customer/holds/${visitor.server.hold?.id}`).length,
		)
	})

	it('goes back a step with the browser’s back button where the page allows it', async () => {
		await open(new Server(), { history: 'on' })
		await visitor.toTime()
		history.back()
		await visitor.at('What does your dog need?')
	})
})

describe('days and vets', () => {
	beforeEach(() => setViewport({ width: 375, height: 800 }))
	afterEach(() => visitor.leave())

	it('keeps the focus on the vet while the times of that vet load', async () => {
		const v = await open()
		await v.toTime()
		const lind = v.find(/^\s*TL/)
		lind?.focus()
		lind?.click()
		await v.element.updateComplete
		assert.match(v.focused?.textContent ?? '', 'Dr Lind')
		await v.hears(/^Dr Lind. Next free/)
		assert.match(v.focused?.textContent ?? '', 'Dr Lind')
		assert.ok(v.server.calls('/availability').at(-1)?.query.get('veterinarianId'))
	})

	it('asks for the picked vet’s times even when a late answer comes in between', async () => {
		const v = await open()
		await v.toTime()
		v.find(/^\s*TL/)?.click()
		await v.press(/^\s*TL/)
		dispatchEvent(new Event('online'))
		await until('its times', () => v.root.querySelector('.time'))
		assert.ok(v.server.calls('/availability').at(-1)?.query.get('veterinarianId'))
	})

	it('leads from a full week to the next free day, or to any vet', async () => {
		visitor = await play('e')
		await visitor.press('See Tuesday’s times')
		await until('its times', () => visitor.find(/^10:00/))
		assert.match(visitor.text('.when'), 'Tuesday 10 November')
		visitor.leave()
		visitor = await play('e')
		await visitor.press(/See any vet instead/)
		await visitor.at('When suits you?')
	})

	it('opens the month on the day, and Escape gives the strip back', async () => {
		const v = await open()
		await v.toTime()
		await v.press('Month')
		await until('focus in the grid', () => v.focused?.getAttribute('role') === 'gridcell')
		await v.hears('November 2026')
		await sendKeys({ press: 'Escape' })
		await until('focus in the strip', () => v.focused?.closest('.strip'))
	})

	it('leaves a time that was taken meanwhile where it stood', async () => {
		const v = await open()
		await v.toTime()
		v.server.on('/availability', (request) => {
			const answer = availability(
				request.query.get('from') ?? '',
				request.query.get('to') ?? '',
				null,
			)
			answer.days[0] = { ...answer.days[0]!, status: 'full', veterinarians: [] }
			return ok(answer)
		})
		await tick(1600)
		dispatchEvent(new Event('focus'))
		await until('the slash', () => v.root.querySelector('.time.gone'))
		assert.match(v.root.querySelector('.time.gone')?.ariaLabel ?? '', '16:20, just taken')
	})
})
