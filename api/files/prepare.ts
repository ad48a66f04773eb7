import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { Problem } from '../http/problem.ts'
import type { Upload } from '../http/upload.ts'
import { cleanName } from './name.ts'
import { pageOf, photoOf } from './picture.ts'
import { type ContentKind, contentKind, HEAD_BYTES } from './sniff.ts'
import type { FileStore } from './store.ts'
import { Workshop } from './workshop.ts'

/** What lies in the store. */
export interface Stored {
	key: string
	sha256: string
	content: Buffer
}

/** A file that is in the store, and has no row yet. */
export interface Prepared {
	kind: 'photo' | 'document'
	name: string
	contentType: 'image/webp' | 'image/jpeg' | 'application/pdf'
	main: Stored
	thumbnail: Stored | null
}

interface Place {
	files: FileStore
	clinicId: string
}

// Each may hold a file and a picture of 64 million pixels.
const workshop = new Workshop(2)

/** @throws Problem `unsupported_media_type`, `file_refused`, `overloaded` */
export function preparePhoto(place: Place, upload: Upload): Promise<Prepared> {
	return workshop.run(async () => {
		const { content, kind } = await read(upload, PHOTOS)
		if (kind === 'pdf') throw notTaken(PHOTOS)
		const { full, thumbnail } = await photoOf(content)
		return {
			kind: 'photo',
			name: 'photo.webp',
			contentType: 'image/webp',
			main: await keep(place, full),
			thumbnail: await keep(place, thumbnail),
		}
	})
}

/**
 * A PDF stays as it is: it is never opened here, and never shown inside a page.
 *
 * @throws Problem `unsupported_media_type`, `file_refused`, `overloaded`
 */
export function prepareDocument(place: Place, upload: Upload, name: string): Promise<Prepared> {
	return workshop.run(async () => {
		const { content, kind } = await read(upload, DOCUMENTS)
		const isPdf = kind === 'pdf'
		return {
			kind: 'document',
			name: cleanName(name, isPdf ? 'pdf' : 'jpg'),
			contentType: isPdf ? 'application/pdf' : 'image/jpeg',
			main: await keep(place, isPdf ? content : await pageOf(content)),
			thumbnail: null,
		}
	})
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

async function keep({ files, clinicId }: Place, content: Buffer): Promise<Stored> {
	const sha256 = createHash('sha256').update(content).digest('hex')
	const key = `${clinicId}/${sha256}`
	await files.put(key, content)
	return { key, sha256, content }
}
