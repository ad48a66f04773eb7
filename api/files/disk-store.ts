import { randomUUID } from 'node:crypto'
import {
	type FileHandle,
	mkdir,
	open,
	readdir,
	rename,
	stat,
	unlink,
	utimes,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type FileStore, requireStoreKey, type StoredFile } from './store.ts'

const PART = /\.part$/

/** Files in a folder: `<clinic>/<first two digits>/<SHA-256>`. */
export function diskStore(folder: string): FileStore {
	const pathOf = (key: string) => {
		requireStoreKey(key)
		const [clinicId = '', hash = ''] = key.split('/')
		return join(folder, clinicId, hash.slice(0, 2), hash)
	}
	return {
		put: (key, content) => put(pathOf(key), content),
		has: async (key) => (await existing(stat(pathOf(key)))) !== undefined,
		read: async (key) => (await open(pathOf(key))).createReadStream(),
		remove: async (key) => void (await existing(unlink(pathOf(key)))),
		list: () => list(folder),
	}
}

/** A name that appears only once all of the content lies on the disk, whenever power fails. */
async function put(path: string, content: Buffer): Promise<void> {
	const now = new Date()
	const touched = await existing(utimes(path, now, now).then(() => true))
	if (touched) return
	await mkdir(dirname(path), { recursive: true, mode: 0o700 })
	const part = `${path}.${randomUUID()}.part`
	try {
		await written(await open(part, 'wx', 0o600), (file) => file.writeFile(content))
		await rename(part, path)
	} catch (error) {
		await existing(unlink(part))
		throw error
	}
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

/** What broke off midway is listed by no key, and removed once it is a day old. */
async function* list(folder: string): AsyncGenerator<StoredFile> {
	for (const clinicId of await namesIn(folder)) {
		for (const shelf of await namesIn(join(folder, clinicId))) {
			for (const name of await namesIn(join(folder, clinicId, shelf))) {
				const path = join(folder, clinicId, shelf, name)
				const writtenAt = (await existing(stat(path)))?.mtime
				if (!writtenAt) continue
				if (!PART.test(name)) yield { key: `${clinicId}/${name}`, writtenAt }
				else if (Date.now() - writtenAt.getTime() > 86_400_000) await existing(unlink(path))
			}
		}
	}
}

async function namesIn(folder: string): Promise<string[]> {
	return (await existing(readdir(folder))) ?? []
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
