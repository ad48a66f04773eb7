import * as z from 'zod'
import { date, integerText, line } from './primitives.ts'
import { allowStranded, resolutions, stranded } from './stranded.ts'

const country = z
	.string()
	.regex(/^[A-Z]{2}$/)
	.meta({ description: 'ISO 3166', example: 'GB' })
const region = z
	.string()
	.regex(/^[A-Z0-9]{1,4}$/)
	.meta({ description: "A part of the country, as in the answer's `regions`", example: 'ENG' })

export const holidayQuery = z.strictObject({
	country: country.optional().describe("Left out: the clinic's own"),
	region: region.optional(),
	year: integerText(2000, 2100),
})
export type HolidayQuery = z.output<typeof holidayQuery>

const place = z.strictObject({ code: z.string(), name: z.string() })

export const holidays = z
	.strictObject({
		country: z.string().nullable().describe('null: the clinic does not say where it is'),
		region: z.string().nullable(),
		year: z.int(),
		days: z
			.array(
				z.strictObject({
					date,
					name: z.string(),
					closed: z.boolean().describe('The clinic is closed on that day already'),
				}),
			)
			.describe('Public holidays, rising'),
		countries: z.array(place),
		regions: z.array(place).describe('Of the country'),
		attribution: z.string().describe('To be shown beside the days'),
	})
	.meta({ id: 'Holidays' })
export type Holidays = z.infer<typeof holidays>

export const holidayBody = z.strictObject({
	country,
	region: region.nullable().default(null),
	days: z
		.array(z.strictObject({ date, name: line(1, 200) }))
		.min(1)
		.max(60),
	allowStranded,
	resolutions,
})
export type HolidayBody = z.output<typeof holidayBody>

export const holidaysClosed = z
	.strictObject({
		days: z.array(z.strictObject({ overrideId: z.uuid(), date, name: z.string().nullable() })),
		stranded,
	})
	.meta({ id: 'HolidaysClosed' })
