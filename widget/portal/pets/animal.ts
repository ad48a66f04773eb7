import type { Species } from '@vetslot/sdk/owner'
import { html, type TemplateResult } from 'lit'
import { animalGlyph } from '../../booking/view.ts'
import { icon } from '../../theme/icons.ts'

const tints: Partial<Record<Species, string>> = { dog: 'warm', cat: 'info' }

/** An animal in a round tile. Decoration: its name stands beside it. */
export const animal = (species: Species): TemplateResult =>
	html`<span class="tile pet-tile ${tints[species] ?? 'plain'}">${icon(animalGlyph(species), 34)}</span>`
