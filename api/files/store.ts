import type { Readable } from 'node:stream'
import { diskStore } from './disk-store.ts'

/**
 * Where the content of files lies, each under a key of its own: `<clinic>/<64 hex digits>`. It may be
 * slow: nothing of it is called while a transaction is open.
 */
export interface FileStore {
	/** Whole or not at all. */
	put(key: string, content: Buffer): Promise<void>
	/** Null when nothing lies under this key; an error when that can not be known. */
	read(key: string): Promise<Readable | null>
	/** Removing what is not there is no mistake. */
	remove(key: string): Promise<void>
}

/** An S3-compatible store. */
export interface S3Settings {
	bucket: string
	/** Unset: Amazon's own. */
	endpoint: string | undefined
	region: string
	accessKeyId: string
	secretAccessKey: string
}

/** Opens the store that is configured; the client of S3 is loaded only where there is one. */
export async function openStore(settings: {
	folder: string
	s3: S3Settings | undefined
}): Promise<FileStore> {
	if (!settings.s3) return diskStore(settings.folder)
	const { s3Store } = await import('./s3-store.ts')
	return s3Store(settings.s3)
}

/** @throws TypeError for what is no key of ours: it becomes part of a path */
export function requireStoreKey(key: string): void {
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[0-9a-f]{64}$/.test(key)) {
		throw new TypeError('Not a key of the file store')
	}
}
