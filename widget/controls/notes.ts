import { html, nothing, type TemplateResult } from 'lit'
import { type Glyph, icon, next, offline } from '../theme/icons.ts'

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
	const body = html`${icon(glyph)}<span>${title ? html`<strong>${title}</strong> ` : nothing}<span>${text}</span></span>`
	return href
		? html`<a class="note ${kind}" href=${href}>${body}</a>`
		: html`<p class="note ${kind}">${body}</p>`
}

/** Edge to edge below the header while there is no connection. */
export function offlineBanner(title: string, text: string): TemplateResult {
	return html`<div class="banner"><span class="disc">${icon(offline)}</span>
		<p class="grow"><b>${title}</b><span class="sm quiet">${text}</span></p></div>`
}

export interface FirstProps {
	glyph: Glyph
	/** "First available" */
	label: string
	/** "Today, 16:20 with Dr Osei" */
	text: unknown
	onPick: () => void
}

/** The soonest time of all: picks it and goes on in one tap. */
export function firstCard({ glyph, label, text, onPick }: FirstProps): TemplateResult {
	return html`<button type="button" class="first press" @click=${onPick}><span class="tile">${icon(glyph)}</span>
		<span class="grow"><span class="label accent">${label}</span><b>${text}</b></span>${icon(next)}</button>`
}

export interface LinkRowProps {
	/** An icon in a tile, or a picture of one's own. */
	lead: unknown
	title: unknown
	text?: unknown
	onPick: () => void
}

/** A choice as a row with an arrow. */
export function linkRow({ lead, title, text, onPick }: LinkRowProps): TemplateResult {
	return html`<button type="button" class="linkrow" @click=${onPick}>${lead}<span class="grow"><b>${title}</b>${
		text ? html`<span class="sm quiet">${text}</span>` : nothing
	}</span>${icon(next)}</button>`
}

/** Rows in one box: the three times nearest to a lost one. */
export const linkRows = (rows: readonly LinkRowProps[]) =>
	html`<div class="box linkrows">${rows.map(linkRow)}</div>`
