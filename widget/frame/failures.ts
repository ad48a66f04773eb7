import { VetslotError } from '@vetslot/sdk'
import type { FrameTalk } from './context.ts'

export const codeOf = (error: unknown): string => (error instanceof VetslotError ? error.code : '')

const UNREACHED = ['network_error', 'timeout', 'bad_answer', 'unavailable', 'overloaded']

/** Why something did not work, in a sentence. */
export function failureText(say: FrameTalk, error: unknown): string {
	const code = codeOf(error)
	if (!navigator.onLine) return say('offline')
	if (UNREACHED.includes(code)) return say('unreached')
	if (code === 'rate_limited') return say('limited')
	if (code === 'forbidden') return say('not-yours')
	if (code === 'session_ended' || code === 'sign_in_required') return say('session-over')
	if (code === '' || code === 'internal_error') return say('failed')
	return (error as VetslotError).message
}

/**
 * What is wrong with each field, by its path in what was sent (`phone`, `pets.0.name`), for the
 * `error` of the form's fields.
 */
export function fieldErrors(error: unknown): Record<string, string> {
	if (!(error instanceof VetslotError)) return {}
	return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]))
}
