// Makes a key of a clinic and prints it, once: only its hash is kept.
//   npm run key -- --clinic wrenfold --kind secret --scopes read,schedule:write --label "Our website"
//   npm run key -- --clinic wrenfold --kind publishable --origins https://www.wrenfold.example
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeKey, type NewKey } from './clinics/keys.ts'
import { checkConnection } from './database/check-connection.ts'
import { connect } from './database/connect.ts'
import { findEmbedded, startEmbedded } from './database/embedded.ts'
import { type Scope, scopes } from './http/permission.ts'

const USAGE = `npm run key -- --clinic <slug> --kind secret|publishable [--label text]
  --scopes   of a secret key: ${scopes.join(',')}; all unless told
  --origins  of a publishable key: the pages that may use it, such as https://clinic.example`

try {
	const key = keyOf(process.argv.slice(2))
	const { id, text } = await withDatabase((url) => make(url, key))
	process.stderr.write(`Key ${id} of ${key.slug}. Keep it: it is not shown again.\n`)
	process.stdout.write(`${text}\n`)
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
	process.exitCode = 1
}

function keyOf(argv: string[]): NewKey {
	const option = { type: 'string' } as const
	const options = { clinic: option, kind: option, label: option, scopes: option, origins: option }
	const { values } = parseArgs({ args: argv, options })
	const { clinic: slug, kind, label = 'Made by command' } = values
	if (!slug || (kind !== 'secret' && kind !== 'publishable')) throw new Error(USAGE)
	const secret = kind === 'secret'
	const wanted = values.scopes?.split(',') ?? (secret ? [...scopes] : [])
	const allowedOrigins = values.origins?.split(',') ?? []
	const odd = wanted.some((scope) => !secret || !scopes.includes(scope as Scope))
	if (odd || !allowedOrigins.every(isOrigin)) throw new Error(USAGE)
	return { slug, kind, scopes: wanted as Scope[], allowedOrigins, label }
}

function isOrigin(text: string): boolean {
	return URL.canParse(text) && new URL(text).origin === text
}

async function make(url: string, key: NewKey) {
	const db = connect({ url, name: 'vetslot-key', poolSize: 1 })
	try {
		return await makeKey(db, key)
	} finally {
		await db.destroy()
	}
}

/** Beside a running server, or with the embedded database started for a moment. */
async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
	const { DATABASE_URL: url, DATA_DIR: folder = '.vetslot' } = process.env
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
