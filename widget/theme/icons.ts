import { nothing, svg, type TemplateResult } from 'lit'
import type { Glyph } from './glyphs.ts'

export * from './glyphs.ts'
export * from './glyphs-later.ts'

/**
 * Draws a glyph at a size in CSS pixels. Always decoration: the words beside it carry the meaning.
 *
 * @example icon(clock, 16)
 */
export function icon(glyph: Glyph, size = 20): TemplateResult {
	const grid = glyph.grid ?? 24
	// The stroke has to look 1.5 px thick whatever the size it is drawn at.
	return svg`<svg class=${glyph.flip ? 'icon flip' : 'icon'} viewBox="0 0 ${grid} ${grid}" width=${size}
		height=${size} stroke-width=${(1.5 * grid) / size} fill="none" stroke="currentColor"
		stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d=${glyph.d} />${
			glyph.fill ? svg`<path d=${glyph.fill} fill="currentColor" stroke="none" />` : nothing
		}</svg>` as TemplateResult
}
