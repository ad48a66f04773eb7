import { html } from 'lit'
import { type Glyph, icon } from '../theme/icons.ts'

export type HeroKind = 'done' | 'danger' | 'warm' | 'quiet'

/** The large round mark above the title of a result. */
export const hero = (kind: HeroKind, glyph: Glyph) =>
	html`<span class="hero ${kind}">${icon(glyph, kind === 'done' ? 28 : 26)}</span>`

/** What to bring, what to do on the way: an icon and a short sentence each. */
export const adviceList = (items: readonly { glyph: Glyph; text: unknown }[]) =>
	html`<ul class="advice">${items.map(({ glyph, text }) => html`<li class="sm">${icon(glyph, 22)}<span>${text}</span></li>`)}</ul>`
