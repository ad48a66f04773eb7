import type { Router } from '@koa/router'
import type { Context, Middleware } from 'koa'
import { LRUCache } from 'lru-cache'
import type * as z from 'zod'
import type { Issue } from '../contract/problem.ts'
import {
	type Authenticate,
	type AuthKind,
	type Caller,
	isOfClinic,
	takesKeys,
	takesQueryKey,
} from './authenticate.ts'
import { hasBody, hashBody, readBody } from './body.ts'
import { addressOf } from './client-address.ts'
import { etagMatches } from './etag.ts'
import { issuesFromText, issuesFromZod } from './issues.ts'
import { parametersOf } from './parameters.ts'
import { isAllowed, type Permission } from './permission.ts'
import { invalidRequest, Problem } from './problem.ts'
import { checkBody, send } from './reply.ts'
import {
	type AnyReply,
	type Call,
	type Declaration,
	type Intent,
	type Nothing,
	nothing,
	type Reply,
	type Responses,
} from './route.ts'
import type { Shortcuts } from './shortcuts.ts'
import { assertStrict } from './strict.ts'
import { type ReceivedUpload, receiveUpload, type UploadTerms } from './upload.ts'

/** Limits that throw `rate_limited`. */
export interface Limits {
	/** Before anything is looked at; in memory, so that guessing keys costs no database. */
	arrival: (address: string) => void
	/** Once the caller is known, before the body is read. */
	write: (ctx: Context, caller: Caller | null) => Promise<void>
}

export interface GuardOptions {
	authenticate: Authenticate
	limits: Limits
	/** Hold every answer against its schema; for tests and development. */
	checkResponses: boolean
	/** Told of each call that may be answered again without another look at it. */
	shortcuts?: Shortcuts
}

const declarations = new WeakMap<Middleware, Declaration>()

/** The declaration behind a middleware that `guard.route` registered. */
export function declarationOf(middleware: unknown): Declaration | undefined {
	return declarations.get(middleware as Middleware)
}

/**
 * Registers routes by declaration: credentials, limits, strict parsing, the handler, the answer.
 *
 * @example
 * export function clinicRoutes(guard: Guard, clinics: Clinics): Router {
 * 	const router = new Router()
 * 	guard.route(
 * 		router,
 * 		{
 * 			method: 'get',
 * 			path: '/api/customer/clinics/:clinicId',
 * 			operationId: 'getClinic',
 * 			summary: 'Read what a clinic shows to everyone',
 * 			tags: ['Clinics'],
 * 			auth: 'key',
 * 			params: z.strictObject({ clinicId: id }),
 * 			responses: { 200: clinicProfile },
 * 			problems: ['clinic_not_found'],
 * 		},
 * 		async ({ auth }) => ({ status: 200, body: await clinics.profile(auth.clinicId) }),
 * 	)
 * 	return router
 * }
 *
 * An unsafe route adds `body: bookBody, idempotent: true` and passes `call.intent` to
 * `withIdempotency`. Where the path has `:clinicId`, the guard has made sure that it is the caller's.
 */
export class Guard {
	readonly #options: GuardOptions

	constructor(options: GuardOptions) {
		this.#options = options
	}

	route<
		K extends AuthKind,
		const R extends Responses,
		P extends z.ZodType = Nothing,
		Q extends z.ZodType = Nothing,
		H extends z.ZodType = Nothing,
		B extends z.ZodType = z.ZodUndefined,
		I extends boolean = false,
		U extends UploadTerms | undefined = undefined,
	>(
		router: Router,
		declaration: Declaration<K, R, P, Q, H, B, I, U>,
		handler: (call: Call<K, P, Q, H, B, I, U>) => Promise<Reply<R>> | Reply<R>,
	): void {
		const route = declaration as unknown as Declaration
		assertDeclared(route)
		const answer = handler as unknown as Handler
		const memory: Memory = { params: new LRUCache({ max: 1000 }), queries: new WeakMap() }
		const middleware: Middleware = (ctx) => this.#run(ctx, route, memory, answer)
		declarations.set(middleware, route)
		// One path has one form: what caches, logs and limits know it by.
		router.register(route.path, [route.method], middleware, { sensitive: true, strict: true })
	}

