import type { Readable } from 'node:stream'
import { Problem } from '../http/problem.ts'
import { disposition } from './name.ts'
import type { FileRow } from './rows.ts'
import type { FileStore } from './store.ts'

interface Content {
	body: Readable
	headers: Record<string, string>
}

/**
 * A file on its way to whoever may have it. Whatever it holds, no browser runs it as a page of ours:
 * a document is only ever saved, and a photo, which was drawn here anew, is shown as a picture at most.
 *
 * @throws Problem `file_not_found`, `unavailable` while the store can not be reached
 */
export async function contentOf(
	files: FileStore,
	row: FileRow | undefined,
	size: 'full' | 'thumbnail',
): Promise<Content> {
	const key = size === 'full' ? row?.storage_key : row?.thumbnail_key
	if (!row || !key) throw new Problem('file_not_found')
	const body = await files.read(key).catch((cause) => {
		throw new Problem('unavailable', { cause })
	})
	if (!body) throw new Problem('unavailable')
	const isPhoto = row.kind === 'photo'
	return {
		body,
		headers: {
			'Content-Type': row.content_type,
			...(size === 'full' ? { 'Content-Length': String(row.bytes) } : {}),
			'Content-Disposition': disposition(isPhoto ? 'inline' : 'attachment', row.name),
			'X-Content-Type-Options': 'nosniff',
			'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
			// A page reads it with the owner's session, which is for scripts; no <img> elsewhere has one.
			'Cross-Origin-Resource-Policy': 'same-origin',
		},
	}
}
