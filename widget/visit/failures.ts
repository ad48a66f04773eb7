import { VetslotError } from '@vetslot/sdk'
import type { VisitPage } from './visit-page.ts'
import { phoneOf } from './words.ts'

export const codeOf = (error: unknown): string => (error instanceof VetslotError ? error.code : '')

// One screen for all of them, so that a guess learns nothing about which visits exist.
const wrongLink = new Set([
	'manage_token_invalid',
	'manage_token_expired',
	'clinic_not_found',
	'appointment_not_found',
])
export const isWrongLink = (error: unknown): boolean => wrongLink.has(codeOf(error))

type Plain = 'unsure-text' | 'times-failed' | 'calendar-failed'

/** Why a press did nothing, in a sentence; `otherwise` where the reason is of no use to people. */
export function troubleText({ words, state }: VisitPage, error: unknown, otherwise: Plain): string {
	if (state.offline) return words.say('offline-kept')
	const code = codeOf(error)
	if (code === 'rate_limited') return `${words.say('limited-title')}. ${words.say('limited')}`
	if (code === 'clinic_paused') return words.say('paused', { phone: phoneOf(state)?.text ?? '' })
	return words.say(otherwise)
}