	async #run(ctx: Context, route: Declaration, memory: Memory, handler: Handler): Promise<void> {
		const { authenticate, limits, checkResponses } = this.#options
		limits.arrival(addressOf(ctx))
		const caller = await authenticate(ctx, route.auth)
		checkPermission(caller, route.may)
		await limits.write(ctx, caller)
		const parts = await parseParts(ctx, route, memory)
		checkClinic(parts.params, caller)
		checkPermission(caller, route.mayBy?.(parts.query))
		const upload = route.upload
			? await receiveUpload(ctx, route.upload, senderOf(ctx, route.upload, caller))
			: null
		try {
			const reply = await handler({
				...parts,
				upload,
				auth: caller,
				requestId: String(ctx.state.requestId ?? ''),
				address: addressOf(ctx),
				has: (etag) => etagMatches(ctx.get('If-None-Match'), etag),
				stillAllowed: () => stillGood(() => authenticate(ctx, route.auth)),
				intent: route.idempotent ? intentOf(ctx, route, caller, { ...parts, upload }) : null,
			})
			await send(ctx, route, reply, checkResponses)
			this.#remember(ctx, route, caller, reply)
		} finally {
			await upload?.discard()
		}
	}

	#remember(ctx: Context, route: Declaration, caller: Caller | null, reply: AnyReply): void {
		const { shortcuts, checkResponses } = this.#options
		const { again } = reply
		if (!shortcuts || !again || !caller?.key || caller.manage || caller.owner) return
		if (route.headers) return
		const checked = async () => {
			const json = await again()
			checkBody(route, { status: reply.status, json })
			return json
		}
		shortcuts.keep(ctx, caller.key, checkResponses ? checked : again)
	}
}

/** Whose place a file takes while it arrives. */
function senderOf(ctx: Context, { byCaller }: UploadTerms, caller: Caller | null): string {
	if (!caller) return addressOf(ctx)
	return byCaller ? `${caller.clinicId} ${caller.credential}` : caller.clinicId
}

/** A refusal counts; a database that can't be asked refuses nobody. */
async function stillGood(ask: () => Promise<unknown>): Promise<boolean> {
	try {
		await ask()
		return true
	} catch (error) {
		return !(error instanceof Problem && error.status < 500)
	}
}

interface AnyCall extends Parts {
	upload: ReceivedUpload | null
	auth: Caller | null
	requestId: string
	address: string
	has: (etag: string) => boolean
	stillAllowed: () => Promise<boolean>
	intent: Intent | null
}
type Handler = (call: AnyCall) => Promise<AnyReply> | AnyReply

interface Parts {
	params: unknown
	query: unknown
	headers: unknown
	body: unknown
	/** The body as it was sent. */
	raw: unknown
}

/** What parsing has given before: the same text gives the same, and nobody may change it. */
interface Memory {
	/** By the path. */
	params: LRUCache<string, object>
	/** By the parameters as text; see `parametersOf`. */
	queries: WeakMap<object, object>
}

/** Mistakes of a declaration stop the server at start, not a caller later. */
function assertDeclared(route: Declaration): void {
	const where = `${route.method.toUpperCase()} ${route.path}`
	if (route.path.includes(':') && !route.params) throw new Error(`${where}: params need a schema`)
	if (route.method === 'get' && (route.body || route.upload))
		throw new Error(`${where}: a GET takes no body`)
	if (isOfClinic(route.auth) !== (route.may !== undefined)) {
		throw new Error(`${where}: who may belongs to a route of the clinic's own, and each says so`)
	}
	const nobody = route.auth === 'none' || route.auth === 'operator'
	if (route.idempotent && nobody) throw new Error(`${where}: whose intent is it?`)
	for (const part of ['params', 'query', 'body'] as const) {
		if (route[part]) assertStrict(route[part], `${where} ${part}`)
	}
}

