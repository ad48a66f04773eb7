import { html, nothing, type TemplateResult } from 'lit'
import { check, type Glyph, icon } from '../theme/icons.ts'
import { radioKeys, tabStop } from './roving.ts'

export interface Tile {
	id: string
	label: string
	glyph: Glyph
}

export interface TilesProps {
	/** What the group asks, for screen readers. */
	label: string
	tiles: readonly Tile[]
	selected: string | undefined
	onSelect: (id: string) => void
}

const keys = radioKeys({ wrap: true })

/** A radio group of pictures: large, two by two, until one is picked; then a row. */
export function speciesTiles({ label, tiles, selected, onSelect }: TilesProps): TemplateResult {
	const stop = tabStop(tiles, (tile) => tile.id === selected)
	const small = selected !== undefined
	return html`<div class=${small ? 'species row' : 'species'} role="radiogroup" aria-label=${label}
		@keydown=${keys}>${tiles.map(
			(tile) => html`<button class="press" type="button" role="radio"
				aria-checked=${tile.id === selected} tabindex=${tile === stop ? 0 : -1}
				@click=${() => onSelect(tile.id)}>${icon(tile.glyph, small ? 34 : 50)}<span>${tile.label}</span>${
					tile.id === selected ? tick : nothing
				}</button>`,
		)}</div>`
}

/** The round tick on what is chosen. */
export const tick = html`<span class="tick">${icon(check, 14)}</span>`
