import { randomBytes, randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { Router } from '@koa/router'
import Koa from 'koa'
import * as z from 'zod'
import { type AuthenticateOptions, createAuthenticate } from '../../../api/http/authenticate.ts'
import { trustProxies } from '../../../api/http/client-address.ts'
import { createDrain } from '../../../api/http/drain.ts'
import { foundation } from '../../../api/http/foundation.ts'
import { Guard, type Limits } from '../../../api/http/guard.ts'
import { healthRoutes } from '../../../api/http/health.ts'
import { type ApiKey, hashKey } from '../../../api/http/keys.ts'
import { listen } from '../../../api/http/listen.ts'
import { makeManageToken, readManageToken } from '../../../api/http/manage-token.ts'
import { Problem } from '../../../api/http/problem.ts'
import { createLog } from '../../../api/log.ts'

export const clinicId = '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10'
export const otherClinicId = '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b11'
export const siteOrigin = 'https://www.harbour-vets.example'
export const hostedOrigin = 'https://book.vetslot.example'
export const serverKey = randomBytes(32)
export const keys = {
	site: 'pk_demo_harbour_0001',
	other: 'pk_demo_other_0001',
	native: 'pk_demo_native_0001',
	secret: 'sk_demo_harbour_0001',
	misfiled: 'pk_demo_misfiled_0001',
}
export const manageToken = makeManageToken(serverKey, {
	clinicId,
	reference: 'HLV7Q4K',
	generation: 1,
})

const known: Record<string, ApiKey> = {
	[hashKey(keys.site)]: apiKey({}),
	[hashKey(keys.other)]: apiKey({ clinicId: otherClinicId }),
	[hashKey(keys.native)]: apiKey({ native: true }),
	[hashKey(keys.secret)]: apiKey({ kind: 'secret' }),
	[hashKey(keys.misfiled)]: apiKey({ kind: 'secret' }),
}

function apiKey(differences: Partial<ApiKey>): ApiKey {
	const common = { clinicId, kind: 'publishable' as const, allowedOrigins: [siteOrigin, 'null'] }
	return { id: randomUUID(), native: false, scopes: [], ...common, ...differences }
}

export const pet = z
	.strictObject({
		name: z.string().min(1).max(40),
		age: z.int().min(0).max(60),
		tags: z.array(z.string()).max(3).optional(),
	})
	.meta({ id: 'TestPet' })

/** What the routes below throw or answer next; tests set it. */
export const next = { thrown: undefined as unknown, body: { ok: true } as unknown, effects: 0 }

function testRoutes(guard: Guard): Router {
	const router = new Router()
	const shared = { tags: ['Test'], problems: [] } as const
	const okay = z.strictObject({ ok: z.boolean() }).meta({ id: 'TestOkay' })
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: '/api/customer/clinics/:clinicId/things',
			operationId: 'listThings',
			summary: 'List things',
			auth: 'key',
			params: z.strictObject({ clinicId: z.uuid() }),
			query: z.strictObject({ limit: z.string().regex(/^\d+$/).optional() }),
			responses: { 200: okay },
		},
		() => {
			if (next.thrown !== undefined) throw next.thrown
			return { status: 200, body: next.body as { ok: boolean } }
		},
	)
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/customer/pets',
			operationId: 'createPet',
			summary: 'Create a pet',
			auth: 'key',
			body: pet,
			idempotent: true,
			responses: { 201: z.strictObject({ bodyHash: z.string(), credential: z.string() }) },
		},
		({ intent }) => {
			next.effects++
			return {
				status: 201,
				body: { bodyHash: intent.bodyHash, credential: intent.credential },
			}
		},
	)
	guard.route(
		router,
		{
			...shared,
			method: 'put',
			path: '/api/customer/things/:id/part/:part',
			operationId: 'changePart',
			summary: 'Change a part of a thing',
			auth: 'key',
			params: z.strictObject({ id: z.uuid(), part: z.string() }),
			idempotent: true,
			responses: { 200: z.strictObject({ path: z.string() }) },
		},
		({ intent }) => ({ status: 200, body: { path: intent.path } }),
	)
	guard.route(
		router,
		{
			...shared,
			method: 'delete',
			path: '/api/customer/appointments/:id',
			operationId: 'cancelThing',
			summary: 'Cancel a thing',
			auth: 'manage',
			params: z.strictObject({ id: z.string() }),
			responses: { 204: null },
		},
		() => {
			next.effects++
			return { status: 204 }
		},
	)
	return router
}

export interface TestApp {
	url: string
	/** Every log line so far. */
	logged: () => string
	routers: Router[]
	guard: Guard
	close: () => Promise<void>
}

const noLimits: Limits = { arrival: () => {}, write: async () => {} }

/** A real server on a port of its own, with keys in memory. */
export async function startApp(
	options: {
		limits?: Limits
		checkResponses?: boolean
		trustProxy?: number
		ready?: () => Promise<void>
		authenticate?: Partial<AuthenticateOptions>
		/** Further routes of a test's own. */
		more?: (guard: Guard) => Router[]
	} = {},
): Promise<TestApp> {
	// What the file before has left there.
	Object.assign(next, { thrown: undefined, body: { ok: true }, effects: 0 })
	const lines: string[] = []
	const sink = new Writable({
		write(chunk, _encoding, done) {
			lines.push(String(chunk))
			done()
		},
	})
	const app = new Koa()
	// Connections that callers give up.
	app.silent = true
	trustProxies(app, options.trustProxy ?? 0)
	const drain = createDrain()
	const guard = new Guard({
		authenticate: createAuthenticate({
			findKey: async (hash) => known[hash] ?? null,
			readStaff: async () => 'invalid',
			readOwner: async () => 'invalid',
			readManage: (token) => readManageToken(serverKey, token),
			hostedOrigins: () => [hostedOrigin],
			...options.authenticate,
		}),
		limits: options.limits ?? noLimits,
		checkResponses: options.checkResponses ?? true,
	})
	const routers = [testRoutes(guard), healthRoutes(guard, options.ready ?? (async () => {}))]
	routers.push(...(options.more?.(guard) ?? []))
	for (const middleware of foundation({ log: createLog('info', sink), drain, https: false })) {
		app.use(middleware)
	}
	for (const router of routers) app.use(router.routes())
	const { server, port } = await listen(app, { host: '127.0.0.1', port: 0 })
	return {
		url: `http://127.0.0.1:${port}`,
		logged: () => lines.join(''),
		routers,
		guard,
		close: async () => void (await drain.close(server, 0)),
	}
}

/** A write as a page of the clinic would send it; `differences` are laid over it. */
export function write(differences: RequestInit & { headers?: Record<string, string> } = {}) {
	return {
		method: 'POST',
		body: JSON.stringify({ name: 'Biscuit', age: 4 }),
		...differences,
		headers: {
			'Content-Type': 'application/json',
			'Vetslot-Key': keys.site,
			'Idempotency-Key': randomUUID(),
			Origin: siteOrigin,
			...differences.headers,
		},
	}
}

/** The problem in an answer, after checking that it is a proper one. */
export async function problemOf(answer: Response) {
	const type = answer.headers.get('content-type') ?? ''
	if (!type.startsWith('application/problem+json')) throw new Error(`Not a problem: ${type}`)
	const document = (await answer.json()) as {
		status: number
		code: string
		detail: string
		requestId: string
		issues: { path: string; in: string; code: string; message: string }[]
	}
	if (document.status !== answer.status) throw new Error('The statuses disagree')
	return document
}

export { Problem }
