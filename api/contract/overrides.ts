import * as z from 'zod'
import { date, id, line } from './primitives.ts'
import { rrule, wallTime } from './schedules.ts'
import { allowStranded, planRemoval, resolutions, stranded } from './stranded.ts'

/** The longest stretch of overrides that one question may cover. */
export const MAX_OVERRIDE_DAYS = 400

const overrideType = z.enum(['unavailable', 'custom_hours', 'emergency_only'])

const overridePart = {
	resourceId: id.nullable().describe('null: the whole clinic'),
	type: overrideType,
	date: date.nullable().default(null).describe('Once: on this day'),
	rrule: rrule.nullable().default(null).describe('Again and again, from anchorDate'),
	anchorDate: date.nullable().default(null),
	effectiveUntil: date.nullable().default(null).describe('The last day of a rule without an end'),
	startTime: wallTime.nullable().default(null).describe('null, both: the whole day'),
	endTime: wallTime.nullable().default(null),
	releaseHoursBefore: z
		.int()
		.min(0)
		.max(8760)
		.nullable()
		.default(null)
		.describe('Emergency time becomes normal time so long before it begins'),
	releaseAt: wallTime.nullable().default(null).describe('The same at a time of that day'),
	reason: line(1, 200).nullable().default(null).describe('For the staff only'),
}

export const overrideBody = z
	.strictObject({ ...overridePart, allowStranded, resolutions })
	.superRefine((body, context) => {
		for (const [path, message] of mistakes(body)) {
			context.addIssue({ code: 'custom', path: [path], message })
		}
	})
export type OverrideBody = z.output<typeof overrideBody>

type Part = z.output<z.ZodObject<typeof overridePart>>

function mistakes(body: Part): [path: string, message: string][] {
	const found: [string, string][] = []
	const say = (bad: boolean, path: string, message: string) => {
		if (bad) found.push([path, message])
	}
	say((body.date === null) === (body.rrule === null), 'date', 'Give either date or rrule')
	say((body.rrule === null) !== (body.anchorDate === null), 'anchorDate', 'Goes with rrule')
	say(body.effectiveUntil !== null && body.rrule === null, 'effectiveUntil', 'Goes with rrule')
	const early =
		body.effectiveUntil !== null &&
		body.anchorDate !== null &&
		body.effectiveUntil < body.anchorDate
	say(early, 'effectiveUntil', 'Must not be before anchorDate')
	const twice = body.effectiveUntil !== null && /\b(UNTIL|COUNT)=/i.test(body.rrule ?? '')
	say(twice, 'effectiveUntil', 'The rule has an end of its own')
	say((body.startTime === null) !== (body.endTime === null), 'endTime', 'Goes with startTime')
	say(body.type === 'custom_hours' && body.startTime === null, 'startTime', 'Hours need times')
	const released = body.releaseHoursBefore !== null || body.releaseAt !== null
	const field = body.releaseAt === null ? 'releaseHoursBefore' : 'releaseAt'
	say(released && body.type !== 'emergency_only', field, 'Only emergency time is released')
	const both = body.releaseHoursBefore !== null && body.releaseAt !== null
	say(both, 'releaseAt', 'Give either releaseHoursBefore or releaseAt')
	return found
}

export const override = z
	.strictObject({
		id,
		resourceId: id.nullable(),
		type: overrideType,
		date: date.nullable(),
		rrule: z.string().nullable(),
		anchorDate: date.nullable(),
		effectiveUntil: date.nullable(),
		startTime: z.string().nullable(),
		endTime: z.string().nullable(),
		releaseHoursBefore: z.int().nullable(),
		releaseAt: z.string().nullable(),
		reason: z.string().nullable(),
	})
	.meta({ id: 'Override' })
export type Override = z.infer<typeof override>

const DAY = 86_400_000

export const overrideQuery = z
	.strictObject({ from: date, to: date, resourceId: id.optional() })
	.superRefine(({ from, to }, context) => {
		const days = (Date.parse(to) - Date.parse(from)) / DAY
		const issue = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message })
		if (days < 0) issue('Must not be before from')
		if (days >= MAX_OVERRIDE_DAYS) issue(`Must be within ${MAX_OVERRIDE_DAYS} days of from`)
	})

export const overrides = z
	.strictObject({
		overrides: z.array(
			override.extend({ dates: z.array(date).describe('Its days within the range, rising') }),
		),
	})
	.meta({ id: 'Overrides' })

export const overrideChanged = z
	.strictObject({ override, stranded })
	.meta({ id: 'OverrideChanged' })
export const removeOverrideQuery = z.strictObject(planRemoval)
export const overrideRemoved = z.strictObject({ stranded }).meta({ id: 'OverrideRemoved' })
