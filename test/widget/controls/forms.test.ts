import { html } from 'lit'
import * as assert from 'uvu/assert'
import { Announcer } from '../../../widget/controls/announcer.ts'
import { button } from '../../../widget/controls/buttons.ts'
import { Countdown } from '../../../widget/controls/countdown.ts'
import { dialog, Modal } from '../../../widget/controls/dialog.ts'
import { errorSummary } from '../../../widget/controls/errors.ts'
import { checkList, textArea, textField, toggleExclusive } from '../../../widget/controls/fields.ts'
import { wordsFor } from '../gallery/sample.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { active, all, type Bench, clear, mount, one } from '../mount.ts'

const words = wordsFor()
const nothing = () => {}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('fields', () => {
	afterEach(clear)

	it('ties label, hint and error to the input', async () => {
		const host = await mount(() =>
			textField(words, {
				id: 'mobile',
				label: 'Mobile',
				hint: 'For a reminder',
				error: 'Too short',
				value: '07',
				onInput: nothing,
			}),
		)
		const input = one(host, 'input') as HTMLInputElement
		assert.is(input.labels![0]!.textContent!.trim(), 'Mobile')
		assert.is(input.ariaInvalid, 'true')
		assert.is(input.getAttribute('aria-describedby'), 'mobile-hint mobile-error')
		assert.match(one(host, '#mobile-error').textContent!, 'Too short')
	})

	it('says optional, and nothing where it is required', async () => {
		const draw = (optional: boolean) =>
			mount(() =>
				textField(words, { id: 'a', label: 'Breed', value: '', optional, onInput: nothing }),
			)
		assert.match(one(await draw(true), 'label').textContent!, 'optional')
		clear()
		assert.not.match(one(await draw(false), 'label').textContent!, 'optional')
	})

	it('counts near the limit, past it too, and never blocks typing', async () => {
		const count = async (length: number) => {
			const host = await mount(() =>
				textArea(words, { id: 'n', label: 'Notes', value: 'x'.repeat(length), onInput: nothing }),
			)
			const text = one(host, '#n-count')?.textContent
			assert.is((one(host, 'textarea') as HTMLTextAreaElement).maxLength, -1)
			clear()
			return text
		}
		assert.is(await count(399), undefined)
		assert.is(await count(420), '80 characters left')
		assert.is(await count(499), '1 character left')
		assert.is(await count(512), 'Shorten this by 12 characters')
	})
})

describe('signs to tick', () => {
	afterEach(clear)

	it('lets "None of these" exclude the others, both ways', () => {
		assert.equal([...toggleExclusive(new Set(['a', 'b']), 'none', 'none')], ['none'])
		assert.equal([...toggleExclusive(new Set(['none']), 'a', 'none')], ['a'])
		assert.equal([...toggleExclusive(new Set(['a']), 'b', 'none')], ['a', 'b'])
		assert.equal([...toggleExclusive(new Set(['a', 'b']), 'a', 'none')], ['b'])
	})

	it('has no answer by itself and unticks what is excluded', async () => {
		let value = new Set<string>()
		const host = await mount(() =>
			checkList({
				labelledBy: 'title',
				items: [{ id: 'a', label: 'Collapsed' }],
				none: { id: 'none', label: 'None of these' },
				value,
				onChange: (next) => (value = next),
			}),
		)
		const boxes = all(host, 'input') as HTMLInputElement[]
		assert.not(boxes.some((box) => box.checked))
		for (const box of boxes) {
			box.click()
			host.requestUpdate()
			await host.updateComplete
		}
		assert.equal(
			boxes.map((box) => box.checked),
			[false, true],
		)
	})
})

