import type { ImportReport, Problem, ProblemIssue, StrandedVisit } from './generated/types.ts'

/** The server's closed union of failures, and the three that never reach the server. */
export type ErrorCode = Problem['code'] | 'network_error' | 'timeout' | 'aborted' | 'bad_answer'

interface Facts {
	code: ErrorCode
	message: string
	status?: number
	requestId?: string | null
	issues?: ProblemIssue[]
	movedTo?: string | undefined
	stranded?: StrandedVisit[]
	report?: ImportReport | undefined
	retryAfter?: number | null
	cause?: unknown
}

// Worth another try with the same Idempotency-Key: the answer may differ next time.
const retryable: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'network_error',
	'timeout',
	'bad_answer',
	'in_progress',
	'rate_limited',
	'overloaded',
	'unavailable',
	'internal_error',
])

/**
 * Every failed call throws this, whatever failed: the network, the clock, a proxy's HTML page or the
 * server's own answer. Branch on `code`.
 *
 * @example
 * try {
 *   await client.appointments.book(body)
 * } catch (error) {
 *   if (error instanceof VetslotError && error.code === 'slot_taken') offerOtherTimes()
 *   else throw error
 * }
 */
export class VetslotError extends Error {
	override readonly name = 'VetslotError'
	/** What went wrong, for programs. */
	readonly code: ErrorCode
	/** HTTP status; 0 when no answer came. */
	readonly status: number
	/** Name this to the clinic's provider when you ask for help. */
	readonly requestId: string | null
	/** Every field that was refused, with its place and the rule. */
	readonly issues: readonly ProblemIssue[]
	/** The same call may work later; unsafe calls must then carry the same idempotency key. */
	readonly retryable: boolean
	/** Seconds the server asked to wait, if it said so. */
	readonly retryAfter: number | null
	/** With `appointment_moved`: the id under which it lives on; with `visit_in_account`: the portal's path. */
	readonly movedTo: string | undefined
	/** With `visits_stranded`: the visits that the change would strand. */
	readonly stranded: readonly StrandedVisit[]
	/** With `import_refused`: what is wrong with the file, row by row. */
	readonly report: ImportReport | undefined

	constructor(facts: Facts) {
		super(facts.message, { cause: facts.cause })
		this.code = facts.code
		this.status = facts.status ?? 0
		this.requestId = facts.requestId ?? null
		this.issues = facts.issues ?? []
		this.retryable = retryable.has(facts.code)
		this.retryAfter = facts.retryAfter ?? null
		this.movedTo = facts.movedTo
		this.stranded = facts.stranded ?? []
		this.report = facts.report
	}
}

/** Reads a failed answer; an answer that is not ours (a proxy's page, an empty body) still gives an error. */
export async function errorFrom(response: Response): Promise<VetslotError> {
	const body: Partial<Problem> | null = await response.json().catch(() => null)
	const status = response.status
	const wait = Number(response.headers.get('retry-after'))
	return new VetslotError({
		code: body?.code ?? (status >= 500 ? 'unavailable' : 'bad_answer'),
		message: body?.detail ?? `The server answered ${status}`,
		status,
		requestId: body?.requestId ?? response.headers.get('x-request-id'),
		issues: body?.issues ?? [],
		movedTo: body?.movedTo,
		stranded: body?.stranded ?? [],
		report: body?.report,
		retryAfter: wait > 0 ? wait : null,
	})
}
