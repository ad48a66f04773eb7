import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { Problem } from '../http/problem.ts'
import type { Upload } from '../http/upload.ts'
import { cleanName } from './name.ts'
import { pageOf, photoOf } from './picture.ts'
import { type ContentKind, contentKind, HEAD_BYTES } from './sniff.ts'

/** A file as it is going to lie in the store. */
export interface Prepared {
	kind: 'photo' | 'document'
	name: string
	contentType: 'image/webp' | 'image/jpeg' | 'application/pdf'
	content: Buffer
	/** Hex, of the content. */
	sha256: string
	thumbnail: Buffer | null
}

/** @throws Problem `unsupported_media_type`, `file_refused` */
export async function preparePhoto(upload: Upload): Promise<Prepared> {
	const { content, kind } = await read(upload, PHOTOS)
	if (kind === 'pdf') throw notTaken(PHOTOS)
	const { full, thumbnail } = await photoOf(content)
	return {
		kind: 'photo',
		name: 'photo.webp',
		contentType: 'image/webp',
		...summed(full),
		thumbnail,
	}
}

/**
 * A PDF stays as it is: it is never opened here, and never shown inside a page.
 *
 * @throws Problem `unsupported_media_type`, `file_refused`
 */
export async function prepareDocument(upload: Upload, name: string): Promise<Prepared> {
	const { content, kind } = await read(upload, DOCUMENTS)
	const isPdf = kind === 'pdf'
	return {
		kind: 'document',
		name: cleanName(name, isPdf ? 'pdf' : 'jpg'),
		contentType: isPdf ? 'application/pdf' : 'image/jpeg',
		...summed(isPdf ? content : await pageOf(content)),
		thumbnail: null,
	}
}

const PHOTOS = 'Please choose a photo: a JPEG, PNG or WebP file.'
const DOCUMENTS = 'Please choose a PDF, or a picture as JPEG, PNG or WebP.'
const HEIC = 'HEIC photos can’t be read here. Please save it as JPEG first, or take a screenshot.'

async function read(
	upload: Upload,
	taken: string,
): Promise<{ content: Buffer; kind: Exclude<ContentKind, 'heic'> }> {
	const content = await buffer(upload.read())
	const kind = contentKind(content.subarray(0, HEAD_BYTES))
	if (kind === null) throw notTaken(taken)
	if (kind === 'heic') throw notTaken(HEIC)
	return { content, kind }
}

function notTaken(detail: string): Problem {
	return new Problem('unsupported_media_type', { detail })
}

function summed(content: Buffer): { content: Buffer; sha256: string } {
	return { content, sha256: createHash('sha256').update(content).digest('hex') }
}
