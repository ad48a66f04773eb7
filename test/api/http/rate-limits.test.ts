import { randomBytes, randomUUID } from 'node:crypto'
import type { Context } from 'koa'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { queryOf } from '../../../api/database/query.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { subscriber } from '../../../api/http/client-address.ts'
import type { ApiKey } from '../../../api/http/keys.ts'
import { limitPages } from '../../../api/http/limit-pages.ts'
import { Problem } from '../../../api/http/problem.ts'
import { createBucket, createLimits } from '../../../api/http/rate-limits.ts'
import { type LetterPurpose, letterLimit } from '../../../api/notifications/letter-limit.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { insertSmallClinic } from '../database/rows.ts'
import { keys, next, problemOf, siteOrigin, startApp, write } from './app.ts'

const test = suite('limits')
const serverKey = randomBytes(32)
let database: TestDatabase
let clinicId: string
test.before(async () => {
	database = await testDatabase()
	clinicId = (await insertSmallClinic(database.server)).clinicId
})
test.after(() => database.close())

const NOW = Date.parse('2026-11-05T10:00:50Z')

/** One process; several of them share the database. */
const start = (most: { address?: number; key?: number; burst?: number }) => {
	const limits = createLimits({
		settings: {
			reads: { burst: most.burst ?? 1000, perSecond: 1 },
			writes: {
				address: { most: most.address ?? 1000, seconds: 60 },
				key: { most: most.key ?? 1000, seconds: 60 },
				email: { most: 1000, seconds: 3600 },
			},
		},
		db: database.server,
		serverKey,
		now: () => NOW,
	})
	const key: ApiKey = {
		id: randomUUID(),
		clinicId,
		kind: 'publishable',
		allowedOrigins: [siteOrigin],
		native: false,
		scopes: [],
	}
	return { limits, key }
}
const post = (url: string, address: string) =>
	fetch(
		`${url}/api/customer/pets`,
		write({ headers: { 'X-Forwarded-For': `6.6.6.6, ${address}` } }),
	)

test('hold across processes, say when to come back, and have no effect', async () => {
	next.effects = 0
	const { limits, key } = start({ address: 3 })
	const authenticate = { findKey: async () => key }
	const first = await startApp({ limits, authenticate, trustProxy: 1 })
	const second = await startApp({
		limits: start({ address: 3 }).limits,
		authenticate,
		trustProxy: 1,
	})
	try {
		for (const app of [first, second, first]) {
			assert.is((await post(app.url, '203.0.113.7')).status, 201)
		}
		const answer = await post(second.url, '203.0.113.7')
		assert.is((await problemOf(answer)).code, 'rate_limited')
		assert.is(answer.headers.get('retry-after'), '10')
		assert.is(next.effects, 3)
		assert.is((await post(first.url, '203.0.113.8')).status, 201)
	} finally {
		await first.close()
		await second.close()
	}
})

/** A process's way to count a letter, in a transaction that commits. */
const letters = (most: number, later = 0, purpose: LetterPurpose = 'owner_code') => {
	const letters = { most, seconds: 3600 }
	const limit = letterLimit({ letters, bookings: letters }, serverKey, () => NOW + later)
	return (email: string, movedReference?: string) =>
		inTenant(database.server, clinicId, (trx) =>
			limit(queryOf(trx), {
				...{ clinicId, purpose, email },
				...(movedReference ? { movedReference } : {}),
			}),
		)
}

test('of letters to one mailbox, however it is written, begin anew with the next window', async () => {
	const letter = letters(2)
	await letter('Owner@Example.org')
	await letter(' owner+cats@example.ORG ')
	assert.is(await codeOf(letter('owner+dogs+1@example.org')), 'rate_limited')
	for (const other of ['other@example.org', 'owner@example.net', '+cats@example.org']) {
		await letter(other)
	}
	await letters(2, 0, 'owner_reset')('owner@example.org')
	await letters(2, 3_600_000)('owner@example.org')
})

