import { html, nothing, type TemplateResult } from 'lit'
import { type Glyph, icon, offline } from '../theme/icons.ts'

export * from './rows.ts'

export type NoteKind = 'danger' | 'warm' | 'info' | 'plain'

export interface NoteProps {
	glyph: Glyph
	title?: unknown
	text?: unknown
	/** Makes the whole note one link. */
	href?: string | undefined
}

/** A tinted box with an icon: "Need help right now?", the clinic's time zone, what happens offline. */
export function note(kind: NoteKind, { glyph, title, text, href }: NoteProps): TemplateResult {
	// The space stands outside of the inner template, at whose end the build would drop it.
	const body = html`${icon(glyph)}<span>${title ? html`<strong>${title}</strong>` : nothing} <span>${text}</span></span>`
	return href
		? html`<a class="note ${kind}" href=${href}>${body}</a>`
		: html`<p class="note ${kind}">${body}</p>`
}

/** Edge to edge below the header while there is no connection. */
export function offlineBanner(title: string, text: string): TemplateResult {
	return html`<div class="banner"><span class="disc">${icon(offline)}</span>
		<p class="grow"><b>${title}</b><span class="sm quiet">${text}</span></p></div>`
}
