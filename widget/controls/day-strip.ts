import { html, type TemplateResult } from 'lit'
import type { LocalDate } from '../locales/format.ts'
import type { Words } from '../locales/localize.ts'
import type { Day } from './calendar.ts'
import { dayClasses, dayName, dots, reasonWord } from './days.ts'
import { radioKeys, tabStop } from './roving.ts'

export interface DayStripProps {
	days: readonly Day[]
	selected: LocalDate | undefined
	/** The clinic's today. */
	today: LocalDate
	onSelect: (date: LocalDate) => void
}

const keys = radioKeys({ page: 7 })

/** The next days in a row that scrolls; a day without free times says why instead of being picked. */
export function dayStrip(words: Words, props: DayStripProps): TemplateResult {
	const { days, selected, today, onSelect } = props
	const stop = tabStop(
		days,
		(day) => day.date === selected,
		(day) => day.free > 0,
	)
	const cell = (day: Day) => html`<button type="button" role="radio"
		class=${dayClasses(day, selected, today)} data-date=${day.date}
		aria-label=${dayName(words, day)} aria-checked=${day.date === selected}
		aria-disabled=${!day.free} tabindex=${day === stop ? 0 : -1}
		@click=${() => day.free && onSelect(day.date)}
		><span class="xs">${day.date === today ? words.t('today') : words.shortWeekday(day.date)}</span
		><b>${words.dayNumber(day.date)}</b>${
			day.free ? dots(day.free) : html`<span class="why">${reasonWord(words, day)}</span>`
		}</button>`
	return html`<div class="strip" role="radiogroup" aria-label=${words.t('days-label')} @keydown=${keys}
		>${days.map(cell)}</div>`
}

/** Scrolls a strip sideways, and nothing else, until its chosen item is in view. */
export function revealChosen(root: ParentNode, selector = '.strip'): void {
	const strip = root.querySelector<HTMLElement>(selector)
	const chosen = strip?.querySelector<HTMLElement>('[aria-checked=true]')
	if (!strip || !chosen) return
	const box = strip.getBoundingClientRect()
	const item = chosen.getBoundingClientRect()
	const off = item.left < box.left || item.right > box.right
	if (off) strip.scrollLeft += (item.left + item.right - box.left - box.right) / 2
}
