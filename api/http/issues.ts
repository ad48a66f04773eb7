import type * as z from 'zod'
import type { Issue } from '../contract/problem.ts'

/** More than any honest request has; keeps the answer to a hostile one small. */
const MOST_ISSUES = 100
const LONGEST_PATH = 200
const DEEPEST = 12

type ZodIssue = z.core.$ZodIssue

/**
 * Zod's findings as ours, one per bad field. Unknown fields are listed one by one.
 * A refinement names its own code with `params: { code: 'past_date' }`.
 *
 * @param under path of the part that was parsed, when it is not the whole of `place`
 */
export function issuesFromZod(
	error: { issues: readonly ZodIssue[] },
	place: Issue['in'],
	under: readonly PropertyKey[] = [],
): Issue[] {
	return error.issues.flatMap((issue) => fromIssue(issue, place, under)).slice(0, MOST_ISSUES)
}

function fromIssue(issue: ZodIssue, place: Issue['in'], under: readonly PropertyKey[]): Issue[] {
	const path = [...under, ...issue.path]
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => ({
			path: dotted([...path, key]),
			in: place,
			code: 'unknown_field',
			message: 'This field is not known here',
		}))
	}
	if (issue.code === 'invalid_union') {
		const nearest = nearestBranch(issue.errors)
		if (nearest) return nearest.flatMap((inner) => fromIssue(inner, place, path))
	}
	return [{ path: dotted(path), in: place, code: codeOf(issue), message: messageOf(issue) }]
}

/** The branch of a union that was meant: the one whose kind fitted, with the fewest mistakes. */
function nearestBranch(
	branches: readonly (readonly ZodIssue[])[],
): readonly ZodIssue[] | undefined {
	return branches
		.filter((branch) => branch.length > 0 && branch.every((issue) => issue.path.length > 0))
		.sort((a, b) => a.length - b.length)[0]
}

function codeOf(issue: ZodIssue): string {
	if (issue.code === 'custom') return String(issue.params?.code ?? 'invalid')
	if (missing(issue)) return 'required'
	if (issue.code === 'invalid_type') return 'wrong_type'
	if (issue.code !== 'too_small' && issue.code !== 'too_big') return issue.code
	const small = issue.code === 'too_small'
	if (issue.origin === 'string') return small ? 'too_short' : 'too_long'
	if (issue.origin === 'array' || issue.origin === 'set') return small ? 'too_few' : 'too_many'
	return small ? 'too_small' : 'too_large'
}

function messageOf(issue: ZodIssue): string {
	if (missing(issue)) return 'This field is required'
	// Schemas' own words begin otherwise. People read these too, beside the field.
	if (!issue.message.startsWith('Invalid ')) return issue.message
	if (issue.code === 'invalid_format') return formats.get(issue.format) ?? issue.message
	if (issue.code === 'invalid_value') return `Must be one of: ${issue.values.join(', ')}`
	return issue.message
}

const formats: ReadonlyMap<string, string> = new Map([
	['email', 'Must be an email address, like sam@example.com'],
	['date', 'Must be a day of the calendar, like 2027-05-03'],
	['uuid', 'Must be a UUID'],
	['url', 'Must be a web address, like https://example.com'],
])

/** Needs `reportInput`; the input itself is never passed on. */
function missing(issue: ZodIssue): boolean {
	const kinds = issue.code === 'invalid_type' || issue.code === 'invalid_value'
	return kinds && 'input' in issue && issue.input === undefined
}

function dotted(path: readonly PropertyKey[]): string {
	return path.map(String).join('.').slice(0, LONGEST_PATH)
}

/**
 * What no field may hold, whatever its schema: PostgreSQL refuses null bytes in text and half
 * surrogate pairs in jsonb, and would answer them with a failure of its own.
 */
export function issuesFromText(value: unknown, place: Issue['in']): Issue[] {
	const issues: Issue[] = []
	const open: [value: unknown, path: string[]][] = [[value, []]]
	for (let next = open.pop(); next && issues.length < MOST_ISSUES; next = open.pop()) {
		const [item, path] = next
		const found = path.length > DEEPEST ? tooDeep : badText(item, path.at(-1))
		if (found) issues.push({ path: dotted(path), in: place, ...found })
		else if (typeof item === 'object' && item !== null) {
			for (const [key, inner] of Object.entries(item)) open.push([inner, [...path, key]])
		}
	}
	return issues
}

const tooDeep = { code: 'too_deep', message: `Nested deeper than ${DEEPEST} levels` }

function badText(value: unknown, key = ''): Pick<Issue, 'code' | 'message'> | undefined {
	for (const text of [key, value]) {
		if (typeof text !== 'string') continue
		if (text.includes('\0')) return { code: 'null_byte', message: 'Null bytes are not text' }
		if (!text.isWellFormed())
			return { code: 'malformed_text', message: 'This is not valid Unicode' }
	}
	return undefined
}
