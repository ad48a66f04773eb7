import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { checkConnection } from './check-connection.ts'
import { findEmbedded, startEmbedded } from './embedded.ts'

/**
 * For commands: the address of the server's database, whether a server is running beside them or not.
 * The embedded one is started for the moment where nobody else has.
 */
export async function withDatabase<T>(
	env: NodeJS.ProcessEnv,
	work: (url: string) => Promise<T>,
): Promise<T> {
	const { DATABASE_URL: url, DATA_DIR: folder = '.vetslot' } = env
	if (url) {
		await checkConnection(url)
		return work(url)
	}
	const running = await findEmbedded(folder)
	if (running) return work(running)
	if (!(await stat(join(folder, 'passwords.json')).catch(() => null))) {
		throw new Error(`DATABASE_URL is not set, and there is no database in ${folder}`)
	}
	const database = await startEmbedded({ folder })
	try {
		return await work(database.serverUrl)
	} finally {
		await database.stop()
	}
}
