import type { ClinicProfile } from '@vetslot/sdk'
import { enControls } from '../locales/en-controls.ts'
import { createWords, type Messages, nearestLocale, type Words } from '../locales/localize.ts'

export type OfClinic = Pick<ClinicProfile, 'timeZone' | 'locale' | 'currency'>

/** Before the clinic is known. */
export const NOWHERE: OfClinic = { timeZone: 'UTC', locale: 'en-GB', currency: 'EUR' }

/** The words of the shared controls in the page's language, and the clinic's zone and money. */
export function wordsOf(clinic: OfClinic, language: string | null | undefined): Words {
	const { timeZone, currency } = clinic
	// The portal draws controls only, so it brings only their words.
	const messages = enControls as unknown as Messages
	return createWords({
		locale: nearestLocale(clinic.locale, language),
		timeZone,
		currency,
		messages,
	})
}

/** "4.15", "0.062": in kilograms, the same wherever it stands. */
export const weightText = ({ locale }: Words, kilograms: number): string =>
	new Intl.NumberFormat(locale, { maximumFractionDigits: kilograms < 1 ? 3 : 2 }).format(kilograms)

/** What people are called by: "Sam" out of "Sam Carver". */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name
