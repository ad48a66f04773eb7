import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeServerKey, keep, serverKey } from '../../../api/database/secret.ts'

const secrets = suite('the server key')
let folder: string

secrets.before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'vetslot-secret-'))
})
secrets.after(() => rm(folder, { recursive: true }))

secrets('is made once, of 32 bytes, for its owner alone', async () => {
	const key = await serverKey(folder)
	assert.is(key.length, 32)
	assert.equal(await serverKey(folder), key)
	const { mode } = await stat(join(folder, 'server.key'))
	assert.is(mode & 0o777, 0o600)
})

secrets('is the same for all who make it at once', async () => {
	let number = 0
	const made = await Promise.all(
		Array.from({ length: 20 }, () => keep(join(folder, 'raced'), () => `key ${number++}`)),
	)
	assert.is(new Set(made).size, 1)
})

secrets('is refused when it is short', () => {
	assert.throws(() => decodeServerKey('c2hvcnQ'), /32 random bytes/)
})

secrets.run()
