import * as z from 'zod'
import { readPhone } from '../appointments/phone.ts'
import { line, locale as localeTag, name as nameText, text } from '../contract/primitives.ts'
import { issuesFromZod } from '../http/issues.ts'
import type { Code } from './report.ts'
import type { Finding, Reader } from './row.ts'

// How each kind of cell is read. Pure; what is written in other ways by other programs is known here.

/** Text that a schema of ours takes. */
export function fits(schema: z.ZodType<string>, otherwise: Code = 'not_fit'): Reader<string> {
	const known: readonly string[] = ['too_short', 'too_long', 'not_a_name']
	return (cell) => {
		const { data, error } = schema.safeParse(cell)
		if (error === undefined) return { value: data }
		const code = issuesFromZod(error, 'body')[0]?.code ?? ''
		return { error: known.includes(code) ? (code as Code) : otherwise }
	}
}

export const externalId = fits(line(1, 100))
export const personName = fits(nameText(1, 120))
export const petName = fits(nameText(1, 40))
export const shortText = fits(line(1, 80))
export const title = fits(line(1, 200))
export const notes = fits(text(5000))
export const locale = fits(localeTag)
export const email = fits(z.email().max(254), 'invalid_email')

export const phone: Reader<string> = (cell, { region }) => {
	const value = cell.length > 40 ? null : readPhone(cell, region)
	return value === null ? { error: 'invalid_phone' } : { value }
}

/** One of some words, each under all its spellings. */
export function oneOf<T>(words: ReadonlyMap<string, T>, error: Code): Reader<T> {
	return (cell) => {
		const value = words.get(cell.toLowerCase().replaceAll(/[\s._-]+/g, ' '))
		return value === undefined ? { error } : { value }
	}
}

/** @param spellings as in `{ deceased: 'died dead' }`; the value's own name is one */
export function spelled<T extends string>(spellings: Record<T, string>): Map<string, T> {
	const entries = Object.entries<string>(spellings) as [T, string][]
	return new Map(
		entries.flatMap(([value, words]) =>
			[value.replaceAll('_', ' '), ...words.split(',')].map((word) => [word.trim(), value]),
		),
	)
}

const yes = new Set(['yes', 'y', 'true', '1', 't', 'x'])
const no = new Set(['no', 'n', 'false', '0', 'f'])

/** Yes or no, or a word that means one. */
export function yesOrNo(alsoYes: string[] = [], alsoNo: string[] = []): Reader<boolean> {
	return (cell) => {
		const word = cell.toLowerCase()
		if (yes.has(word) || alsoYes.includes(word)) return { value: true }
		if (no.has(word) || alsoNo.includes(word)) return { value: false }
		return { error: 'invalid_yes_or_no' }
	}
}

const iso = /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/
const local = {
	iso,
	dmy: /^(?<d>\d{1,2})[./\s-](?<m>\d{1,2})[./\s-](?<y>\d{4})$/,
	mdy: /^(?<m>\d{1,2})[./\s-](?<d>\d{1,2})[./\s-](?<y>\d{4})$/,
}
const shortYear = /^\d{1,2}[./\s-]\d{1,2}[./\s-]\d{2}$/

/** A day as `YYYY-MM-DD`; a time behind it says nothing here. */
export const day: Reader<string> = (cell, { dateFormat }) => {
	const text = cell.replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?Z?$/i, '')
	if (shortYear.test(text)) return { error: 'two_digit_year' }
	const found = (iso.exec(text) ?? local[dateFormat].exec(text))?.groups
	if (!found) return { error: 'invalid_date' }
	const { y = '', m = '', d = '' } = found
	const value = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
	const isDay = z.iso.date().safeParse(value).success && value >= '1900' && value < '2200'
	return isDay ? { value } : { error: 'invalid_date' }
}

export const pastDay: Reader<string> = (cell, about) => {
	const finding = day(cell, about)
	const isAhead = 'value' in finding && finding.value > about.today
	return isAhead ? { error: 'date_in_future' } : finding
}

const KILOGRAMS = { kg: 1, kgs: 1, g: 0.001, gr: 0.001, lb: 0.45359237, lbs: 0.45359237 }
const weight = /^(\d{1,7}(?:[.,]\d{1,4})?)\s*(kgs?|gr?|lbs?)?\.?$/i

/** In kilograms, to the gram. */
export const kilograms: Reader<number> = (cell, { weightUnit }) => {
	const [, amount = '', unit = weightUnit] = weight.exec(cell) ?? []
	const factor = KILOGRAMS[unit.toLowerCase() as keyof typeof KILOGRAMS]
	const value = Math.round(Number(amount.replace(',', '.')) * factor * 1000) / 1000
	return value > 0 && value < 10_000 ? { value } : { error: 'invalid_weight' }
}

export const microchip: Reader<string> = (cell): Finding<string> => {
	const value = cell.replaceAll(/[\s.-]/g, '')
	return /^\d{15}$/.test(value) ? { value } : { error: 'invalid_microchip' }
}
