import { html, type TemplateResult } from 'lit'

export interface WhenProps {
	/** Heading and strip, with the button that opens the month. */
	strip: unknown
	month: unknown
	times: unknown
	/** In narrow containers: the month instead of the strip. */
	open: boolean
}

/** Days and times: strip or month above the times, or from 600 px the month beside them. */
export function when({ strip, month, times, open }: WhenProps): TemplateResult {
	return html`<div class=${open ? 'when open' : 'when'}><div class="when-strip stack tight">${strip}</div
		><div class="when-month">${month}</div><div class="stack">${times}</div></div>`
}
