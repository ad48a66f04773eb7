// Makes a key of a clinic and prints it, once: only its hash is kept.
//   npm run key -- --clinic wrenfold --kind secret --scopes read,schedule:write --label "Our website"
//   npm run key -- --clinic wrenfold --kind publishable --origins https://www.wrenfold.example
import { parseArgs } from 'node:util'
import { makeKey, type NewKey } from './clinics/keys.ts'
import { withDatabase } from './database/beside-server.ts'
import { connect } from './database/connect.ts'
import { type Scope, scopes } from './http/permission.ts'

const USAGE = `npm run key -- --clinic <slug> --kind secret|publishable [--label text]
  --scopes   of a secret key: ${scopes.join(',')}; all unless told
  --origins  of a publishable key: the pages that may use it, such as https://clinic.example`

try {
	const key = keyOf(process.argv.slice(2))
	const { id, text } = await withDatabase(process.env, (url) => make(url, key))
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
