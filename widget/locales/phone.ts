/** What is wrong with a phone number: digits that are missing or too many, or nothing to dial at all. */
export type PhoneProblem = { short: number } | 'check' | undefined

// Country code, prefix dialled inside the country, digits after it.
const plans: Record<string, readonly [code: string, prefix: string, digits: number]> = {
	GB: ['44', '0', 10],
	US: ['1', '', 10],
	CA: ['1', '', 10],
}

const digitsOf = (text: string): string => text.replace(/\(0\)/g, '').replace(/\D/g, '')
const international = (text: string): boolean => /^\s*(\+|00)/.test(text)

/** The digits after the country code, or undefined for a number of another country. */
function national(text: string, region: string): string | undefined {
	const [code, prefix] = plans[region] ?? ['', '']
	const digits = digitsOf(text).replace(/^00/, '')
	if (!code) return undefined
	if (!international(text))
		return digits.replace(new RegExp(`^${prefix || `${code}(?=\\d{10})`}`), '')
	return digits.startsWith(code) ? digits.slice(code.length) : undefined
}

/**
 * Checks a number the way the clinic's country dials, and any number that starts with `+`.
 *
 * @example phoneProblem('07700 90014', 'GB') // { short: 1 }
 */
export function phoneProblem(text: string, region: string): PhoneProblem {
	if (/[^\d\s()+.,/-]/.test(text.replace(/ext\.?|x/i, ''))) return 'check'
	const local = national(text, region)
	const plan = plans[region]
	if (local === undefined || !plan) {
		const { length } = digitsOf(text)
		return length >= 7 && length <= 15 ? undefined : 'check'
	}
	if (local.length === plan[2]) return undefined
	return local.length < plan[2] && local.length > 6 ? { short: plan[2] - local.length } : 'check'
}

/**
 * Writes a number as people in the country do; what it does not know stays as it was typed.
 *
 * @example formatPhone('+442079460112', 'GB') // '020 7946 0112'
 */
export function formatPhone(text: string, region: string): string {
	const digits = national(text, region)
	if (digits === undefined || digits.length !== plans[region]?.[2]) return text.trim()
	if (region !== 'GB') return digits.replace(/(...)(...)(....)/, '($1) $2-$3')
	if (digits.startsWith('2')) return digits.replace(/(..)(....)(....)/, '0$1 $2 $3')
	if (/^(1\d1|11|3|8|9)/.test(digits)) return digits.replace(/(...)(...)(....)/, '0$1 $2 $3')
	return digits.replace(/(....)(......)/, '0$1 $2')
}
