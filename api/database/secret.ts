import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The bytes of the server key; HMAC-SHA-256 gains nothing from more. */
const KEY_BYTES = 32

/**
 * The key that manage links and stored secrets depend on: made on the first start, kept in the
 * folder, readable by its owner only. Losing it makes every link sent so far useless.
 *
 * @param folder where it is kept: `.vetslot/`
 */
export async function serverKey(folder: string): Promise<Buffer> {
	const text = await keep(join(folder, 'server.key'), () =>
		randomBytes(KEY_BYTES).toString('base64url'),
	)
	return decodeServerKey(text)
}

/** Reads a server key as it stands in a file or setting: 32 bytes or more, in base64url. */
export function decodeServerKey(text: string): Buffer {
	const key = Buffer.from(text.trim(), 'base64url')
	if (key.length < KEY_BYTES) {
		throw new TypeError(`A server key is ${KEY_BYTES} random bytes in base64url`)
	}
	return key
}

/**
 * The content of a private file, which is made when it isn't there. Of several processes that make
 * it at once one wins, and all get the winner's content.
 */
export async function keep(path: string, make: () => string): Promise<string> {
	const found = await read(path)
	if (found !== undefined) return found
	await mkdir(dirname(path), { recursive: true })
	const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
	await writeFile(draft, make(), { mode: 0o600, flag: 'wx' })
	try {
		// A link appears whole or not at all, and never replaces another.
		await link(draft, path)
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
	} finally {
		await unlink(draft)
	}
	return (await read(path)) ?? keep(path, make)
}

async function read(path: string): Promise<string | undefined> {
	try {
		const text = await readFile(path, 'utf8')
		await chmod(path, 0o600)
		return text
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
		throw error
	}
}
