import { html, nothing, type TemplateResult } from 'lit'
import type { LocalDate } from '../locales/format.ts'
import type { Words } from '../locales/localize.ts'
import { back, icon, next } from '../theme/icons.ts'
import { addDays, addMonths, type Day, moveDay, weeksOf } from './calendar.ts'
import { dayClasses, dayName, dots } from './days.ts'
import type { MonthCursor } from './month-cursor.ts'
import { isRtl } from './roving.ts'

export { MonthCursor } from './month-cursor.ts'

export interface MonthGridProps {
	cursor: MonthCursor
	/** Days known so far; a day that is missing is not known yet. */
	days: ReadonlyMap<LocalDate, Day>
	selected: LocalDate | undefined
	today: LocalDate
	/** The last day that can be booked. */
	last: LocalDate
	onSelect: (date: LocalDate) => void
	/** Another month came into view: load it, and announce it. */
	onMonth?: (month: string) => void
	/** Escape: back to the strip. */
	onClose?: () => void
}

const clamp = (date: LocalDate, low: LocalDate, high: LocalDate) =>
	date < low ? low : date > high ? high : date

function goTo(props: MonthGridProps, date: LocalDate, focus: boolean): void {
	const { cursor, today, last, onMonth } = props
	const before = cursor.date.slice(0, 7)
	cursor.show(clamp(date, today, last), focus)
	const month = cursor.date.slice(0, 7)
	if (month !== before) onMonth?.(month)
}

function onKey(words: Words, props: MonthGridProps, event: KeyboardEvent): void {
	if (event.key === 'Escape' && props.onClose) {
		// Escape would also close the dialog around the grid.
		event.preventDefault()
		event.stopPropagation()
		props.onClose()
		return
	}
	if (event.ctrlKey || event.metaKey || event.altKey) return
	const grid = event.currentTarget as HTMLElement
	const date = moveDay(props.cursor.date, {
		key: event.key,
		shift: event.shiftKey,
		rtl: isRtl(grid),
		firstWeekday: words.firstWeekday,
	})
	if (!date) return
	event.preventDefault()
	goTo(props, date, true)
}

function cell(words: Words, props: MonthGridProps, date: LocalDate | undefined) {
	if (!date) return html`<span role="gridcell"></span>`
	const { cursor, days, selected, today, onSelect } = props
	const outside = date < today || date > props.last
	const day: Day = outside
		? { date, free: 0, reason: date < today ? 'past' : 'closed' }
		: (days.get(date) ?? { date, free: 0 })
	const known = outside || days.has(date)
	return html`<button type="button" role="gridcell" data-date=${date}
		class=${dayClasses(known ? day : { ...day, reason: 'past' }, selected, today)}
		aria-label=${known ? dayName(words, day) : words.longDay(date)}
		aria-selected=${date === selected} aria-disabled=${!day.free}
		aria-current=${date === today ? 'date' : nothing} tabindex=${date === cursor.date ? 0 : -1}
		@focus=${() => cursor.date !== date && !outside && cursor.show(date)}
		@click=${() => day.free && onSelect(date)}
		><b>${words.dayNumber(date)}</b>${dots(day.free)}</button>`
}

function pager(words: Words, props: MonthGridProps, month: string) {
	const arrow = (by: 1 | -1, off: boolean) => html`<button type="button" class="action"
		aria-label=${words.t(by < 0 ? 'month-before' : 'month-after')} aria-disabled=${off}
		@click=${() => off || goTo(props, addMonths(`${month}-01`, by), false)}
		>${icon(by < 0 ? back : next)}</button>`
	return html`<div class="between">
		<div class="subhead" id="month-name" role="heading" aria-level="3">${words.monthYear(`${month}-01`)}</div>
		<div class="arrows">${arrow(-1, month <= props.today.slice(0, 7))}${arrow(1, month >= props.last.slice(0, 7))}</div>
	</div>`
}

const legend = (words: Words) => html`<div class="legend sm quiet" aria-hidden="true">
	<span>${dots(8)}${words.t('many-times')}</span><span>${dots(1)}${words.t('a-few-times')}</span>
	<span><span class="slash">25</span>${words.t('none-free')}</span></div>`

/** A month as a grid with one tab stop. Weeks that are wholly in the past are not drawn. */
export function monthGrid(words: Words, props: MonthGridProps): TemplateResult {
	const { cursor, today, last, selected } = props
	if (!cursor.date) cursor.date = selected ?? today
	const month = cursor.date.slice(0, 7)
	const weeks = weeksOf(month, words.firstWeekday).filter((week) =>
		week.some((date) => date && date >= today),
	)
	const monday = addDays('2024-01-01', words.firstWeekday - 1)
	const heads = Array.from({ length: 7 }, (_, i) => addDays(monday, i))
	return html`<div class="month">${pager(words, props, month)}
		<div role="grid" aria-labelledby="month-name" @keydown=${(event: KeyboardEvent) => onKey(words, props, event)}>
			<div role="row" class="week heads">${heads.map(
				(date) => html`<span role="columnheader" class="xs quiet" aria-label=${words.weekday(date)}
					>${words.shortWeekday(date)}</span>`,
			)}</div>
			${weeks.map((week) => html`<div role="row" class="week">${week.map((date) => cell(words, props, date))}</div>`)}
		</div>
		${legend(words)}
		${month === last.slice(0, 7) ? html`<p class="sm quiet">${words.t('book-up-to', { day: words.longDay(last) })}</p>` : nothing}
	</div>`
}
