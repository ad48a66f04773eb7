import { sqlStateOf } from '../database/sqlstate.ts'
import { DateError } from '../time/date.ts'
import { ZoneError } from '../time/zone.ts'
import { Problem, type ProblemCode } from './problem.ts'

/** SQLSTATEs that mean something to a caller, by exact code or by class (first two characters). */
const sqlStates: Readonly<Record<string, ProblemCode>> = {
	'23P01': 'slot_taken',
	'23505': 'conflict',
	'40001': 'conflict',
	'40P01': 'conflict',
	'55P03': 'conflict',
	'57014': 'overloaded',
	'57P01': 'unavailable',
	'57P02': 'unavailable',
	'57P03': 'unavailable',
	'25006': 'unavailable',
	// A value that no column can hold got past the schemas; which one, only the log may know.
	'22': 'invalid_request',
	'08': 'unavailable',
	'53': 'overloaded',
}

/** What Node says when the database's socket can not be had. */
const networkCodes = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'ETIMEDOUT',
	'EPIPE',
	'EHOSTUNREACH',
	'EAI_AGAIN',
])

/**
 * pg reports a socket that died or fell silent under a query without any code, only in words. knex
 * puts the statement in front of them.
 */
const lostConnection =
	/(^| - )(Connection terminated|Connection ended|Client has encountered a connection error|Client was closed|Query read timeout|timeout e(xceeded|xpired))/

const httpStatuses: Readonly<Record<number, ProblemCode>> = {
	400: 'invalid_request',
	401: 'key_missing',
	403: 'forbidden',
	404: 'not_found',
	405: 'method_not_allowed',
	413: 'body_too_large',
	415: 'unsupported_media_type',
	429: 'rate_limited',
	503: 'unavailable',
}

interface Thrown {
	name?: unknown
	code?: unknown
	status?: unknown
	type?: unknown
	expose?: unknown
	body?: unknown
	message?: unknown
	nativeError?: unknown
	errors?: unknown
}

/**
 * Turns anything thrown into a `Problem`. What is not recognised is `internal_error`: its words
 * stay in `cause`, for the log, since they may tell of queries, paths or people.
 *
 * A ZodError is not recognised on purpose: the guard names the place of a bad field itself, so a
 * bare one comes from data of ours and is our fault.
 */
export function toProblem(thrown: unknown): Problem {
	if (thrown instanceof Problem) return thrown
	const code =
		databaseCode(thrown) ?? requestCode(thrown) ?? calendarCode(thrown) ?? 'internal_error'
	return new Problem(code, { cause: thrown, headers: retryAfter(code) })
}

function databaseCode(thrown: unknown): ProblemCode | undefined {
	const error = native(thrown)
	// First, since EPIPE looks like an SQLSTATE.
	if (networkCodes.has(String(error.code))) return 'unavailable'
	const state = sqlStateOf(error)
	if (state) return sqlStates[state] ?? sqlStates[state.slice(0, 2)]
	if (error.name === 'KnexTimeoutError' || error.name === 'TimeoutError') return 'overloaded'
	return lostConnection.test(String(error.message)) ? 'unavailable' : undefined
}

/** Objection keeps the driver's error in `nativeError`; Node gathers failed dials in `errors`. */
function native(thrown: unknown): Thrown {
	if (typeof thrown !== 'object' || thrown === null) return {}
	const error = thrown as Thrown
	if (error.nativeError) return native(error.nativeError)
	if (Array.isArray(error.errors) && error.code === undefined) return native(error.errors[0])
	return error
}

/**
 * Errors of Koa, its router and the body parser. They are recognised by shape: several copies of
 * http-errors live in the tree, and `instanceof` against the wrong one quietly says no.
 */
function requestCode(thrown: unknown): ProblemCode | undefined {
	if (typeof thrown !== 'object' || thrown === null) return undefined
	const error = thrown as Thrown
	if (typeof error.status !== 'number') return undefined
	if (error.name === 'SyntaxError' && error.status === 400) return 'malformed_json'
	if (error.type === 'request.aborted' || error.type === 'request.size.invalid') {
		return 'request_aborted'
	}
	return error.status < 500 || error.expose === true ? httpStatuses[error.status] : undefined
}

/**
 * A date or instant that no calendar here can count got past the schemas. A zone that nobody knows
 * is not among them: only what we keep ourselves names one.
 */
function calendarCode(thrown: unknown): ProblemCode | undefined {
	const isFar = thrown instanceof ZoneError && thrown.code === 'out_of_range'
	return isFar || thrown instanceof DateError ? 'invalid_request' : undefined
}

function retryAfter(code: ProblemCode): Record<string, string> {
	if (code === 'conflict') return { 'Retry-After': '1' }
	return code === 'overloaded' || code === 'unavailable' ? { 'Retry-After': '2' } : {}
}
