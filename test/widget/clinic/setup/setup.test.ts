import { VetslotError } from '@vetslot/sdk/staff'
import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import type { ConsoleView } from '../../../../widget/clinic/console-view.ts'
import { pageViolations } from '../../axe.ts'
import { afterEach, describe, it } from '../../mocha.ts'
import { booster, settled, TestDesk } from './desk.ts'

const field = (view: ConsoleView, id: string) =>
	view.find<HTMLInputElement>(`#${CSS.escape(id)}`) as HTMLInputElement

async function type(view: ConsoleView, id: string, text: string): Promise<void> {
	const input = field(view, id)
	input.value = text
	input.dispatchEvent(new Event('input', { bubbles: true }))
	input.dispatchEvent(new Event('change', { bubbles: true }))
	await settled(view)
}

/** Presses what is called so, as a screen reader says it. */
async function press(view: ConsoleView, name: string): Promise<void> {
	const all = [...view.renderRoot.querySelectorAll<HTMLElement>('button, a, input')]
	const found = all.find(
		(one) => (one.getAttribute('aria-label') ?? one.textContent?.trim()) === name,
	)
	if (!found) throw new Error(`Nothing is called ${name}`)
	found.click()
	await settled(view)
}

const focused = (view: ConsoleView) => (view.renderRoot as ShadowRoot).activeElement?.id ?? ''
const text = (view: ConsoleView) => (view.renderRoot as ShadowRoot).textContent ?? ''
const questions = (view: ConsoleView) =>
	[
		...view.renderRoot.querySelectorAll<HTMLInputElement>('[id^="f-formFields-"][id$="-label"]'),
	].map((input) => input.value)

const refusal = (path: string, message: string) =>
	new VetslotError({
		...{ code: 'invalid_request', message: 'No', status: 400 },
		issues: [{ path, message, code: 'x', in: 'body' }],
	})

afterEach(() => document.body.replaceChildren())

describe('setting up', () => {
	it('is free of what axe finds, in every part', async () => {
		const parts = [['profile'], ['visits'], ['visits', 'new'], ['visits', booster.id]]
		for (const path of [...parts, ['rooms'], ['website']]) {
			const part = await new TestDesk().open(...path)
			assert.equal(await pageViolations(), [], path.join('/'))
			assert.ok(text(part).length > 20, path.join('/'))
		}
	})

	it('forms that are opened are free of it, too', async () => {
		const rooms = await new TestDesk().open('rooms')
		await press(rooms, 'Edit Dr Maren Lind')
		const website = async (name: string) => {
			const part = await new TestDesk().open('website')
			await press(part, name)
		}
		for (const open of [
			async () => {},
			() => website('Make a key'),
			() => website('Edit Website'),
		]) {
			await open()
			assert.equal(await pageViolations(), [])
		}
	})
})

describe('a visit’s form', () => {
	it('gains, orders and loses questions, and the focus follows', async () => {
		const desk = new TestDesk()
		const view = await desk.open('visits', booster.id)
		await press(view, 'Add a question')
		assert.is(focused(view), 'f-formFields-1-row')
		await type(view, 'f-formFields-1-label', 'Since when?')
		await press(view, 'Move Question 2 up')
		assert.equal(questions(view), ['Since when?', 'Well today?'])
		assert.is(focused(view), 'f-formFields-0-row')
		assert.equal(desk.said, ['Question 2 is now number 1'])
		await press(view, 'Remove Question 2')
		assert.equal(questions(view), ['Since when?'])
		await press(view, 'Remove Question 1')
		assert.is(focused(view), 'f-formFields-add')
	})

	it('is shown as owners will see it while it is written', async () => {
		const view = await new TestDesk().open('visits', booster.id)
		const shown = () => view.find('[inert]')?.textContent?.replaceAll(/\s+/g, ' ').trim()
		assert.match(shown() ?? '', /Well today\?/)
		await type(view, 'f-formFields-0-label', 'Is your cat well?')
		assert.match(shown() ?? '', /Is your cat well\?/)
	})

	it('lets go of what does not go with another kind of answer', async () => {
		const desk = new TestDesk()
		const view = await desk.open('visits', booster.id)
		await type(view, 'f-formFields-0-type', 'choice')
		await type(view, 'f-formFields-0-options', 'Here, There,')
		await type(view, 'f-formFields-0-type', 'longtext')
		await type(view, 'f-formFields-0-maxLength', '200')
		await press(view, 'Save')
		const [, , body] = desk.calls[0] as [string, string, typeof booster]
		assert.is(body.formFields[0]?.options, null)
		assert.is(body.formFields[0]?.maxLength, 200)
		assert.is(body.formFields[0]?.id, 'well')
	})
})

