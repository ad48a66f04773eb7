import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Knex } from 'knex'
import { Catalogue } from '../../api/availability/catalogue.ts'
import type { BookedAppointment } from '../../api/contract/appointments.ts'
import { readiness } from '../../api/database/readiness.ts'
import { connectForSnapshots } from '../../api/database/snapshot.ts'
import { createVersionPoll } from '../../api/database/version-poll.ts'
import { diskStore } from '../../api/files/disk-store.ts'
import { AccessTokens } from '../../api/http/access-token.ts'
import { createDrain } from '../../api/http/drain.ts'
import { listen } from '../../api/http/listen.ts'
import { pagesIn } from '../../api/http/pages.ts'
import type { LimitSettings } from '../../api/http/rate-limits.ts'
import { createLog } from '../../api/log.ts'
import { letterLimit } from '../../api/notifications/letter-limit.ts'
import { notificationQueue, openQueue } from '../../api/notifications/queue.ts'
import { createApp } from '../../api/server.ts'
import type { Services } from '../../api/services.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type BookableClinic, SITE } from '../factories.ts'

export interface Answer {
	status: number
	headers: Headers
	// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every kind
	body: any
}

export interface CallOptions {
	body?: unknown
	/** A publishable key; the clinic's own unless told otherwise, none with null. */
	key?: string | null
	manage?: string
	hold?: string
	headers?: Record<string, string>
}

export interface TestApi {
	url: string
	database: TestDatabase
	db: Knex
	/** What the routes hand to their verbs, for tests below HTTP. */
	services: Services
	/** Every log line so far. */
	logged(): string
	/** Calls as a page of the clinic's website does. */
	call(clinic: BookableClinic, method: string, path: string, options?: CallOptions): Promise<Answer>
	close(): Promise<void>
}

export const serverKey = Buffer.alloc(32, 7)
export const operatorKey = Buffer.alloc(32, 9)

// Far above what any test does: what is tested here are the rules, not the limits.
const open = { most: 1_000_000, seconds: 60 }
const limits = {
	reads: { burst: 1_000_000, perSecond: 1_000_000 },
	writes: { address: open, key: open, email: open },
	bookings: open,
	holdsByAddress: 1_000_000,
	holdsByKey: 1_000_000,
	files: { most: 500, bytes: 500_000_000, uploads: open },
	streams: { most: 1000, byAddress: 1000 },
}

/** The whole server on a database of its own, with answers checked against their schemas. */
export async function startApi(
	writes: Partial<LimitSettings['writes']> = {},
	holdsByAddress = limits.holdsByAddress,
	holdsByKey = limits.holdsByKey,
	bookings = limits.bookings,
): Promise<TestApi> {
	const database = await testDatabase()
	const db = database.server
	const boss = await openQueue({ url: database.serverUrl, works: false, onError: () => {} })
	const lines: string[] = []
	const sink = new Writable({
		write(chunk, _, done) {
			lines.push(String(chunk))
			done()
		},
	})
	const drain = createDrain()
	let url = 'http://127.0.0.1'
	const versions = createVersionPoll({ db })
	versions.start()
	const snapshots = connectForSnapshots(database.serverUrl)
	const folder = join(tmpdir(), `vetslot-files-${randomUUID()}`)
	const services = {
		db,
		snapshots,
		files: diskStore(folder),
		fileLimits: limits.files,
		catalogue: new Catalogue(),
		versions,
		serverKey,
		accessTokens: new AccessTokens(serverKey),
		queueNotification: notificationQueue(boss),
		limitLetters: letterLimit({ letters: writes.email ?? open, bookings }, serverKey, Date.now),
		pages: pagesIn(db, () => url),
		canText: true,
		publicUrl: () => url,
	}
	const app = createApp({
		services,
		config: {
			limits: { ...limits, holdsByAddress, holdsByKey, writes: { ...limits.writes, ...writes } },
			checkResponses: true,
			trustProxy: 0,
			operatorKey,
		},
		log: createLog('info', sink),
		drain,
		ready: readiness(db),
		showsMailbox: true,
	})
	const { server, port } = await listen(app, { host: '127.0.0.1', port: 0 })
	url = `http://127.0.0.1:${port}`
	return {
		url,
		database,
		db,
		services,
		logged: () => lines.join(''),
		call: (clinic, method, path, options = {}) => call(url, clinic, method, path, options),
		close: async () => {
			await drain.close(server, 0)
			await versions.stop()
			await snapshots.destroy()
			await boss.stop({ graceful: false })
			await database.close()
			await rm(folder, { recursive: true, force: true })
		},
	}
}

async function call(
	base: string,
	clinic: BookableClinic,
	method: string,
	path: string,
	{ body, key = clinic.key, manage, hold, headers = {} }: CallOptions,
): Promise<Answer> {
	const reads = method === 'GET'
	const url = new URL(path, base)
	if (reads && key) url.searchParams.set('key', key)
	const answer = await fetch(url, {
		method,
		headers: {
			Origin: SITE,
			...(reads ? {} : { 'Idempotency-Key': randomUUID() }),
			...(!reads && key ? { 'Vetslot-Key': key } : {}),
			...(manage ? { 'Vetslot-Manage': manage } : {}),
			...(hold ? { 'Vetslot-Hold': hold } : {}),
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	})
	const text = await answer.text()
	const json = /json/.test(answer.headers.get('content-type') ?? '')
	return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text }
}

// Read once: a test that runs over the full hour still means the same starts.
const NEXT_HOUR = Math.ceil(Date.now() / 3_600_000) * 3_600_000

/** A start some days ahead, on the grid of half hours; counted from the clock's next full hour. */
export function startIn(days: number, halfHours = 0): string {
	return new Date(NEXT_HOUR + days * 86_400_000 + halfHours * 1_800_000).toISOString()
}

/** The body of a booking by one owner with one dog; `differences` are laid over it. */
export function bookBody(clinic: BookableClinic, differences: Record<string, unknown> = {}) {
	return {
		appointmentTypeId: clinic.types.check,
		visit: { species: 'dog', pets: 1, problems: 1, amber: false },
		start: startIn(3),
		veterinarianId: null,
		pets: [{ name: 'Pickle', species: 'dog' }],
		owner: { name: 'Ann Otter', phone: '020 7946 0142', email: 'ann@owner.example' },
		...differences,
	}
}

/** Books, and fails when that does not work. */
export async function book(
	api: TestApi,
	clinic: BookableClinic,
	differences: Record<string, unknown> = {},
): Promise<BookedAppointment> {
	const body = bookBody(clinic, differences)
	const answer = await api.call(clinic, 'POST', '/api/customer/appointments/book', { body })
	if (answer.status === 201) return answer.body
	throw new Error(`Not booked: ${JSON.stringify(answer.body)}`)
}
