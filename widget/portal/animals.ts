import type { Species } from '@vetslot/sdk'
import { html, type TemplateResult } from 'lit'
import { animalGlyph } from '../booking/view.ts'
import { icon } from '../theme/icons.ts'

const tints: Partial<Record<Species, string>> = { dog: 'warm', cat: 'info', rabbit: 'accent-tint' }

/** An animal in a round tile, in the tint of its kind. Decoration: its name stands beside it. */
export function animalTile(species: Species, size = 34): TemplateResult {
	return html`<span class="tile pet-tile ${tints[species] ?? 'plain'}">${icon(animalGlyph(species), size)}</span>`
}