describe('a visit', () => {
	it('is saved whole, with what this form does not show', async () => {
		const desk = new TestDesk()
		const view = await desk.open('visits', booster.id)
		await type(view, 'f-name', 'Yearly booster')
		assert.match(text(view), 'Not saved yet')
		await press(view, 'Save')
		const [name, id, body] = desk.calls[0] as [string, string, typeof booster]
		assert.equal([name, id, body.name], ['types.replace', booster.id, 'Yearly booster'])
		assert.equal(body.caps, booster.caps)
		assert.equal(body.ageLimits, booster.ageLimits)
		assert.equal(desk.toasts, ['Saved'])
		assert.not.match(text(view), 'Not saved yet')
	})

	it('says what the server refuses, at its field and at the top', async () => {
		const desk = new TestDesk()
		const view = await desk.open('visits', 'new')
		desk.refusal = refusal('durationMinutes', 'A visit would last too long')
		await press(view, 'Save')
		assert.is(focused(view), 'errors')
		assert.is(field(view, 'f-durationMinutes').getAttribute('aria-invalid'), 'true')
		assert.match(view.find('#f-durationMinutes-error')?.textContent ?? '', 'last too long')
		await type(view, 'f-durationMinutes', '20')
		assert.is(view.find('#f-durationMinutes-error'), null)
		await press(view, 'Save')
		assert.is(desk.calls.at(-1)?.[0], 'types.create')
		assert.equal(desk.went, [{ path: ['visits', '01900000-0000-7000-8000-000000000012'] }])
	})

	it('asks again before booked visits lose what they need', async () => {
		const desk = new TestDesk()
		const view = await desk.open('visits', booster.id)
		const start = '2026-11-05T10:40:00+00:00'
		const visit = { id: booster.id, reference: 'K7M2P9Q', start, end: start }
		desk.refusal = new VetslotError({
			...{ code: 'visits_stranded', message: 'No', status: 409 },
			stranded: [{ ...visit, veterinarianId: booster.id, typeId: null, reasons: [] } as never],
		})
		await type(view, 'f-name', 'Other')
		await press(view, 'Save')
		assert.match(text(view), /K7M2P9Q \(Thu 5 Nov, 10:40\)/)
		await press(view, 'Save all the same')
		const [, , body] = desk.calls[1] as [string, string, { allowStranded: boolean }]
		assert.is(body.allowStranded, true)
	})
})

describe('the clinic’s profile', () => {
	it('sends what was changed, and no more', async () => {
		const desk = new TestDesk()
		const view = await desk.open('profile')
		await type(view, 'f-name', 'Oakfield')
		await type(view, 'f-address', '2 Oak Lane,  London ,')
		view.find<HTMLInputElement>('#open-1')?.click()
		await settled(view)
		await press(view, 'Save')
		const hours = [
			{ weekday: 0, opens: '08:00', closes: '18:00' },
			{ weekday: 1, opens: '09:00', closes: '18:00' },
		]
		const body = { name: 'Oakfield', address: ['2 Oak Lane', 'London'], hours }
		assert.equal(desk.calls, [['profile.change', body]])
	})

	it('names all seven days, in their order', async () => {
		const view = await new TestDesk().open('profile')
		const names = [...view.renderRoot.querySelectorAll('legend')].map((each) => each.textContent)
		assert.equal(names, [
			...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
		])
	})

	it('keeps fields side by side on one line where one of them has a hint', async () => {
		await setViewport({ width: 1280, height: 800 })
		const view = await new TestDesk().open('profile')
		const topOf = (id: string) => field(view, id).getBoundingClientRect().top
		assert.is(topOf('f-website'), topOf('f-privacyUrl'))
	})

	it('says to phones of which countries the clinic texts', async () => {
		const desk = new TestDesk()
		const view = await desk.open('profile')
		assert.is(field(view, 'f-textCountries').value, 'GB')
		await type(view, 'f-textCountries', 'GB, IE')
		await press(view, 'Save')
		assert.equal(desk.calls.at(-1)?.[1], { textCountries: ['GB', 'IE'] })
	})

	it('measures the contrast that a colour comes to, which is always enough', async () => {
		const view = await new TestDesk().open('profile')
		const colours = ['#ffd400', '#fff', '#000', 'rgb(31 111 92)', 'oklch(0.9 0.2 140)']
		for (const colour of colours) {
			await type(view, 'f-accent', colour)
			const samples = [...view.renderRoot.querySelectorAll('vetslot-clinic-colour')]
			assert.is(samples.length, 2)
			for (const sample of samples as (ConsoleView & { ratios: Record<string, number> })[]) {
				await settled(sample)
				const {
					'pair-button': onFill = 0,
					'pair-link': link = 0,
					'pair-mark': mark = 0,
				} = sample.ratios
				assert.ok(onFill >= 4.5 && link >= 4.5 && mark >= 3, `${colour} ${onFill} ${link} ${mark}`)
			}
		}
		await type(view, 'f-accent', 'url(evil)')
		assert.is(view.find('vetslot-clinic-colour'), null)
		assert.match(text(view), 'no colour that we know')
	})
})

