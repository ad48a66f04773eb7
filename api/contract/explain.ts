import * as z from 'zod'
import { date, id, instant } from './primitives.ts'
import { oneTypeOrDuration, typeQuery, visitQuery } from './visit.ts'

const asker = z
	.enum(['owner', 'staff'])
	.default('owner')
	.describe('Staff are not bound by notice, horizon, booking mode and online visibility')

export const explainQuery = z
	.strictObject({
		...typeQuery,
		...visitQuery,
		veterinarianId: id.optional().describe('Left out: everyone'),
		start: instant,
		asker,
	})
	.superRefine(oneTypeOrDuration)
export type ExplainQuery = z.output<typeof explainQuery>

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

export const explanation = z
	.strictObject({
		start: instant,
		timeZone: z.string(),
		appointmentTypeId: id,
		asker: z.enum(['owner', 'staff']),
		bookable: z.boolean().describe('Whether anyone can take the start'),
		paused: z.boolean().describe('Online booking is switched off for now; staff may book'),
		veterinarianIds: z.array(id).describe('Who can take it, in the order of assignment'),
		rules: z
			.array(
				z.strictObject({
					code: z.string(),
					passed: z.boolean(),
					veterinarianId: id.nullable().describe('null: the rule concerns no one person'),
					message: z.string(),
					data: z.record(z.string(), value).describe("Instants as text, in the clinic's zone"),
				}),
			)
			.describe('In the order in which they are applied; what could not be asked is left out'),
	})
	.meta({ id: 'Explanation' })
export type Explanation = z.infer<typeof explanation>

/** Free times as the staff have them; the question is the owners'. */
export const staffAvailability = z
	.strictObject({
		timeZone: z.string(),
		appointmentTypeId: id,
		durationMinutes: z.int(),
		from: date,
		to: date,
		days: z
			.array(
				z.strictObject({
					date,
					veterinarians: z.array(z.strictObject({ id, starts: z.array(instant) })),
				}),
			)
			.describe('Days with a free time, rising'),
	})
	.meta({ id: 'StaffAvailability' })
export type StaffAvailability = z.infer<typeof staffAvailability>
