import { LRUCache } from 'lru-cache'
import sharp from 'sharp'
import type { Hosted } from './find.ts'
import { accentOf } from './page.ts'

export const ICONS = {
	'icon-180': { size: 180, purpose: null },
	'icon-192': { size: 192, purpose: 'any' },
	'icon-512': { size: 512, purpose: 'any' },
	/** A phone cuts it to whatever shape it likes: the paw stays within the inner four fifths. */
	'icon-maskable': { size: 512, purpose: 'maskable' },
} as const
export type IconName = keyof typeof ICONS

const SPRUCE = '#006e61'
const PAW =
	'M5.3 11.3a1.7 2.2 0 103.4 0a1.7 2.2 0 10-3.4 0zM15.3 11.3a1.7 2.2 0 103.4 0a1.7 2.2 0 10-3.4 0zM8.3 6.9a1.7 2.3 0 103.4 0a1.7 2.3 0 10-3.4 0zM12.3 6.9a1.7 2.3 0 103.4 0a1.7 2.3 0 10-3.4 0zM12 12.2c-2.5 0-4.5 2.4-4.5 4.6 0 1.5 1 2.4 2.3 2.4.9 0 1.4-.4 2.2-.4s1.3.4 2.2.4c1.3 0 2.3-.9 2.3-2.4 0-2.2-2-4.6-4.5-4.6z'

/** The icon's ground and its paw. A brand's colour that no bitmap can be given is left for our own. */
export function iconColours(clinic: Hosted): { ground: string; paw: string } {
	const accent = accentOf(clinic)
	const ground = accent !== undefined && /^#[0-9a-f]{6}$/i.test(accent) ? accent : SPRUCE
	return { ground, paw: isLight(ground) ? '#16201e' : '#ffffff' }
}

const drawn = new LRUCache<string, Buffer>({ max: 400 })

/** A paw on the brand's colour, as a bitmap. */
export async function drawIcon(clinic: Hosted, name: IconName): Promise<Buffer> {
	const { ground, paw } = iconColours(clinic)
	const kept = drawn.get(ground + name)
	if (kept) return kept
	const { size, purpose } = ICONS[name]
	// Only what stands by itself has round corners; phones cut the others themselves.
	const corner = purpose === 'any' ? 5.4 : 0
	const scale = purpose === 'maskable' ? 0.62 : 0.8
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="${size}" height="${size}">
		<rect width="24" height="24" rx="${corner}" fill="${ground}"/>
		<path fill="${paw}" transform="translate(12 12) scale(${scale}) translate(-12 -12)" d="${PAW}"/></svg>`
	const bitmap = await sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer()
	drawn.set(ground + name, bitmap)
	return bitmap
}

/** Whether dark stands out from it better than white does: by WCAG's relative luminance. */
function isLight(hex: string): boolean {
	const linear = [1, 3, 5].map((at) => {
		const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
	})
	const [red = 0, green = 0, blue = 0] = linear
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.32
}
