import { hash } from 'node:crypto'

/** An entity tag for a text, without quotes. */
export function etagOf(text: string | Uint8Array): string {
	return hash('sha256', text, 'base64url').slice(0, 27)
}

/**
 * Whether `If-None-Match` names this tag (or is `*`). Weak marks do not count: RFC 9110 compares
 * weakly here, and balancers that compress turn strong tags into weak ones.
 */
export function etagMatches(ifNoneMatch: string, etag: string): boolean {
	if (ifNoneMatch.trim() === '*') return true
	return ifNoneMatch
		.split(',')
		.some((candidate) => candidate.trim().replace(/^W\//, '') === `"${etag}"`)
}
