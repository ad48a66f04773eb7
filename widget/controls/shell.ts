import { html, nothing, type TemplateResult } from 'lit'
import type { Words } from '../locales/localize.ts'
import { back, close, icon, phone } from '../theme/icons.ts'

export interface HeaderProps {
	/** "Time" */
	step: string
	/** Beside the step's name in place of "Step 2 of 4": a reference on the manage page. */
	note?: string | undefined
	/** 1 to `of`; no number and no bar on results. */
	number?: number | undefined
	of?: number
	onBack?: (() => void) | undefined
	onClose?: (() => void) | undefined
	/** As written, and as dialled: `+442079460112`. */
	phone?: { text: string; dial: string } | undefined
}

const bar = (number: number, of: number) =>
	html`<div class="progress" aria-hidden="true">${Array.from(
		{ length: of },
		(_, i) => html`<i class=${i < number ? 'on' : nothing}></i>`,
	)}</div>`

/** Back, the step's name and number, the phone, and a bar that says the same as the number. */
export function header(words: Words, props: HeaderProps): TemplateResult {
	const { step, note, number, of = 4, onBack, onClose, phone: call } = props
	return html`<header><div class="head">${
		onBack
			? html`<button type="button" class="action" aria-label=${words.t('back')} @click=${onBack}>${icon(back, 22)}</button>`
			: nothing
	}<p class="sm where"><strong>${step}</strong><span class="quiet"
		>${number ? words.t('step-of', { step: number, steps: of }) : note}</span></p>${
			call
				? html`<a class="action call" href="tel:${call.dial}" aria-label=${words.t('call-number', { phone: call.text })}
					>${icon(phone, 18)}<span>${words.t('call')}</span></a>`
				: nothing
		}${
			onClose
				? html`<button type="button" class="action" aria-label=${words.t('close')} @click=${onClose}>${icon(close, 22)}</button>`
				: nothing
		}</div>${number ? bar(number, of) : nothing}</header>`
}

/** The one heading of a step, which takes the focus when the step changes. */
export function title(level: number, text: unknown, lead?: unknown): TemplateResult {
	return html`<div><div class="title" id="title" part="title" role="heading" aria-level=${level} tabindex="-1"
		>${text}</div>${lead ? html`<p class="lead">${lead}</p>` : nothing}</div>`
}

/** A heading inside a step; those of a form are large by themselves. */
export const subhead = (level: number, text: unknown, id?: string, large = false) =>
	html`<div class=${large ? 'subhead large' : 'subhead'} role="heading" aria-level=${level} id=${id ?? nothing}>${text}</div>`

export interface FooterProps {
	/** "Thu 5 Nov, 10:40" and "with Dr Lind" */
	summary?: [main: unknown, detail?: unknown] | undefined
	button: unknown
	/** Below the button. */
	below?: unknown
	/** Off while the keyboard is up, so that the footer doesn't cover the field. */
	sticky?: boolean
}

/** The bar with the step's one filled button, sticky at the bottom of the element. */
export function footer({ summary, button, below, sticky = true }: FooterProps): TemplateResult {
	return html`<div class=${sticky ? 'foot stuck' : 'foot'} part="footer">${
		summary
			? html`<p class="between sm num"><strong>${summary[0]}</strong><span class="quiet">${summary[1]}</span></p>`
			: nothing
	}<div class="go">${button}</div>${below ? html`<p class="sm quiet centre">${below}</p>` : nothing}</div>`
}

export interface ShellProps {
	header: unknown
	/** Edge to edge below the header: the hold, or being offline. */
	banner?: unknown
	body: unknown
	footer?: unknown
	/** Beside the step in wide containers, where it replaces strip and footer. */
	aside?: unknown
}

/** The card around a step; the layout follows the container's width, never the window's. */
export function shell({ header, banner, body, footer, aside }: ShellProps): TemplateResult {
	return html`<div class="root"><div class=${aside ? 'card wide' : 'card'} part="card"><div class="main"
		>${header}${banner ?? nothing}<div class="body stack">${body}</div>${footer ?? nothing}</div>${
			aside ? html`<aside class="aside">${aside}</aside>` : nothing
		}</div></div>`
}
