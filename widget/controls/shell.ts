import { css, html, nothing, type TemplateResult } from 'lit'
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

export const shellStyles = css`
.root {
	container: vetslot / inline-size;
}
.card {
	--pad: var(--vetslot-s-5);
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-xl);
	background: var(--vetslot-surface);
	box-shadow: var(--vetslot-shadow-2);
	overflow: clip;
}
:host([surface='bare']) .card {
	border: 0;
	border-radius: 0;
	box-shadow: none;
}
.main {
	min-inline-size: 0;
}
.body {
	padding: var(--vetslot-s-6) var(--pad);
}
.body:first-child {
	padding-block-start: var(--vetslot-s-8);
}
header:not(:has(.progress)) + .body {
	padding-block-start: 14px;
}
.head {
	display: flex;
	align-items: center;
	min-block-size: 60px;
	padding-inline: var(--pad);
}
.head .action:has(.flip) {
	margin-inline: -13px 5px;
	color: var(--vetslot-text);
}
.head button:last-child {
	margin-inline-end: -11px;
}
.head .call ~ .action {
	color: var(--vetslot-text);
}
.call {
	padding-inline: 6px;
}
.where {
	display: flex;
	flex: 1;
	flex-wrap: wrap;
	gap: 0 6px;
}
.where strong {
	font-weight: 600;
}
.progress {
	display: grid;
	grid-auto-flow: column;
	gap: 5px;
	padding: 2px var(--pad) 0;
}
.progress i {
	block-size: 3px;
	border-radius: 2px;
	background: var(--vetslot-surface-3);
}
.progress .on {
	background: var(--vetslot-accent-mark);
}
.foot {
	padding: var(--vetslot-s-3) var(--pad) var(--vetslot-s-4);
	border-block-start: 1px solid var(--vetslot-line);
	background: var(--vetslot-surface);
}
.foot:not(:has(.between)) {
	padding-block-start: 14px;
}
.foot.stuck {
	position: sticky;
	z-index: 20;
	inset-block-end: env(safe-area-inset-bottom, 0px);
}
.foot .between {
	margin-block-end: var(--vetslot-s-3);
}
.foot .go + p {
	margin-block-start: var(--vetslot-s-3);
}
.aside {
	display: none;
}
@container vetslot (inline-size < 320px) {
	.call span {
		display: none;
	}
}
@container vetslot (inline-size >= 420px) {
	.card {
		--pad: var(--vetslot-s-7);
	}
	.foot:has(.between) {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		justify-content: space-between;
		gap: var(--vetslot-s-3);
	}
	.foot .between {
		display: grid;
		gap: 0;
		margin: 0;
	}
	.foot .between strong {
		font-size: var(--vetslot-fs-md);
	}
	.foot:has(.between) .go {
		min-inline-size: 180px;
	}
}
@container vetslot (inline-size > 720px) {
	.card {
		--pad: var(--vetslot-s-8);
	}
}
/* Beside 300 px of summary, month and times need this much to stand side by side. */
@container vetslot (inline-size >= 960px) {
	.wide {
		display: grid;
		grid-template-columns: minmax(0, 1fr) 300px;
	}
	.wide .foot,
	.wide .summary {
		display: none;
	}
	.aside {
		display: block;
		padding: var(--vetslot-s-8) var(--vetslot-s-7);
		border-inline-start: 1px solid var(--vetslot-line);
		background: var(--vetslot-surface-2);
	}
	.aside > * {
		position: sticky;
		inset-block-start: var(--vetslot-s-8);
	}
}
@media (prefers-reduced-motion: no-preference) {
	.body {
		animation: enter var(--vetslot-dur-3) var(--vetslot-ease-out);
	}
	@keyframes enter {
		from {
			opacity: 0;
		}
	}
}
`
