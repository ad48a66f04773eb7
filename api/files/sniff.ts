/** What content is, by its first bytes: names and headers say what their sender likes. */
export type ContentKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf'

/** Enough of a beginning. */
export const HEAD_BYTES = 32

const HEIC_BRANDS = /^(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/

/** @returns null for anything that is not taken here */
export function contentKind(head: Buffer): ContentKind | null {
	const text = head.toString('latin1')
	if (text.startsWith('\xFF\xD8\xFF')) return 'jpeg'
	if (text.startsWith('\x89PNG\r\n\x1A\n')) return 'png'
	if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp'
	if (text.slice(4, 8) === 'ftyp' && HEIC_BRANDS.test(text.slice(8, 12))) return 'heic'
	if (/^%PDF-\d/.test(text)) return 'pdf'
	return null
}
