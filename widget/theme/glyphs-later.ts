import type { Glyph } from './glyphs.ts'

// Drawings of the steps after the first screens, which travel with those.

export const calendarAdd: Glyph = {
	d: 'M20 12V8.5a3 3 0 00-3-3H7a3 3 0 00-3 3V17a3 3 0 003 3h5.5M4 10h16M8.5 3.5v4M15.5 3.5v4M18 15.5v5M15.5 18h5',
}
export const pin: Glyph = {
	d: 'M12 20.5s6.5-5.3 6.5-10.4a6.5 6.5 0 00-13 0c0 5.1 6.5 10.4 6.5 10.4zM9.7 10a2.3 2.3 0 104.6 0a2.3 2.3 0 10-4.6 0',
}
export const alert: Glyph = {
	d: 'M10.6 4.9 3.7 17a1.6 1.6 0 001.4 2.5h13.8a1.6 1.6 0 001.4-2.5L13.4 4.9a1.6 1.6 0 00-2.8 0zM12 9.5v4M11.4 16.4a.6.6 0 101.2 0a.6.6 0 10-1.2 0',
}
export const users: Glyph = {
	d: 'M5.9 8.8a3.3 3.3 0 106.6 0a3.3 3.3 0 10-6.6 0M3 19c1-3 3.3-4.5 6.2-4.5s5.2 1.5 6.2 4.5M15.5 5.8a3.2 3.2 0 010 6M17.8 14.9c1.6.6 2.7 2 3.3 4.1',
}
export const edit: Glyph = {
	d: 'M14.8 6.2l3 3M5 19l.7-3.6L16 5.1a1.5 1.5 0 012.1 0l.8.8a1.5 1.5 0 010 2.1L8.6 18.3z',
}
export const print: Glyph = {
	d: 'M7.5 9V4.5h9V9M7.5 16.5H6a2 2 0 01-2-2V11a2 2 0 012-2h12a2 2 0 012 2v3.5a2 2 0 01-2 2h-1.5M8.5 14h7a1 1 0 011 1v4a1 1 0 01-1 1h-7a1 1 0 01-1-1v-4a1 1 0 011-1z',
}
export const copy: Glyph = {
	d: 'M11 8.5h6a2.5 2.5 0 012.5 2.5v6a2.5 2.5 0 01-2.5 2.5h-6a2.5 2.5 0 01-2.5-2.5v-6a2.5 2.5 0 012.5-2.5zM15.5 8.5V7A2.5 2.5 0 0013 4.5H7A2.5 2.5 0 004.5 7v6A2.5 2.5 0 007 15.5h1.5',
}
export const lock: Glyph = {
	d: 'M7.8 10.5h8.4a2.8 2.8 0 012.8 2.8v3.9a2.8 2.8 0 01-2.8 2.8h-8.4a2.8 2.8 0 01-2.8-2.8v-3.9a2.8 2.8 0 012.8-2.8zM8.3 10.5V8a3.7 3.7 0 017.4 0v2.5',
}
export const sunrise: Glyph = {
	d: 'M3.5 18.5h17M6.5 15a5.5 5.5 0 0111 0M12 4v3M4.6 9.1l1.9 1.5M19.4 9.1l-1.9 1.5',
}
export const sun: Glyph = {
	d: 'M8.3 12a3.7 3.7 0 107.4 0a3.7 3.7 0 10-7.4 0M12 3.5v2M12 18.5v2M3.5 12h2M18.5 12h2M6 6l1.4 1.4M16.6 16.6 18 18M6 18l1.4-1.4M16.6 7.4 18 6',
}
export const bolt: Glyph = {
	d: 'M13 3.8 5.3 13a.6.6 0 0 0 .5 1H11l-.9 6.2L17.8 11a.6.6 0 0 0-.5-1H12z',
}
export const carrier: Glyph = {
	d: 'M4 11.5a3 3 0 013-3h10a3 3 0 013 3V17a2.5 2.5 0 01-2.5 2.5h-11A2.5 2.5 0 014 17zM9 8.5V7.2C9 6 9.9 5 11 5h2c1.1 0 2 1 2 2.2v1.3M8 12.5v3.5M12 12.5v3.5M16 12.5v3.5',
}
export const page: Glyph = {
	d: 'M8.5 3.5H14l4.5 4.5v10a2.5 2.5 0 01-2.5 2.5H8.5A2.5 2.5 0 016 18V6a2.5 2.5 0 012.5-2.5zM14 3.5V8h4.5M9.5 12.5h5M9.5 16h5',
}
export const logout: Glyph = {
	d: 'M10 4.5H7.5A2.5 2.5 0 005 7v10a2.5 2.5 0 002.5 2.5H10M14.5 8l4 4-4 4M18 12h-8.5',
	flip: true,
}
