import { createFormats } from '../../locales/format.ts'
import type { OfClinic } from '../words.ts'

/** The words are English; what people choose is how it writes days and times. */
const KNOWN = ['en-GB', 'en-IE', 'en-US', 'en-CA', 'en-AU', 'en-NZ', 'en-ZA']

/** Nothing chosen: as the clinic writes. */
export const AS_CLINIC = 'clinic'

/** What there is to choose from; what somebody has chosen elsewhere stays among it. */
export function languages(chosen: string | null): { value: string; label: string }[] {
	const all = chosen === null || KNOWN.includes(chosen) ? KNOWN : [...KNOWN, chosen]
	return all.map((value) => ({ value, label: languageName(value) }))
}

export function languageName(tag: string): string {
	try {
		return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag
	} catch {
		return tag
	}
}

/** How a day and a time look: "Wed 2 Dec, 10:40". */
export function sample(clinic: OfClinic, locale: string, at: Date): string {
	const formats = createFormats({ ...clinic, locale })
	const instant = at.toISOString()
	return `${formats.shortDay(formats.dayOf(instant))}, ${formats.time(instant)}`
}