/** Parses every part before it complains, so that one answer names every bad field. */
async function parseParts(ctx: Context, route: Declaration, memory: Memory): Promise<Parts> {
	const issues: Issue[] = []
	const parse = (schema: z.ZodType, value: unknown, place: Issue['in']): unknown => {
		const unfit = issuesFromText(value, place)
		const result = schema.safeParse(value, { reportInput: true })
		// A field that is unfit as text is named once, whatever its schema thinks of it too.
		const named = new Set(unfit.map((issue) => issue.path))
		const refused = result.success ? [] : issuesFromZod(result.error, place)
		issues.push(...unfit, ...refused.filter((issue) => !named.has(issue.path)))
		return result.data
	}
	const asked = parametersOf(ctx)
	const params =
		memory.params.get(ctx.path) ?? parse(route.params ?? nothing, ctx.params ?? {}, 'params')
	const query =
		memory.queries.get(asked) ?? parse(route.query ?? nothing, queryOf(ctx, route), 'query')
	const headers = route.headers ? parse(route.headers, ctx.headers, 'header') : {}
	if (route.idempotent) issues.push(...issuesOfIntent(ctx))
	const raw = route.body ? await readBody(ctx) : undefined
	const body = route.body ? parse(route.body, raw, 'body') : undefined
	if (!route.body && !route.upload && hasBody(ctx)) issues.push(unexpectedBody)
	if (route.upload && !hasBody(ctx)) issues.push(missingFile)
	if (issues.length > 0) throw invalidRequest(issues)
	remember(memory, ctx, { params, query })
	return { params, query, headers, body, raw }
}

function remember(memory: Memory, ctx: Context, parts: { params: unknown; query: unknown }): void {
	memory.params.set(ctx.path, Object.freeze(parts.params as object))
	memory.queries.set(parametersOf(ctx), Object.freeze(parts.query as object))
}

const unexpectedBody: Issue = {
	path: '',
	in: 'body',
	code: 'unknown_field',
	message: 'This call takes no body',
}

const missingFile: Issue = {
	path: '',
	in: 'body',
	code: 'required',
	message: 'A file is required',
}

function queryOf(ctx: Context, route: Declaration): unknown {
	const { key, ...rest } = parametersOf(ctx)
	const belongsToUs = takesKeys(route.auth) && takesQueryKey(ctx)
	return belongsToUs || key === undefined ? rest : { ...rest, key }
}

/** Servers are asked for the scope of their key, people for their roles. */
function checkPermission(caller: Caller | null, may: Permission | undefined): void {
	if (may === undefined) return
	if (caller?.staff) {
		if (isAllowed(may, caller.staff.roles)) return
		throw new Problem('forbidden', { detail: `This is for: ${may.roles.join(', ')}.` })
	}
	if (may.scope !== null && caller?.key?.scopes.includes(may.scope)) return
	throw new Problem('forbidden', { detail: `This key was not made for "${may.scope}".` })
}

/** The path may repeat the tenant, it never chooses it. */
function checkClinic(params: unknown, caller: Caller | null): void {
	const clinicId = (params as { clinicId?: unknown }).clinicId
	if (!caller || clinicId === undefined) return
	if (String(clinicId).toLowerCase() === caller.clinicId) return
	throw new Problem('key_not_for_clinic', {
		issues: [
			{
				path: 'clinicId',
				in: 'params',
				code: 'key_not_for_clinic',
				message: 'This credential belongs to another clinic',
			},
		],
	})
}

const intentShape = /^[\x21-\x7e]{22,255}$/

function issuesOfIntent(ctx: Context): Issue[] {
	const key = ctx.get('Idempotency-Key')
	if (intentShape.test(key)) return []
	const place = { path: 'idempotency-key', in: 'header' } as const
	if (key === '') return [{ ...place, code: 'required', message: 'This header is required' }]
	const message = 'Must be 22 to 255 printable characters, at least 128 random bits'
	return [{ ...place, code: 'invalid_format', message }]
}

/** Headers that prove what a key alone does not. */
const PROOFS = ['Vetslot-Hold', 'Vetslot-Manage'] as const

function intentOf(
	ctx: Context,
	route: Declaration,
	caller: Caller | null,
	{ params, query, raw, upload }: Parts & { upload: ReceivedUpload | null },
): Intent {
	if (!caller) throw new Error('An intent needs a caller')
	const { clinicId, credential } = caller
	const given = params as Record<string, unknown>
	const path = route.path.replace(/:(\w+)/g, (_, name) => String(given[name]).toLowerCase())
	const key = ctx.get('Idempotency-Key')
	// Whoever repeats a call proves the same again: what it answered is not for others.
	const sent = upload ? [upload.charset, upload.sha256] : raw
	const bodyHash = hashBody([query, sent, ...PROOFS.map((name) => ctx.get(name))])
	return { clinicId, credential, method: ctx.method, path, key, bodyHash }
}
