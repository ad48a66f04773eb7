import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { regionOfLocale } from '../contract/languages.ts'

/**
 * A stored number as people read it: in national form for a clinic's own country.
 *
 * @example
 * phoneText('+442079460142', 'en-GB') // '020 7946 0142'
 */
export function phoneText(e164: string, locale: string): string {
	const number = parsePhoneNumberFromString(e164)
	if (!number) return e164
	return number.country === regionOfLocale(locale)
		? number.formatNational()
		: number.formatInternational()
}
