import * as z from 'zod'
import { date, id, integerText, species } from './primitives.ts'

/**
 * What changes a visit's length or who may have it. Availability, next free, hold and book take the
 * same fields, in a query string or in a body, so what is shown is what can be booked.
 */
const shared = {
	species: species.optional().describe('The animal; leave it out only where one species has rules'),
	client: z.enum(['new', 'existing']).optional().describe('Whether the clinic knows the owner'),
	sex: z.enum(['male', 'female']).optional(),
	lastVisit: date
		.optional()
		.describe("Day of the earlier visit that the type asks for, by the owner's word"),
}

const limits = {
	pets: [1, 6],
	problems: [1, 4],
	ageMonths: [0, 1200],
	ageWeeks: [0, 104],
	weightGrams: [1, 200_000],
} as const
const whole = ([minimum, maximum]: readonly [number, number]) => z.int().min(minimum).max(maximum)

export const visitBody = z
	.strictObject({
		...shared,
		pets: whole(limits.pets).default(1),
		problems: whole(limits.problems).default(1),
		ageMonths: whole(limits.ageMonths).optional().describe('Completed months today'),
		ageWeeks: whole(limits.ageWeeks).optional().describe('Completed weeks, for the young; wins'),
		weightGrams: whole(limits.weightGrams).optional(),
		amber: z.boolean().default(false).describe('An amber sign was ticked: opens same-day times'),
	})
	.meta({ id: 'Visit', example: { species: 'dog', client: 'new', pets: 1, problems: 1 } })

/** The shape after parsing, the same from a query and from a body. */
export type Visit = z.output<typeof visitBody>

/** The same fields as query parameters. */
export const visitQuery = {
	...shared,
	pets: integerText(...limits.pets).default(1),
	problems: integerText(...limits.problems).default(1),
	ageMonths: integerText(...limits.ageMonths).optional(),
	ageWeeks: integerText(...limits.ageWeeks).optional(),
	weightGrams: integerText(...limits.weightGrams).optional(),
	amber: z
		.enum(['true', 'false'])
		.default('false')
		.transform((value) => value === 'true'),
}

/**
 * Which visit: a type, or a bare length in minutes, which means the clinic's default type at that
 * length. Exactly one of the two; the refinement is `oneTypeOrDuration`.
 */
export const typeQuery = {
	appointmentTypeId: id.optional(),
	duration: integerText(5, 480).optional().describe("Minutes of the clinic's default type"),
}
export const typeBody = {
	appointmentTypeId: id.optional(),
	duration: z.int().min(5).max(480).optional().describe("Minutes of the clinic's default type"),
}

export function oneTypeOrDuration(
	value: { appointmentTypeId?: string | undefined; duration?: number | undefined },
	context: z.RefinementCtx,
): void {
	if ((value.appointmentTypeId === undefined) !== (value.duration === undefined)) return
	context.addIssue({
		code: 'custom',
		path: ['appointmentTypeId'],
		message: 'Give either appointmentTypeId or duration',
	})
}
