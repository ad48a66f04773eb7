import { html, nothing, type TemplateResult } from 'lit'
import { icon, pulse } from '../../theme/icons.ts'
import type { DiaryView } from './diary-view.ts'
import { type Column, wallText } from './model.ts'

/** "8 visits" of a column. */
function countText({ say }: DiaryView, { blocks }: Column): string {
	return blocks.length ? say('visits', { count: blocks.length }) : say('no-visits')
}

/** What a screen reader hears besides: when the column is open, and what the button does. */
function more({ say, desk, mode }: DiaryView, { open, date }: Column): string {
	const hours = open.map(({ from, to }) => `${wallText(from)}–${wallText(to)}`)
	const day = mode === 'week' ? `, ${desk.words.shortDay(date)}` : ''
	return day + (hours.length ? say('column-open', { hours: hours.join(', ') }) : say('column-shut'))
}

/** The head of a column, which opens what can be done there. */
export function head(view: DiaryView, column: Column, index: number): TemplateResult {
	const { each, size, mode, who, desk } = view
	const { resource, date } = column
	const place = `inset-inline-start:${size.gutter + index * each}px;inline-size:${each}px`
	const alone = mode === 'week' && who !== null
	const name = alone ? desk.words.shortDay(date) : resource.shortName
	const count = countText(view, column)
	const isToday = date === view.nowAt.day
	return html`<div class="head" role="columnheader" aria-colindex=${index + 1} .style=${place}>
		<button class=${alone && isToday ? 'head-button today' : 'head-button'} type="button" data-index=${index} tabindex="-1"
			@click=${(event: Event) => view.menu.forColumn(event, column)}>
			${alone || each < 132 ? nothing : face(column)}<span class="grow"><b>${name}</b><span class="xs quiet">${count}</span></span
			><span class="sr">${more(view, column)}</span>
		</button></div>`
}

function face({ resource }: Column) {
	const { kind, initials } = resource
	if (kind === 'room' || kind === 'equipment')
		return html`<span class="face room" aria-hidden="true">${icon(pulse, 17)}</span>`
	const tone =
		kind === 'nurse' ? 'nurse' : `tone-${resource.id.charCodeAt(resource.id.length - 1) % 3}`
	return html`<span class="face ${tone}" aria-hidden="true">${initials}</span>`
}

/** In a week of several people: the days above them. */
export function weekdayHead(view: DiaryView, first: number, last: number) {
	const { mode, who, perDay, each, size, desk, nowAt } = view
	if (mode !== 'week' || who !== null) return nothing
	const [from, to] = [Math.floor(first / perDay), Math.floor(last / perDay)]
	return view.dates.slice(from, to + 1).map((date, i) => {
		const start = size.gutter + (from + i) * perDay * each
		const place = `inset-inline-start:${start}px;inline-size:${perDay * each}px`
		return html`<div class=${date === nowAt.day ? 'date today' : 'date'} .style=${place} aria-hidden="true"
			><span>${desk.words.longDay(date)}</span></div>`
	})
}
