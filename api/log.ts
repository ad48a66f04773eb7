import type { Context, Middleware } from 'koa'
import pino, { type DestinationStream, type Logger } from 'pino'
import { UnsealError } from './database/sealed.ts'
import { NotYet } from './http/not-yet.ts'

export type { Logger } from 'pino'

/** Fields that never reach the log, at the top and one level down, whoever passes them. */
const PRIVATE = new Set([
	'address',
	'authorization',
	'body',
	'clientAddress',
	'cookie',
	'email',
	'headers',
	'ip',
	'key',
	'manageToken',
	'name',
	'notes',
	'password',
	'phone',
	'query',
	'token',
	'url',
])

/**
 * The one log: JSON lines on standard output, or on `destination` in tests. It holds no personal
 * data: private fields are cut, and errors tell what failed and where, not on what.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
	const options: pino.LoggerOptions = {
		level,
		base: null,
		timestamp,
		formatters: { level: (label) => ({ level: label }), log: withoutPrivate },
		serializers: { err: describeError },
	}
	// Lines are gathered while the last ones are written; what is fatal waits for its own.
	return pino(options, destination ?? pino.destination({ sync: false }))
}

/** By hand, since a request's line is written at every request. */
function withoutPrivate(line: Record<string, unknown>): Record<string, unknown> {
	const kept: Record<string, unknown> = {}
	for (const [field, value] of Object.entries(line)) {
		if (PRIVATE.has(field)) continue
		// Errors are described below, in words of their own.
		const plain = typeof value === 'object' && value !== null && field !== 'err'
		kept[field] = plain ? withoutPrivateFields(value) : value
	}
	return kept
}

function withoutPrivateFields(value: object): object {
	if (Array.isArray(value)) return value
	return Object.fromEntries(Object.entries(value).filter(([field]) => !PRIVATE.has(field)))
}

interface DescribedError {
	type: string
	code?: string
	message?: string
	at?: string[]
	cause?: DescribedError
}

/**
 * Knex writes the values of a failed query into the error's message, and PostgreSQL writes rows
 * into its own, so a database error shows its SQLSTATE and place only.
 */
export function describeError(thrown: unknown, depth = 0): DescribedError {
	if (!(thrown instanceof Error)) return describeOther(thrown)
	const error = thrown as Error & { code?: unknown; nativeError?: unknown; severity?: unknown }
	const fromDatabase = error.nativeError !== undefined || error.severity !== undefined
	const cause = error.nativeError ?? error.cause
	return {
		type: error.name,
		...(typeof error.code === 'string' ? { code: error.code } : {}),
		...(fromDatabase ? {} : { message: scrub(error.message) }),
		at: framesOf(error),
		...(cause && depth < 3 ? { cause: describeError(cause, depth + 1) } : {}),
	}
}

/** The queue, for one, passes on plain objects with the words of an error. */
function describeOther(thrown: unknown): DescribedError {
	const type = typeof thrown
	if (type === 'string') return { type, message: scrub(thrown as string) }
	if (type !== 'object' || thrown === null) return { type }
	const { code, message, severity } = thrown as Record<string, unknown>
	return {
		type,
		...(typeof code === 'string' ? { code } : {}),
		...(typeof message === 'string' && severity === undefined ? { message: scrub(message) } : {}),
	}
}

function framesOf(error: Error): string[] {
	const lines = (error.stack ?? '').split('\n').map((line) => line.trim())
	return lines.filter((line) => line.startsWith('at ')).slice(0, 12)
}

/** Blots out what looks like an email address, a key or a token, or a phone number. */
export function scrub(text: string): string {
	return text
		.replace(/[^\s"'<>(),;:]+@[^\s"'<>(),;:]+/g, '[email]')
		.replace(/\b[ps]k_[\w-]+/g, '[key]')
		.replace(/[A-Za-z0-9_-]{28,}\.[A-Za-z0-9_-]{43}/g, '[token]')
		.replace(/\+?\d[\d ()-]{7,}\d/g, '[number]')
		.slice(0, 500)
}

/**
 * Logs each request once, when it is over: by the pattern of its route, since addresses may hold
 * secrets. Failures of ours come with what was thrown.
 */
export function logRequests(log: Logger): Middleware {
	return async (ctx, next) => {
		const start = performance.now()
		try {
			await next()
		} finally {
			const { requestId, problem } = ctx.state
			const line: RequestLine = {
				requestId,
				method: ctx.method,
				route: routeOf(ctx),
				status: ctx.status,
				ms: millisecondsSince(start),
				...(problem ? { problem: problem.code } : {}),
			}
			const isFailure = ctx.status >= 500 && !(problem?.cause instanceof NotYet)
			if (isFailure) log.error({ ...line, err: problem?.cause ?? problem }, 'request')
			else if (problem?.cause instanceof UnsealError) {
				log.warn({ ...line, err: problem.cause }, 'request')
			} else logRequest(log, line)
		}
	}
}

/** What is told of a request: nothing that would have to be escaped in JSON. */
export interface RequestLine {
	/** Of a harmless shape, as `requestIdFor` gives it. */
	requestId: string
	method: string
	/** The pattern, or words that say that there is none. */
	route: string
	status: number
	ms: number
	problem?: string
}

/** To a tenth of a millisecond. */
export function millisecondsSince(start: number): number {
	return Math.round((performance.now() - start) * 10) / 10
}

/**
 * Writes the line of a request that went well or was refused. Put together by hand: every request has
 * one, and going through the fields of an object would take three times as long.
 */
export function logRequest(log: Logger, line: RequestLine): void {
	if (!log.isLevelEnabled('info')) return
	const { requestId, method, route, status, ms, problem } = line
	const about = problem === undefined ? '' : `,"problem":"${problem}"`
	const fields = `"requestId":"${requestId}","method":"${method}","route":"${route}"`
	destinationOf(log).write(
		`{"level":"info"${timestamp()},${fields},"status":${status},"ms":${ms}${about},"msg":"request"}\n`,
	)
}

function destinationOf(log: Logger): DestinationStream {
	return (log as unknown as Record<symbol, DestinationStream>)[pino.symbols.streamSym]!
}

let stampedAt = 0
let stamp = ''

/** Many lines are of one millisecond. */
function timestamp(): string {
	const now = Date.now()
	if (now !== stampedAt) {
		stampedAt = now
		stamp = `,"time":"${new Date(now).toISOString()}"`
	}
	return stamp
}

function routeOf(ctx: Context): string {
	return String(ctx._matchedRoute ?? '(no route)')
}
