import * as assert from 'uvu/assert'
import { dayStrip } from '../../../widget/controls/day-strip.ts'
import { segmented } from '../../../widget/controls/fields.ts'
import { speciesTiles } from '../../../widget/controls/species.ts'
import { partOf, type TimeOption, timeList } from '../../../widget/controls/times.ts'
import { vetChoice } from '../../../widget/controls/vets.ts'
import { at, days, manyTimes, tiles, times, today, vets, wordsFor } from '../gallery/sample.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { active, all, clear, mount, one, press } from '../mount.ts'

const words = wordsFor()
const stops = (host: Parameters<typeof all>[0]) => all(host, '[role=radio][tabindex="0"]').length

describe('species', () => {
	afterEach(clear)

	it('moves and selects with the arrows, round the ends', async () => {
		let selected = 'dog'
		const host = await mount(() =>
			speciesTiles({ label: 'Species', tiles, selected, onSelect: (id) => (selected = id) }),
		)
		one(host, '[aria-checked=true]').focus()
		await press(host, 'ArrowRight')
		assert.is(selected, 'cat')
		assert.is(active(host).textContent?.trim(), 'Cat')
		await press(host, 'Home')
		await press(host, 'ArrowLeft')
		assert.is(selected, 'other')
		assert.is(stops(host), 1)
	})

	it('goes the other way in right-to-left pages', async () => {
		let selected = 'dog'
		const host = await mount(
			() => speciesTiles({ label: 'Species', tiles, selected, onSelect: (id) => (selected = id) }),
			'rtl',
		)
		one(host, '[aria-checked=true]').focus()
		await press(host, 'ArrowLeft')
		assert.is(selected, 'cat')
	})

	it('has one tab stop before anything is picked', async () => {
		const host = await mount(() =>
			speciesTiles({ label: 'Species', tiles, selected: undefined, onSelect: () => {} }),
		)
		assert.is(stops(host), 1)
		assert.is(all(host, '[aria-checked=true]').length, 0)
	})
})

describe('vets', () => {
	afterEach(clear)

	it('is a radio group named by its question', async () => {
		let selected = 'any'
		const host = await mount(() =>
			vetChoice({ labelledBy: 'q', vets, selected, onSelect: (id) => (selected = id) }),
		)
		assert.is(one(host, '[role=radiogroup]').getAttribute('aria-labelledby'), 'q')
		one(host, '[aria-checked=true]').focus()
		await press(host, 'End')
		assert.is(selected, 'nair')
	})
})

describe('the day strip', () => {
	afterEach(clear)
	const draw = async (dir = 'ltr') => {
		const state = { selected: '2026-11-03' }
		const host = await mount(
			() =>
				dayStrip(words, {
					days,
					selected: state.selected,
					today,
					onSelect: (date) => (state.selected = date),
				}),
			dir,
		)
		one(host, '[aria-checked=true]').focus()
		return { host, state }
	}

	it('lets a full day have the focus, says why, and keeps the choice', async () => {
		const { host, state } = await draw()
		await press(host, 'ArrowRight')
		assert.is(active(host).ariaLabel, 'Wednesday 4 November, fully booked')
		assert.is(active(host).ariaDisabled, 'true')
		assert.is(state.selected, '2026-11-03')
		active(host).click()
		assert.is(state.selected, '2026-11-03')
		await press(host, 'ArrowRight')
		assert.is(state.selected, '2026-11-05')
	})

	it('goes a week with PageDown and PageUp', async () => {
		const { host, state } = await draw()
		await press(host, 'PageDown')
		assert.is(state.selected, '2026-11-10')
		await press(host, 'PageUp')
		assert.is(state.selected, '2026-11-03')
	})

	it('goes forward with Left in right-to-left pages', async () => {
		const { host } = await draw('rtl')
		await press(host, 'ArrowLeft')
		assert.is(active(host).dataset.date, '2026-11-04')
	})

	it('names days in words and shows the reason without colour', async () => {
		const { host } = await draw()
		assert.is(one(host, '[data-date="2026-11-05"]').ariaLabel, 'Thursday 5 November, 11 times free')
		assert.is(one(host, '[data-date="2026-11-03"]').ariaLabel, 'Tuesday 3 November, 1 time free')
		assert.match(one(host, '[data-date="2026-11-08"]').textContent!, 'Closed')
		assert.is(one(host, '[data-date="2026-11-08"]').ariaLabel, 'Sunday 8 November, closed')
	})

	it('leaves shortcuts of the browser alone', async () => {
		const { host, state } = await draw()
		const event = await press(host, 'ArrowRight', { altKey: true })
		assert.not(event.defaultPrevented)
		assert.is(state.selected, '2026-11-03')
	})
})