describe('the error summary', () => {
	afterEach(clear)

	it('counts in words and leads to each field', async () => {
		const host = await mount(
			() =>
				html`${errorSummary(words, 3, [
					{ id: 'pet', message: 'Enter your dog’s name' },
					{ id: 'mobile', message: 'Check it' },
				])}${textField(words, { id: 'pet', label: 'Name', value: '', onInput: nothing })}`,
		)
		assert.match(one(host, '#errors-title').textContent!, 'Two things to fix')
		one(host, '.errors a').click()
		assert.is(active(host).id, 'pet')
	})

	it('says one thing for one, digits from eleven', async () => {
		const draw = (count: number) =>
			mount(() =>
				errorSummary(
					words,
					3,
					Array.from({ length: count }, (_, i) => ({ id: `f${i}`, message: 'm' })),
				),
			)
		assert.match(one(await draw(1), '#errors-title').textContent!, 'One thing to fix')
		clear()
		assert.match(one(await draw(11), '#errors-title').textContent!, '11 things to fix')
	})
})

describe('buttons', () => {
	afterEach(clear)

	it('stays focusable while busy or off, and ignores presses', async () => {
		let pressed = 0
		const host = await mount(
			() =>
				html`${button('primary', { label: 'a', busy: true, onClick: () => pressed++ })}${button('primary', { label: 'b', off: true, submit: true, onClick: () => pressed++ })}`,
		)
		const [busy, off] = all(host, 'button') as HTMLButtonElement[]
		busy!.click()
		off!.click()
		assert.is(pressed, 0)
		assert.is(busy!.ariaBusy, 'true')
		assert.is(busy!.ariaDisabled, 'true')
		assert.not(off!.disabled)
	})
})

describe('the announcer', () => {
	afterEach(clear)
	const speak = async () => {
		let voice: Announcer | undefined
		const host = await mount((bench: Bench) => {
			voice ??= new Announcer(bench)
			return voice.render()
		})
		return { host, voice: voice! }
	}

	it('has both regions from the start and speaks after the focus has moved', async () => {
		const { host, voice } = await speak()
		assert.is(one(host, '[role=status]').textContent, '')
		assert.ok(one(host, '[role=alert]'))
		voice.say('5 times')
		await host.updateComplete
		assert.is(one(host, '[role=status]').textContent, '')
		await wait(130)
		assert.is(one(host, '[role=status]').textContent, '5 times')
		voice.say('Please call', true)
		await wait(130)
		assert.is(one(host, '[role=alert]').textContent, 'Please call')
	})

	it('says the same again by changing it invisibly', async () => {
		const { host, voice } = await speak()
		voice.say('Copied')
		await wait(130)
		voice.say('Copied')
		await wait(130)
		assert.is(one(host, '[role=status]').textContent, 'Copied\u00a0')
	})
})

describe('the countdown', () => {
	afterEach(clear)

	it('follows the server’s clock and ends at nothing', async () => {
		let count: Countdown | undefined
		const seen: number[] = []
		await mount((bench: Bench) => {
			count ??= new Countdown(bench, (left) => seen.push(left))
			return html``
		})
		count!.start(Date.now() + 61_500, 60_000)
		assert.ok(count!.left > 1000 && count!.left <= 1500)
		await wait(2200)
		assert.is(seen.length, 2)
		assert.is(seen[1], 0)
		assert.is(count!.left, 0)
	})
})

describe('the dialog', () => {
	afterEach(clear)

	it('is modal, stops the page from scrolling, and gives the focus back', async () => {
		let modal: Modal | undefined
		let cancelled = 0
		const host = await mount((bench: Bench) => {
			modal ??= new Modal(bench, 'sheet')
			return html`<button id="open">Open</button>${dialog({ id: 'sheet', label: 'Book', body: html`<button>In</button>`, onCancel: () => cancelled++ })}`
		})
		one(host, '#open').focus()
		modal!.open()
		await host.updateComplete
		const box = one(host, 'dialog') as HTMLDialogElement
		assert.ok(box.matches(':modal'))
		assert.is(document.documentElement.style.overflow, 'hidden')
		const cancel = new Event('cancel', { cancelable: true })
		box.dispatchEvent(cancel)
		assert.ok(cancel.defaultPrevented)
		assert.is(cancelled, 1)
		modal!.close()
		assert.not(box.open)
		assert.is(document.documentElement.style.overflow, '')
		assert.is(active(host).id, 'open')
	})
})
