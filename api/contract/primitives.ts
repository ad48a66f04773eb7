import * as z from 'zod'
import { isLocale } from './languages.ts'

/** A UUID; ours are version 7, but any version is read. */
export const id = z
	.uuid()
	.meta({ description: 'A UUID', example: '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10' })

/** An instant, ISO 8601 with an offset. Answers carry the clinic's own offset, so the wall time can be read off the text. */
export const instant = z.iso
	.datetime({ offset: true })
	.meta({ description: 'An instant, ISO 8601 with offset', example: '2026-11-05T10:40:00+00:00' })

/** A calendar day in the clinic's zone, of a year that every calendar here can count. */
export const date = z.iso
	.date()
	// What is no date at all is told once, by the line above.
	.refine(
		(day) => !/^\d{4}-/.test(day) || (day >= '1900' && day < '2200'),
		'Must be a day of the years 1900 to 2199',
	)
	.meta({ description: "A day in the clinic's zone", example: '2026-11-05' })

/** A whole number out of a query string: digits only, so `1e3`, `0x10` and ` 7` are refused. */
export const integerText = (minimum: number, maximum: number) =>
	z
		.string()
		.regex(/^-?\d{1,9}$/, 'Must be a whole number')
		.transform(Number)
		.pipe(z.int().min(minimum).max(maximum))

/** Money as a decimal string and an ISO 4217 code, never a float. */
export const money = z
	.strictObject({
		amount: z.string().regex(/^\d{1,8}\.\d{2}$/),
		currency: z.string().length(3),
	})
	.meta({ id: 'Money', example: { amount: '58.00', currency: 'GBP' } })

// Control characters and the marks that turn text around have no place in a name, a mail header or a log line.
const singleLine = /^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u
const manyLines = /^(?:[^\p{Cc}\u202A-\u202E\u2066-\u2069]|[\n\r\t])*$/u

// Nobody sees them, yet they make two names differ or read as another one. A joiner stays where it
// makes one emoji of several, tags where they make a flag, and what chooses a letter's form.
const joiner =
	/(?<!\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu
const tags = /(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]*)[\u{E0020}-\u{E007F}]/gu
const forms = String.raw`\u180B-\u180D\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}`
// Marks that turn text around are refused, and not taken out.
const turns = String.raw`\u202A-\u202E\u2066-\u2069`
const unseen = new RegExp(
	String.raw`[\uFFF9-\uFFFB[\p{Default_Ignorable_Code_Point}--[${forms}${turns}\u200D\u{E0020}-\u{E007F}]]]`,
	'gv',
)
const seen = (given: string) => given.replace(joiner, '').replace(tags, '').replace(unseen, '')

/** One line of text, trimmed and without invisible marks; counts code points, so an emoji is one character. */
export const line = (minimum: number, maximum: number) =>
	z
		.string()
		.overwrite(seen)
		.trim()
		.regex(singleLine, 'Must be a single line without control characters')
		.refine(
			(text) => [...text].length >= minimum,
			minimum === 1 ? 'Must not be empty' : `Must have ${minimum} or more characters`,
		)
		.refine((text) => [...text].length <= maximum, `Must have at most ${maximum} characters`)
		.meta({ minLength: minimum, maxLength: maximum })

const web = /:\/\/|www\.|[<>]|\p{L}\.\p{L}{2,}\/|\S@\S+\.\S/iu

/** What a person or an animal is called. It stands in mails of ours, where a link would be taken for ours. */
export const name = (minimum: number, maximum: number) =>
	line(minimum, maximum).refine(
		(given) => given === '' || (/[\p{L}\p{N}]/u.test(given) && !web.test(given)),
		{
			error: 'Must be a name, without web addresses',
			params: { code: 'not_a_name' },
		},
	)

const LANGUAGE = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/

/** A language as BCP 47 writes it: `en`, `zh-Hant-TW`. */
export const locale = z
	.string()
	.max(35)
	.regex(LANGUAGE, 'Must be a language tag such as en-GB')
	// What has no such form is told once, by the line above.
	.refine((tag) => !LANGUAGE.test(tag) || isLocale(tag), {
		error: 'Must be a language tag that is in use, such as en-GB',
		params: { code: 'unknown_language' },
	})
	.meta({ example: 'en-GB' })

/** Free text, trimmed; line breaks are kept. */
export const text = (maximum: number) =>
	z
		.string()
		.trim()
		.regex(manyLines, 'Must not hold control characters')
		.refine((value) => [...value].length <= maximum, `Must have at most ${maximum} characters`)
		.meta({ maxLength: maximum })

export const species = z
	.enum(['dog', 'cat', 'rabbit', 'guinea_pig', 'bird', 'reptile', 'other'])
	.meta({ id: 'Species' })
export type Species = z.infer<typeof species>

export const bookingMode = z
	.enum(['instant', 'request', 'triage_only', 'callback', 'staff_only'])
	.meta({ id: 'BookingMode' })
export type BookingMode = z.infer<typeof bookingMode>

export const appointmentStatus = z
	.enum([
		'pending',
		'confirmed',
		'reminded',
		'checked_in',
		'in_progress',
		'completed',
		'cancelled',
		'no_show',
		'rescheduled',
	])
	.meta({ id: 'AppointmentStatus' })
export type AppointmentStatus = z.infer<typeof appointmentStatus>