describe('times', () => {
	afterEach(clear)
	const draw = async (list: readonly TimeOption[], expanded = new Set<'morning'>()) => {
		const state = { selected: '', went: 0, more: '' }
		const host = await mount(() =>
			timeList(words, {
				label: 'Thursday 5 November',
				times: list,
				selected: state.selected,
				onSelect: ({ start }) => (state.selected = start),
				onContinue: () => state.went++,
				onMore: (part) => (state.more = part),
				expanded,
			}),
		)
		return { host, state }
	}

	it('sorts hours into morning, afternoon and evening', () => {
		assert.equal([0, 11, 12, 16, 17, 23].map(partOf), [
			'morning',
			'morning',
			'afternoon',
			'afternoon',
			'evening',
			'evening',
		])
	})

	it('is one radio group across the parts of the day', async () => {
		const { host, state } = await draw(times)
		assert.is(all(host, '[role=radiogroup]').length, 1)
		assert.is(all(host, '[role=group]').length, 3)
		all(host, '[role=radio]')[5]!.focus()
		await press(host, 'ArrowDown')
		assert.is(state.selected, at('14:00'))
		assert.is(active(host).ariaLabel, '14:00 with Dr Lind')
	})

	it('goes on with Enter, selecting first', async () => {
		const { host, state } = await draw(times)
		one(host, '[role=radio]').focus()
		await press(host, 'Enter')
		assert.is(state.selected, at('08:40'))
		assert.is(state.went, 1)
	})

	it('shows nine of a long morning and offers the rest', async () => {
		const { host, state } = await draw(manyTimes)
		assert.is(all(host, '[role=radio]').length, 9)
		const more = one(host, '.times .action')
		assert.is(more.textContent?.trim(), 'Show 6 more')
		more.click()
		assert.is(state.more, 'morning')
		clear()
		const { host: open } = await draw(manyTimes, new Set(['morning']))
		assert.is(all(open, '[role=radio]').length, 15)
	})

	it('keeps a time that was just taken in place, and refuses it', async () => {
		const { host, state } = await draw(manyTimes)
		const gone = all(host, '[role=radio]')[2]!
		assert.is(gone.ariaLabel, '08:30, just taken')
		gone.click()
		gone.focus()
		await press(host, 'Enter')
		assert.is(state.selected, '')
		assert.is(state.went, 0)
		assert.is(all(host, '[role=radio]')[4]!.ariaLabel, '09:00, held by you')
	})
})

describe('segments', () => {
	afterEach(clear)

	it('carries its hint and error as its description', async () => {
		const options = ['a', 'b'].map((value) => ({ value, label: value }))
		const host = await mount(() =>
			segmented(words, {
				id: 'age',
				label: 'Age',
				hint: 'About',
				error: 'Choose',
				options,
				value: undefined,
				onSelect: () => {},
			}),
		)
		const group = one(host, '[role=radiogroup]')
		assert.is(group.getAttribute('aria-describedby'), 'age-hint age-error')
		assert.is(stops(host), 1)
	})
})
