import type { Sharp, default as SharpModule } from 'sharp'
import { Problem } from '../http/problem.ts'
import { type ContentKind, contentKind } from './sniff.ts'

// 64 million pixels are the largest picture of a telephone, and 256 MB once unpacked: some
// kilobytes can claim to be a thousand times that.
const MOST_PIXELS = 64_000_000
const SECONDS = 20

const PHOTO_SIDE = 1600
const THUMBNAIL_SIDE = 256
/** Print has to be readable. */
const PAGE_SIDE = 3000

const KINDS: readonly (ContentKind | null)[] = ['jpeg', 'png', 'webp']

/** What a photo becomes: turned upright, made smaller, and nothing in it but the picture. */
export async function photoOf(content: Buffer): Promise<{ full: Buffer; thumbnail: Buffer }> {
	const full = await drawn(content, (picture) =>
		within(picture, PHOTO_SIDE).webp({ quality: 82, effort: 2 }),
	)
	const thumbnail = await drawn(full, (picture) =>
		picture
			.resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'cover', position: 'attention' })
			.webp({ quality: 78, effort: 2 }),
	)
	return { full, thumbnail }
}

/** A document that was photographed or scanned, as a JPEG, which every program opens. */
export function pageOf(content: Buffer): Promise<Buffer> {
	return drawn(content, (picture) =>
		within(picture, PAGE_SIDE).flatten({ background: '#fff' }).jpeg({ quality: 85 }),
	)
}

function within(picture: Sharp, side: number): Sharp {
	const most = { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const
	return picture.autoOrient().resize(most)
}

let loading: Promise<typeof SharpModule> | undefined

/**
 * Its work is done by threads of its own. Told nothing else, it keeps neither place nor camera nor
 * colour profile: what leaves is the picture in sRGB.
 */
async function drawn(content: Buffer, draw: (picture: Sharp) => Sharp): Promise<Buffer> {
	if (!KINDS.includes(contentKind(content))) throw refused('It is no picture')
	loading ??= load()
	const sharp = await loading
	const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 } as const
	try {
		return await draw(sharp(content, options)).timeout({ seconds: SECONDS }).toBuffer()
	} catch (cause) {
		if (/pixel limit/.test(String(cause))) throw refused('It has too many pixels', cause)
		throw refused('It can not be read as a picture', cause)
	}
}

function refused(why: string, cause?: unknown): Problem {
	const detail = `${why}. Please choose another, or take it again.`
	return new Problem('file_refused', { detail, cause })
}

/**
 * Loaded for the first picture; of all that it could open, little is left, in the whole process: what
 * is sent here, and SVG, of which portals' icons are drawn.
 */
async function load(): Promise<typeof SharpModule> {
	const { default: sharp } = await import('sharp')
	sharp.block({ operation: ['VipsForeignLoad'] })
	const kinds = ['Jpeg', 'Png', 'Webp', 'Svg'].map((kind) => `VipsForeignLoad${kind}Buffer`)
	sharp.unblock({ operation: kinds })
	sharp.cache(false)
	return sharp
}
