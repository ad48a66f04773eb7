import * as assert from 'uvu/assert'
import { addMonths, moveDay, weeksOf } from '../../../widget/controls/calendar.ts'
import { MonthCursor, monthGrid } from '../../../widget/controls/month-grid.ts'
import { dayMap, lastDay, today, wordsFor } from '../gallery/sample.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { active, all, type Bench, clear, mount, one, press } from '../mount.ts'

const words = wordsFor()
const move = (date: string, key: string, more = {}) =>
	moveDay(date, { key, firstWeekday: 1, ...more })

async function draw(dir = 'ltr') {
	const state = { selected: '2026-11-05', months: [] as string[], closed: 0 }
	let cursor: MonthCursor | undefined
	const host = await mount((bench: Bench) => {
		cursor ??= new MonthCursor(bench)
		return monthGrid(words, {
			cursor,
			days: dayMap,
			selected: state.selected,
			today,
			last: lastDay,
			onSelect: (date) => (state.selected = date),
			onMonth: (month) => state.months.push(month),
			onClose: () => state.closed++,
		})
	}, dir)
	one(host, '[role=gridcell][tabindex="0"]').focus()
	return { host, state }
}

describe('days of the calendar', () => {
	it('lays a month out in weeks that start where the locale starts them', () => {
		assert.is(weeksOf('2026-11', 1)[0]!.indexOf('2026-11-01'), 6)
		assert.is(weeksOf('2026-11', 7)[0]!.indexOf('2026-11-01'), 0)
		assert.is(weeksOf('2027-02', 1).length, 4)
		assert.is(weeksOf('2028-02', 1).flat().filter(Boolean).length, 29)
	})

	it('keeps to the end of a shorter month', () => {
		assert.is(addMonths('2026-10-31', 1), '2026-11-30')
		assert.is(addMonths('2026-12-31', 2), '2027-02-28')
		assert.is(addMonths('2026-01-15', -1), '2025-12-15')
	})

	it('moves by day, week, ends of the week, month and quarter', () => {
		assert.is(move('2026-11-05', 'ArrowRight'), '2026-11-06')
		assert.is(move('2026-11-05', 'ArrowRight', { rtl: true }), '2026-11-04')
		assert.is(move('2026-11-05', 'ArrowDown'), '2026-11-12')
		assert.is(move('2026-11-05', 'Home'), '2026-11-02')
		assert.is(move('2026-11-05', 'End'), '2026-11-08')
		assert.is(move('2026-11-05', 'Home', { firstWeekday: 7 }), '2026-11-01')
		assert.is(move('2026-11-05', 'a'), undefined)
	})

	it('pages to the same weekday of the month it pages to', () => {
		for (let day = 1; day <= 30; day++) {
			const from = `2026-11-${String(day).padStart(2, '0')}`
			for (const [key, shift, month] of [
				['PageDown', false, '2026-12'],
				['PageUp', false, '2026-10'],
				['PageDown', true, '2027-02'],
			] as const) {
				const to = move(from, key, { shift })!
				assert.is(to.slice(0, 7), month)
				assert.is(new Date(to).getUTCDay(), new Date(from).getUTCDay())
			}
		}
	})
})

describe('the month grid', () => {
	afterEach(clear)

	it('is one tab stop, on the chosen day', async () => {
		const { host } = await draw()
		assert.is(all(host, '[role=gridcell][tabindex="0"]').length, 1)
		assert.is(active(host).dataset.date, '2026-11-05')
		assert.is(active(host).ariaSelected, 'true')
	})

	it('moves the focus without choosing; Enter chooses', async () => {
		const { host, state } = await draw()
		await press(host, 'ArrowDown')
		assert.is(active(host).dataset.date, '2026-11-12')
		assert.is(state.selected, '2026-11-05')
		active(host).click()
		assert.is(state.selected, '2026-11-12')
	})

	it('refuses a day without free times', async () => {
		const { host, state } = await draw()
		const full = one(host, '[data-date="2026-11-11"]')
		assert.is(full.ariaLabel, 'Wednesday 11 November, fully booked')
		full.click()
		assert.is(state.selected, '2026-11-05')
	})

	it('turns the page with the keys, asks for that month, and keeps the focus on the weekday', async () => {
		const { host, state } = await draw()
		await press(host, 'PageDown')
		assert.is(active(host).dataset.date, '2026-12-03')
		assert.equal(state.months, ['2026-12'])
		await press(host, 'PageDown', { shiftKey: true })
		assert.is(active(host).dataset.date, lastDay)
	})

	it('ends at today and at the last day that can be booked', async () => {
		const { host } = await draw()
		await press(host, 'PageUp')
		assert.is(active(host).dataset.date, today)
		await press(host, 'ArrowLeft')
		assert.is(active(host).dataset.date, today)
		for (let i = 0; i < 3; i++) await press(host, 'PageDown')
		assert.match(one(host, '.month').textContent!, 'You can book up to Sunday 31 January')
		assert.is(all(host, '.arrows button')[1]!.ariaDisabled, 'true')
	})

	it('keeps the focus on the arrow that turned the page', async () => {
		const { host } = await draw()
		const next = all(host, '.arrows button')[1]!
		next.focus()
		next.click()
		await host.updateComplete
		assert.is(active(host), next)
		assert.match(one(host, '#month-name').textContent!, 'December 2026')
	})

	it('closes with Escape and keeps that from the dialog around it', async () => {
		const { host, state } = await draw()
		let reached = false
		document.body.addEventListener('keydown', () => (reached = true), { once: true })
		await press(host, 'Escape')
		assert.is(state.closed, 1)
		assert.not(reached)
		clear()
	})

	it('follows the reading direction', async () => {
		const { host } = await draw('rtl')
		await press(host, 'ArrowLeft')
		assert.is(active(host).dataset.date, '2026-11-06')
	})
})
