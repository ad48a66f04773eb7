import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** As whom PostgreSQL runs: it refuses to be root. */
export interface Account {
	uid: number
	gid: number
}

/**
 * The account for the database when this process is root: the owner of data that is there already,
 * else the system's `postgres`, else `nobody`. Undefined when we aren't root: then it runs as we do.
 */
export async function chooseAccount(data: string): Promise<Account | undefined> {
	if (process.getuid?.() !== 0) return undefined
	const owner = await stat(data).catch(() => undefined)
	if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
	const accounts = await readFile('/etc/passwd', 'utf8')
	return find(accounts, 'postgres') ?? find(accounts, 'nobody') ?? { uid: 65534, gid: 65534 }
}

function find(accounts: string, name: string): Account | undefined {
	const fields = accounts
		.split('\n')
		.find((line) => line.startsWith(`${name}:`))
		?.split(':')
	return fields && { uid: Number(fields[2]), gid: Number(fields[3]) }
}

/** Whether an account may enter a folder: every folder above it must let it pass. */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
	const { mode, uid, gid } = await stat(folder)
	const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
	if ((mode & bit) === 0) return false
	const above = dirname(folder)
	return above === folder || canEnter(above, account)
}
