import type { ClinicProfile } from '@vetslot/sdk'
import { enShell } from '../locales/en-controls.ts'
import { enFirst } from '../locales/en-first.ts'
import { createWords, type Messages, nearestLocale, type Words } from '../locales/localize.ts'

/** The words so far: those of later steps join when their code arrives. */
const known = { ...enShell, ...enFirst } as Messages

export const addWords = (words: Partial<Messages>): void => void Object.assign(known, words)

/** The words in the page's language as far as there are any, with the clinic's zone and money. */
export function wordsFor(
	clinic: ClinicProfile,
	language: string | null | undefined,
	overrides: Partial<Messages>,
): Words {
	const { timeZone, currency } = clinic
	const locale = nearestLocale(clinic.locale, language)
	return createWords({ locale, timeZone, currency, messages: known, overrides })
}
