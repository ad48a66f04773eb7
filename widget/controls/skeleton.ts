import { html, type TemplateResult } from 'lit'

const blocks = (count: number, kind: string) =>
	Array.from({ length: count }, () => html`<i class="bone ${kind}"></i>`)

const line = (kind = '') => html`<i class="bone text-bone ${kind}"></i>`

/** The shape of the time step while it loads, so that nothing jumps when the times come. */
export function timeSkeleton(text: string): TemplateResult {
	const face = html`<span class="bone-face"><i class="bone face-bone"></i>${line('name-bone')}</span>`
	return html`<div class="stack bones"><div class="stack" aria-hidden="true">
		<i class="bone card-bone"></i>
		<div class="bone-group">${line()}<div class="bone-row">${[face, face, face, face]}</div></div>
		</div>${diarySkeleton(text)}</div>`
}

/** The shape of the days and their times, where what stands above them is known already. */
export const diarySkeleton = (text: string): TemplateResult =>
	html`<div class="stack bones"><div class="bone-when" aria-hidden="true"><div class="bone-group">${line('short-bone')}<div
		class="bone-row days-bone">${blocks(7, 'day-bone')}</div><i class="bone month-bone"></i></div>
		<div class="bone-group">${line()}${line('short-bone')}<div class="slots">${blocks(6, 'slot-bone')}</div></div></div
		><p class="sm quiet centre">${text}</p></div>`

/** Rows of a list while it loads. */
export const listSkeleton = (rows = 4): TemplateResult =>
	html`<div class="stack tight bones" aria-hidden="true">${blocks(rows, 'row-bone')}</div>`
