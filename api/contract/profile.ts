import { isSupportedCountry } from 'libphonenumber-js/min'
import * as z from 'zod'
import { colour } from './colour.ts'
import { currency, timeZone } from './platform.ts'
import { line, locale, name, text } from './primitives.ts'
import { wallTime } from './schedules.ts'
import { signInEmail } from './session.ts'

const phone = line(3, 40).describe('As people of the region write it; kept as E.164')
const web = z
	.url({ protocol: /^https?$/, error: 'Must be an address such as https://…' })
	.max(300)
	.refine((text) => !URL.canParse(text) || isPlain(text), {
		error: 'Must be an address without user name, quotes and spaces',
		params: { code: 'not_plain' },
	})

/** What an address may hold that goes onto pages and into letters. */
function isPlain(text: string): boolean {
	const { username, password } = new URL(text)
	return username === '' && password === '' && !/["'`<>\\\s]/.test(text)
}

const addressLines = z.array(line(1, 120)).max(8)

const openDay = z
	.strictObject({ weekday: z.int().min(0).max(6), opens: wallTime, closes: wallTime })
	.refine(({ opens, closes }) => opens < closes, {
		error: 'Must be after opens, on the same day',
		path: ['closes'],
		params: { code: 'too_small' },
	})

const week = z
	.array(openDay)
	.max(7)
	.refine((days) => new Set(days.map(({ weekday }) => weekday)).size === days.length, {
		error: 'Names a weekday twice',
		params: { code: 'repeated' },
	})
	.describe('When someone answers the phone. Weekday 0 is Monday; a day that is missing is closed')

const outOfHours = z.strictObject({
	name: name(1, 120),
	phone,
	address: addressLines.default([]),
	hours: line(0, 200).default(''),
	travelMinutes: z.int().min(0).max(600).nullable().default(null),
})

const country = z
	.string()
	.regex(/^[A-Z]{2}$/, 'Must be two capital letters such as GB')
	.refine((code) => !/^[A-Z]{2}$/.test(code) || isSupportedCountry(code), {
		error: 'Must be a country with phone numbers of its own',
		params: { code: 'unknown_country' },
	})

const days = z.int().min(7).max(1825)

const retention = z
	.strictObject({
		callbackDays: days.describe('After a call is done: who rang, and what they said'),
		emergencyDays: days.describe('After an emergency is settled: who rang'),
	})
	.describe('When what was told by phone is forgotten. Records and visits stay')

const fields = {
	name: name(1, 120),
	about: text(1000).nullable(),
	phone: phone.nullable(),
	sms: phone.nullable(),
	email: signInEmail.nullable(),
	website: web.nullable(),
	privacyUrl: web.nullable(),
	address: addressLines,
	parking: line(0, 300).nullable(),
	access: line(0, 300).nullable(),
	hours: week,
	outOfHours: outOfHours.nullable().describe('Whom owners call while the clinic is closed'),
	cancellationPolicy: text(1000),
	carParkCheckIn: z.boolean().describe('Owners may check in from the car park'),
	lateCutOffMinutes: z
		.int()
		.min(0)
		.max(60)
		.describe('For how long it waits for somebody who is late; others come first then'),
	retention,
	accent: colour.nullable().describe("The brand's colour; all others follow from it"),
	locale,
	region: country.describe('For national phone numbers, ISO 3166'),
	textCountries: z
		.array(country)
		.min(1)
		.max(20)
		.describe('To whose phones text messages may go; the region alone unless told otherwise'),
	currency,
	timeZone: timeZone.describe('Changes only while no visits are booked'),
	units: z.enum(['metric', 'imperial']),
	pricesIncludeTax: z.boolean(),
}

export const setupProfile = z.strictObject(fields).meta({ id: 'SetupProfile' })
export type SetupProfile = z.output<typeof setupProfile>

export const profileChange = z
	.strictObject({ ...fields, phone })
	.partial()
	.refine((body) => Object.keys(body).length > 0, {
		error: 'Give at least one field',
		path: ['name'],
	})
export type ProfileChange = z.output<typeof profileChange>
