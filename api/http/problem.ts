import {
	type Issue,
	type ProblemCode,
	type ProblemDocument,
	problemCatalogue,
} from '../contract/problem.ts'
import type { StrandedVisit } from '../contract/stranded.ts'
import type { ImportReport } from '../contract/transfers.ts'

export type { Issue, ProblemCode } from '../contract/problem.ts'

export interface ProblemOptions {
	/** What happened this time, in words a person may read. Default: the code's title. */
	detail?: string
	/** Every bad field. */
	issues?: readonly Issue[]
	/** Response headers, such as `{ 'Retry-After': '30' }`. */
	headers?: Readonly<Record<string, string>>
	/** With `appointment_moved`: the id under which it lives on; with `visit_in_account`: the portal's path. */
	movedTo?: string
	/** With `visits_stranded`: the visits that a change would strand. */
	stranded?: readonly StrandedVisit[]
	/** With `import_refused`: what is wrong with the file. */
	report?: ImportReport
	/** What was thrown underneath. Logged, never sent. */
	cause?: unknown
}

/**
 * The one error of the product: throw it anywhere below a route and the caller receives it as
 * `application/problem+json`, with the status that belongs to the code.
 *
 * @example
 * throw new Problem('slot_taken', { detail: 'Tuesday 10:00 has just been taken.' })
 */
export class Problem extends Error {
	readonly code: ProblemCode
	readonly status: number
	readonly title: string
	readonly detail: string
	readonly issues: readonly Issue[]
	readonly headers: Readonly<Record<string, string>>
	readonly movedTo: string | undefined
	readonly stranded: readonly StrandedVisit[] | undefined
	readonly report: ImportReport | undefined

	constructor(code: ProblemCode, options: ProblemOptions = {}) {
		const [status, title] = problemCatalogue[code]
		const detail = options.detail ?? `${title}.`
		super(detail, options.cause === undefined ? undefined : { cause: options.cause })
		this.name = 'Problem'
		this.code = code
		this.status = status
		this.title = title
		this.detail = detail
		this.issues = options.issues ?? []
		this.headers = options.headers ?? {}
		this.movedTo = options.movedTo
		this.stranded = options.stranded
		this.report = options.report
	}
}

/** A `Problem` about one or more bad fields. */
export function invalidRequest(issues: readonly Issue[]): Problem {
	const first = issues[0]
	const named = first?.path ? `${first.path}: ${first.message}` : first?.message
	const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
	const detail = named ? { detail: `${named}${more}` } : {}
	return new Problem('invalid_request', { ...detail, issues })
}

/** The refusal of whoever should wait that many seconds. */
export function tooMany(seconds: number): Problem {
	const wait = Math.max(1, seconds)
	return new Problem('rate_limited', {
		detail: `Too many requests. Try again in ${wait} ${wait === 1 ? 'second' : 'seconds'}.`,
		headers: { 'Retry-After': String(wait) },
	})
}

/** The document that leaves the server. */
export function problemDocument(problem: Problem, requestId: string): ProblemDocument {
	return {
		type: `urn:vetslot:problem:${problem.code}`,
		title: problem.title,
		status: problem.status,
		detail: problem.detail,
		code: problem.code,
		requestId,
		issues: [...problem.issues],
		...(problem.movedTo === undefined ? {} : { movedTo: problem.movedTo }),
		...(problem.stranded === undefined ? {} : { stranded: [...problem.stranded] }),
		...(problem.report === undefined ? {} : { report: problem.report }),
	}
}
