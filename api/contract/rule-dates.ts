import * as z from 'zod'
import { date, instant, integerText } from './primitives.ts'
import { rrule, wallTime } from './schedules.ts'

/** A rule that need not be saved anywhere. */
export const ruleDatesQuery = z
	.strictObject({
		rrule,
		anchorDate: date.describe("The rule's first day"),
		from: date.optional().describe('Left out: the first day, or today if that is later'),
		until: date.optional().describe('The last day'),
		startTime: wallTime.optional().describe('Left out, both: whole days'),
		endTime: wallTime.optional(),
		limit: integerText(1, 60).default(10),
	})
	.superRefine(({ startTime, endTime }, context) => {
		if ((startTime === undefined) === (endTime === undefined)) return
		context.addIssue({ code: 'custom', path: ['endTime'], message: 'Goes with startTime' })
	})
export type RuleDatesQuery = z.output<typeof ruleDatesQuery>

const ruleDate = z.strictObject({
	date,
	start: instant,
	end: instant,
	notes: z
		.array(
			z.strictObject({
				code: z.enum(['skipped', 'twice']),
				message: z.string().describe('As in: 01:30 does not exist on 28 March 2027'),
			}),
		)
		.describe('What the clocks do to the times on that day'),
})
export type RuleDate = z.infer<typeof ruleDate>

export const ruleDates = z
	.strictObject({
		timeZone: z.string(),
		dates: z.array(ruleDate),
		more: z.boolean().describe('Whether the rule goes on after these'),
	})
	.meta({ id: 'RuleDates' })
export type RuleDates = z.infer<typeof ruleDates>
