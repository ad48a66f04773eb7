import { html, type TemplateResult } from 'lit'

const blocks = (count: number, kind: string) =>
	Array.from({ length: count }, () => html`<i class="bone ${kind}"></i>`)

/** The shape of the time step while it loads, so that nothing jumps when the times come. */
export function timeSkeleton(text: string): TemplateResult {
	return html`<div class="stack bones"><div class="stack" aria-hidden="true">
		<i class="bone card-bone"></i>
		<div class="bone-group"><i class="bone text-bone"></i><div class="bone-row">${blocks(4, 'face-bone')}</div></div>
		<div class="bone-group"><i class="bone text-bone short-bone"></i><div class="bone-row days-bone">${blocks(7, 'day-bone')}</div></div>
		<div class="bone-group"><i class="bone text-bone"></i><div class="slots">${blocks(6, 'slot-bone')}</div></div></div><p class="sm quiet centre">${text}</p></div>`
}

/** Rows of a list while it loads. */
export const listSkeleton = (rows = 4): TemplateResult =>
	html`<div class="stack tight bones" aria-hidden="true">${blocks(rows, 'row-bone')}</div>`
