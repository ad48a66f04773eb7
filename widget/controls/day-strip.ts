import { css, html, type TemplateResult } from 'lit'
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

export const dayStripStyles = css`
.strip {
	display: flex;
	gap: 6px;
	margin: -6px calc(-1 * var(--pad));
	padding: 6px var(--pad);
	overflow-x: auto;
	overscroll-behavior-x: contain;
	scroll-padding-inline: var(--pad);
	scrollbar-width: none;
}
.strip .day {
	flex: none;
	gap: 0;
	inline-size: 52px;
	min-block-size: 76px;
	padding-block: 6px;
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-m);
}
.strip .day:not(.chosen, .none) .xs {
	color: var(--vetslot-text-2);
}
.strip b {
	font-size: var(--vetslot-fs-lg);
	line-height: 1.25;
}
.strip .dots {
	--dot: 5px;
	--step: 8px;
	margin-block: 5px 2px;
}
.strip .none {
	border-style: dashed;
}
.strip .today b {
	text-decoration: none;
}
.strip .chosen {
	border-color: var(--vetslot-accent-mark);
}
.why {
	font-size: max(12px, calc(var(--vetslot-font-size) * 0.75));
	line-height: 1.3;
}
`
