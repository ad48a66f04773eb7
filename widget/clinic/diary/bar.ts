import { html, nothing, type TemplateResult } from 'lit'
import { radioKeys } from '../../controls/roving.ts'
import { back, icon, next, print } from '../../theme/icons.ts'
import type { DiaryView, Mode } from './diary-view.ts'

const modes: readonly Mode[] = ['day', 'week', 'list']
const keys = radioKeys({ wrap: true })

/** What the diary has in the top bar: which day, and how it is shown. */
export function drawBar(view: DiaryView): TemplateResult {
	const { say, mode, heading, date, today } = view
	const step = mode === 'week' ? 'week' : 'day'
	const isToday = view.dates.includes(today)
	return html`<button class="round" type="button" aria-label=${say(`${step}-before`)} @click=${() => view.turn(-1)}
			>${icon(back, 20)}</button>
		<button class="round" type="button" aria-label=${say(`${step}-after`)} @click=${() => view.turn(1)}>${icon(next, 20)}</button>
		<h1 class="bar-title">${heading}</h1>
		<label class="bar-date"><span class="sr">${say('go-to-day')}</span><input type="date" .value=${date}
			@change=${(event: Event & { target: HTMLInputElement }) => event.target.value && view.show({ date: event.target.value })} /></label>
		<button class=${isToday ? 'chip on' : 'chip'} type="button" aria-current=${isToday ? 'date' : nothing}
			@click=${view.toToday}>${say('today')}</button>
		<span class="bar-space"></span>${mode === 'week' ? whose(view) : nothing}
		<div class="segments" role="radiogroup" aria-label=${say('show')} @keydown=${keys}>${modes.map(
			(
				one,
			) => html`<button type="button" role="radio" aria-checked=${one === mode} tabindex=${one === mode ? 0 : -1}
				@click=${() => view.show({ mode: one })}>${say(one)}</button>`,
		)}</div>
		<button class="round wide-only" type="button" aria-label=${say('print')} @click=${() => window.print()}>${icon(print, 20)}</button>`
}

function whose(view: DiaryView) {
	const { say, who, desk, route } = view
	const people = desk.resources.filter(({ kind, active }) => active && kind !== 'cap')
	const choose = (event: Event & { target: HTMLSelectElement }) => {
		const { who: _, ...query } = route.query
		desk.go({ query: event.target.value ? { ...query, who: event.target.value } : query })
	}
	return html`<select class="input whose" aria-label=${say('whose-week')} @change=${choose}>
		<option value="" ?selected=${who === null}>${say('everyone')}</option>${people.map(
			({ id, name }) => html`<option value=${id} ?selected=${id === who}>${name}</option>`,
		)}</select>`
}
