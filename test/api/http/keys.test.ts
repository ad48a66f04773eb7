import { randomBytes } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { type ApiKey, cacheKeys, findKeyIn, hashKey } from '../../../api/http/keys.ts'
import { makeManageToken, readManageToken } from '../../../api/http/manage-token.ts'
import { testDatabase } from '../../database.ts'
import { insertSmallClinic } from '../database/rows.ts'

const test = suite('keys and tokens')

const key: ApiKey = {
	id: 'k1',
	clinicId: 'c1',
	kind: 'publishable',
	allowedOrigins: [],
	native: false,
	scopes: [],
}

test('a key is looked up once for many calls, an unknown one too', async () => {
	let lookups = 0
	const find = cacheKeys(async (hash) => {
		lookups++
		return hash === hashKey('pk_known') ? key : null
	})
	const known = Array.from({ length: 20 }, () => find(hashKey('pk_known')))
	for (const found of await Promise.all(known)) {
		const { knownUntil = 0, ...same } = found ?? {}
		assert.equal(same, key)
		const left = knownUntil - performance.now()
		assert.ok(left > 0 && left <= 5000, `${left} ms until it is looked up again`)
	}
	assert.is(lookups, 1)
	for (let i = 0; i < 5; i++) assert.is(await find(hashKey('pk_unknown')), null)
	assert.is(lookups, 2)
})

test('finds a stored key by its hash until it is revoked', async () => {
	const database = await testDatabase()
	try {
		const { clinicId } = await insertSmallClinic(database.server)
		const id = newId()
		const hash = hashKey('pk_stored_00000001')
		const store = 'select create_api_key(?, ?, ?, ?, ?, ?, ?, ?)'
		const row = [id, clinicId, Buffer.from(hash, 'hex'), 'publishable']
		await inTenant(database.server, clinicId, (trx) =>
			trx.raw(store, [...row, ['https://a.example'], [], true, 'site']),
		)
		const find = findKeyIn(database.server)
		const allowedOrigins = ['https://a.example']
		const stored = { id, clinicId, kind: 'publishable', allowedOrigins, native: true, scopes: [] }
		assert.equal(await find(hash), stored)
		assert.is(await find(hashKey('pk_stored_00000002')), null)
		await inTenant(database.server, clinicId, (trx) =>
			trx.raw('select revoke_api_key(?, ?)', [clinicId, id]),
		)
		assert.is(await find(hash), null)
	} finally {
		await database.close()
	}
})

test('a failed lookup is not remembered', async () => {
	let fails = true
	const find = cacheKeys(async () => {
		if (fails) throw new Error('no database')
		return key
	})
	const words = await find('h').catch((error: Error) => error.message)
	assert.is(words, 'no database')
	fails = false
	assert.is((await find('h'))?.id, key.id)
})

test('a manage token says what it opens, to who has the server key', () => {
	const serverKey = randomBytes(32)
	const claims = {
		clinicId: '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10',
		reference: 'HLV7Q4K',
		generation: 4_000_000_000,
	}
	const token = makeManageToken(serverKey, claims)
	assert.match(token, /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/)
	assert.equal(readManageToken(serverKey, token), claims)
	assert.is(makeManageToken(serverKey, claims), token)
	assert.is(readManageToken(randomBytes(32), token), null)
	assert.is.not(makeManageToken(serverKey, { ...claims, generation: 1 }), token)
})

test('a manage token has one spelling, and no letter of it can be changed', () => {
	const serverKey = randomBytes(32)
	const clinicId = '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10'
	const token = makeManageToken(serverKey, { clinicId, reference: 'HLV7Q4K', generation: 1 })
	const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
	for (let at = 0; at < token.length; at++) {
		for (const letter of letters) {
			if (letter === token[at]) continue
			const changed = token.slice(0, at) + letter + token.slice(at + 1)
			assert.is(readManageToken(serverKey, changed), null, changed)
		}
	}
	for (const odd of ['', '.', token.slice(1), `${token}=`, ` ${token}`, token.replace('.', '..')]) {
		assert.is(readManageToken(serverKey, odd), null)
	}
})

test.run()