describe('rooms and people', () => {
	it('adds a room of a kind', async () => {
		const desk = new TestDesk()
		const view = await desk.open('rooms')
		await press(view, 'Add')
		await type(view, 'f-name', 'Theatre')
		await type(view, 'f-roomType', 'theatre')
		await press(view, 'Save')
		const [name, body] = desk.calls[0] as [string, Record<string, unknown>]
		assert.is(name, 'resources.create')
		assert.equal(
			[body.kind, body.name, body.roomType, body.capacity],
			['room', 'Theatre', 'theatre', 1],
		)
		assert.not.ok('active' in body)
	})
})

describe('the website', () => {
	it('gives the tag with the clinic’s key, and the real page beside it', async () => {
		const view = await new TestDesk().open('website')
		const tag = view.find('pre')?.textContent ?? ''
		assert.match(tag, '<vetslot-booking clinic-key="pk_oak">')
		assert.match(tag, `${location.origin}/widget/v1/vetslot.js`)
		const tags = [...view.renderRoot.querySelectorAll('pre')].map((one) => one.textContent ?? '')
		assert.match(tags[1] ?? '', '<vetslot-portal clinic-key="pk_oak">')
		assert.is(view.find('iframe')?.getAttribute('src'), '/book/oakfield')
		assert.ok(view.find('a[href="/portal/oakfield"]'))
	})

	it('offers to make a key for pages where there is none', async () => {
		const desk = new TestDesk()
		desk.keys = []
		const view = await desk.open('website')
		assert.is(view.find('iframe'), null)
		await press(view, 'Make one')
		assert.equal(desk.calls, [['keys.create', { kind: 'publishable', label: 'Your booking page' }]])
		assert.match(view.find('pre')?.textContent ?? '', 'pk_new')
	})

	it('shows a secret key once', async () => {
		const desk = new TestDesk()
		const view = await desk.open('website')
		await press(view, 'Make a key')
		await type(view, 'f-label', 'Practice system')
		await type(view, 'f-kind', 'secret')
		view.find<HTMLInputElement>('#f-scopes-read')?.click()
		await settled(view)
		await press(view, 'Save')
		const body = { kind: 'secret', label: 'Practice system', scopes: ['read'] }
		assert.equal(desk.calls, [['keys.create', body]])
		assert.match(text(view), 'sk_shown_once')
		const again = await desk.open('website')
		assert.not.match(text(again), 'sk_shown_once')
	})

	it('revokes a key only when asked twice', async () => {
		const desk = new TestDesk()
		const view = await desk.open('website')
		await press(view, 'Revoke Website')
		assert.equal(desk.calls, [])
		const dialog = desk.dialog as ConsoleView
		await settled(dialog)
		assert.match(text(dialog), 'Whatever uses “Website” stops')
		await press(dialog, 'Revoke')
		assert.equal(desk.calls, [['keys.revoke', '01900000-0000-7000-8000-000000000021']])
	})
})