test('of bookings count each address by itself, and no letter that a move causes', async () => {
	const allowance = { most: 1, seconds: 86_400 }
	const limit = letterLimit(
		{ letters: { ...allowance, most: 1000 }, bookings: allowance },
		serverKey,
		() => NOW,
	)
	const book = (bookedFrom?: string) =>
		inTenant(database.server, clinicId, (trx) =>
			limit(queryOf(trx), {
				...{ clinicId, purpose: 'booking', email: 'a@b.example' },
				...(bookedFrom ? { bookedFrom } : {}),
			}),
		)
	await book('203.0.113.70')
	await book('203.0.113.71')
	await book()
	assert.is(await codeOf(book('203.0.113.70')), 'rate_limited')
})

test('let one visit move ten times an hour, whomever it tells', async () => {
	const letter = letters(1000)
	for (let i = 0; i < 10; i++) await letter(`mover${i}@example.org`, 'HLV7Q4K')
	assert.is(await codeOf(letter('mover@example.org', 'HLV7Q4K')), 'rate_limited')
	await letter('mover@example.org', 'HLV7Q4L')
	await letter('mover@example.org')
})

test('keep no address and no email in clear', async () => {
	const { rows } = await database.owner.raw('select bucket, subject from rate_limits')
	assert.ok(rows.length >= 4)
	assert.not.match(JSON.stringify(rows), /203\.0|example|key:/)
})

test('of fifty calls at once exactly as many pass as may', async () => {
	const letter = letters(20)
	const calls = Array.from({ length: 50 }, () => letter('race@example.org'))
	const settled = await Promise.allSettled(calls)
	assert.is(settled.filter((result) => result.status === 'fulfilled').length, 20)
	const refused = settled.filter((result) => result.status === 'rejected')
	assert.ok(refused.every((result) => (result.reason as Problem).code === 'rate_limited'))
})

test('guessing keys is limited before any is looked up', async () => {
	let lookups = 0
	const { limits } = start({ burst: 3 })
	const findKey = async () => {
		lookups++
		return null
	}
	const app = await startApp({ limits, authenticate: { findKey } })
	try {
		for (let i = 0; i < 10; i++) {
			const answer = await fetch(
				`${app.url}/api/customer/clinics/${clinicId}/things?key=${keys.site}${i}`,
			)
			assert.is(answer.status, i < 3 ? 401 : 429)
		}
		assert.is(lookups, 3)
	} finally {
		await app.close()
	}
})

test('count pages and files too, and what the guard counts once', async () => {
	const counted: string[] = []
	const limit = limitPages({ arrival: (address) => void counted.push(address) }, /-1\.js$/)
	const ask = (path: string) =>
		limit({ path, state: { address: path } } as unknown as Context, async () => {})
	const pages = ['/book/x', '/book/x/brand.css', '/clinic', '/visit', '/openapi.json', '/nowhere']
	for (const path of [...pages, '/api/customer/clinic', '/healthz', '/readyz', '/a-1.js']) {
		await ask(path)
	}
	assert.equal(counted, pages)
})

test('a bucket refills with time, up to its size', () => {
	const take = createBucket({ burst: 2, perSecond: 1 })
	const taken = (at: number) => {
		try {
			take('a', at)
			return true
		} catch {
			return false
		}
	}
	const times = [0, 0, 0, 500, 1_000, 1_000, 9_000, 9_000, 9_000]
	assert.equal(times.map(taken), [true, true, false, false, true, false, true, true, false])
})

test('count an IPv6 household as one', () => {
	assert.is(subscriber('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64')
	assert.is(subscriber('2001:DB8:1:2::9'), '2001:db8:1:2::/64')
	assert.is(subscriber('::1'), '0:0:0:0::/64')
	assert.is(subscriber('fe80::1%eth0'), 'fe80:0:0:0::/64')
	assert.is(subscriber('::ffff:203.0.113.7'), '203.0.113.7')
	assert.is(subscriber('203.0.113.7'), '203.0.113.7')
})

async function codeOf(work: Promise<unknown>) {
	try {
		await work
	} catch (error) {
		return error instanceof Problem ? error.code : error
	}
	return 'no problem'
}

test.run()
