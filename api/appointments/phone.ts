import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

/**
 * Reads a phone number as people of a region write it.
 *
 * @param region ISO 3166, such as `GB`; a number with `+` may be of any country
 * @returns the number as E.164, or `null` when it can not be dialled
 *
 * @example
 * readPhone('020 7946 0142', 'GB') // '+442079460142'
 */
export function readPhone(text: string, region: string): string | null {
	// A region we have no plan for leaves international numbers only.
	const country = isSupportedCountry(region) ? { defaultCountry: region } : {}
	const number = parsePhoneNumberFromString(text, { ...country, extract: false })
	return number?.isPossible() && !number.ext ? number.number : null
}

/**
 * The countries, ISO 3166, that an E.164 number may be of: several where they share their numbers, as
 * Jersey's may look like British ones, and none for a satellite.
 */
export function countriesOf(phone: string): string[] {
	return parsePhoneNumberFromString(phone)?.getPossibleCountries() ?? []
}
