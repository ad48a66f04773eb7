import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The server key of an installation that keeps its own data folder: made there once, readable by
 * its user only. Lost with the folder, and with it every manage link that was sent.
 */
export function loadServerKey(dataDir: string): Buffer {
	const file = join(dataDir, 'server.key')
	mkdirSync(dataDir, { recursive: true })
	try {
		// `wx`: of two processes that start at once, one makes the key and the other reads it.
		writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
	}
	const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
	if (key.length < 32) throw new Error(`${file} does not hold a server key`)
	return key
}
