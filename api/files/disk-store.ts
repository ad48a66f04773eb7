import { type FileHandle, mkdir, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type FileStore, requireStoreKey } from './store.ts'

/** Files in a folder: `<clinic>/<first two digits>/<all digits>`. */
export function diskStore(folder: string): FileStore {
	const pathOf = (key: string) => {
		requireStoreKey(key)
		const [clinicId = '', digits = ''] = key.split('/')
		return join(folder, clinicId, digits.slice(0, 2), digits)
	}
	return {
		put: (key, content) => put(pathOf(key), content),
		read: async (key) => (await existing(open(pathOf(key))))?.createReadStream() ?? null,
		remove: async (key) => {
			const path = pathOf(key)
			// Of one that broke off midway, that is all there is.
			for (const name of [partOf(path), path]) await existing(unlink(name))
		},
	}
}

const partOf = (path: string) => `${path}.part`

/** A name that appears only once all of the content lies on the disk, whenever power fails. */
async function put(path: string, content: Buffer): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 })
	const part = partOf(path)
	await written(await open(part, 'w', 0o600), (file) => file.writeFile(content))
	await rename(part, path)
	await written(await open(dirname(path)), async () => {})
}

async function written(file: FileHandle, write: (file: FileHandle) => Promise<void>) {
	try {
		await write(file)
		await file.sync()
	} finally {
		await file.close()
	}
}

/** What was asked of a file, or undefined where there is none. */
async function existing<T>(asked: Promise<T>): Promise<T | undefined> {
	try {
		return await asked
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
		throw error
	}
}
