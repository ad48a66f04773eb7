import { html, nothing, type TemplateResult } from 'lit'
import { type Glyph, icon, next } from '../theme/icons.ts'

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
