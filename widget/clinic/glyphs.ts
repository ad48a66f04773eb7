import type { Glyph } from '../theme/glyphs.ts'

// Drawings that only the console uses.

export const menu: Glyph = { d: 'M4 8h16M4 16h16' }
export const search: Glyph = { d: 'M5 11a6 6 0 1012 0a6 6 0 10-12 0M15.5 15.5l4.5 4.5' }
export const sliders: Glyph = {
	d: 'M4 8h9M17 8h3M13 8a2 2 0 104 0a2 2 0 10-4 0M4 16h3M11 16h9M7 16a2 2 0 104 0a2 2 0 10-4 0',
}
/** Two on one place. */
export const stacked: Glyph = {
	d: 'M6 4.5h8A1.5 1.5 0 0115.5 6v8a1.5 1.5 0 01-1.5 1.5H6A1.5 1.5 0 014.5 14V6A1.5 1.5 0 016 4.5M9 19.5h9a1.5 1.5 0 001.5-1.5V9',
}
export const transfer: Glyph = { d: 'M8 20V5M4.5 8.5L8 5l3.5 3.5M16 4v15M12.5 15.5L16 19l3.5-3.5' }
