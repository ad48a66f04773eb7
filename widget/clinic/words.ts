import type { Resource, StaffSession } from '@vetslot/sdk/staff'
import { enControls } from '../locales/en-controls.ts'
import { createWords, type Messages, type Words } from '../locales/localize.ts'

type OfClinic = Pick<StaffSession['clinic'], 'timeZone' | 'locale' | 'currency'>

/** Before anybody is signed in. */
export const NOWHERE: OfClinic = { timeZone: 'UTC', locale: 'en-GB', currency: 'EUR' }

/** The words of the shared controls, and dates, times and money as the clinic writes them. */
export function wordsOf({ timeZone, locale, currency }: OfClinic): Words {
	// The console draws controls only, so it brings only their words.
	const messages = enControls as unknown as Messages
	return createWords({ timeZone, locale, currency, messages })
}

const TITLE = /^(Dr|Prof|Mr|Mrs|Ms)\.? /

/** "Dr Osei" by the resource's id, as the diary's heads have it. */
export const shortName = (
	{ resources }: { resources: readonly Pick<Resource, 'id' | 'shortName'>[] },
	id: string | null,
): string => resources.find((one) => one.id === id)?.shortName ?? ''

/** "AO" out of "Dr Abena Osei". */
export function initials(name: string): string {
	const words = name.replace(TITLE, '').split(/\s+/).filter(Boolean)
	const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words
	return ends.map((word) => word[0]!.toUpperCase()).join('')
}
