/** The number space of ISO 11784: 38 bits for the animal, after three digits of country or maker. */
const MOST = 2 ** 38 - 1
const LAST_COUNTRY = 899
const LAST_MAKER = 998

/**
 * Why a number can be no animal's chip, or null: digits that were typed wrongly or left out often
 * show in what ISO 11784 never gives away.
 */
export function implausibleChip(digits: string): string | null {
	if (!/^\d{15}$/.test(digits)) return 'Must have 15 digits, as on the microchip certificate'
	const maker = Number(digits.slice(0, 3))
	const animal = Number(digits.slice(3))
	// 900 to 998 are makers; 999 marks chips for trials.
	if (maker === 0 || maker > LAST_MAKER) {
		return 'Begins with a number that no country and no maker has. Please check the first three digits'
	}
	const isCountry = maker <= LAST_COUNTRY
	if (animal === 0 || animal > MOST) {
		const of = isCountry ? 'country' : 'maker'
		return `Is no number that a ${of} gives to an animal. Please check the last twelve digits`
	}
	return null
}
