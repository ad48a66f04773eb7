import * as z from 'zod'
import { date, id, line } from './primitives.ts'
import { allowStranded, planChange, planRemoval, resolutions, stranded } from './stranded.ts'

/** A wall time of the clinic. An end at or before its start lies on the next day. */
export const wallTime = z
	.string()
	.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Must be a time such as 08:30')
	.meta({ description: "A wall time in the clinic's zone", example: '08:30' })

/** The text of a recurrence rule; the server reads it and says what is wrong with it. */
export const rrule = z.string().trim().min(1).max(400).meta({
	description: 'RFC 5545, days only: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY',
	example: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
})

const workKind = z
	.enum([
		'consult',
		'nurse_clinic',
		'tech_clinic',
		'exam_support',
		'surgery',
		'theatre_support',
		'admin',
	])
	.describe('In surgery, theatre support and admin only the types listed can be booked')

const breakBody = z.strictObject({
	start: wallTime,
	end: wallTime,
	description: line(1, 100).optional(),
	rrule: rrule.optional().describe('Left out: on every day of the schedule'),
	anchorDate: date.optional().describe("The rule's first day; left out: the schedule's"),
})

const share = z.number().min(0).max(1)
const keepBackStep = z.union([
	z.strictObject({ hoursBefore: z.int().min(0).max(8760), share }),
	z.strictObject({ at: wallTime, share }),
])

const schedulePart = {
	resourceId: id,
	kind: workKind.default('consult'),
	label: line(1, 100).nullable().default(null),
	rrule,
	anchorDate: date.optional().describe("The rule's first day; left out: effectiveFrom"),
	startTime: wallTime,
	endTime: wallTime,
	effectiveFrom: date,
	effectiveUntil: date.nullable().default(null).describe('The last day; null: without end'),
	stepMinutes: z.int().min(5).max(240).nullable().default(null),
	bufferMinutes: z.int().min(0).max(240).default(0),
	lanes: z.int().min(1).max(100).default(1).describe("At most the resource's capacity"),
	breaks: z.array(breakBody).max(20).default([]),
	appointmentTypeIds: z
		.array(id)
		.max(200)
		.nullable()
		.default(null)
		.describe('null: all; empty: nothing can be booked in these hours'),
	keepBack: z
		.array(keepBackStep)
		.max(12)
		.default([])
		.describe('The share of a day kept for same-day visits, before each step'),
}

export const scheduleBody = z
	.strictObject({ ...schedulePart, allowStranded, resolutions })
	.superRefine(({ effectiveFrom, effectiveUntil }, context) => {
		if (effectiveUntil === null || effectiveUntil >= effectiveFrom) return
		const message = 'Must not be before effectiveFrom'
		context.addIssue({ code: 'custom', path: ['effectiveUntil'], message })
	})
export type ScheduleBody = z.output<typeof scheduleBody>

export const schedule = z
	.strictObject({
		id,
		...schedulePart,
		kind: z.string(),
		label: z.string().nullable(),
		rrule: z.string(),
		anchorDate: date,
		effectiveUntil: date.nullable(),
		stepMinutes: z.int().nullable(),
		bufferMinutes: z.int(),
		lanes: z.int(),
		breaks: z.array(
			z.strictObject({
				start: z.string(),
				end: z.string(),
				description: z.string().nullable(),
				rrule: z.string().nullable(),
				anchorDate: date.nullable(),
			}),
		),
		appointmentTypeIds: z.array(id).nullable(),
		keepBack: z.array(keepBackStep),
	})
	.meta({ id: 'Schedule' })
export type Schedule = z.infer<typeof schedule>

export const scheduleQuery = z.strictObject({
	resourceId: id.optional(),
	on: date.optional().describe('Those in force on that day; left out: all that have not ended'),
})
export const schedules = z.strictObject({ schedules: z.array(schedule) }).meta({ id: 'Schedules' })

export const scheduleChanged = z
	.strictObject({ schedule, stranded })
	.meta({ id: 'ScheduleChanged' })

export const changeQuery = z.strictObject(planChange)

export const endScheduleQuery = z.strictObject({
	...planRemoval,
	from: date.optional().describe('The first day without it; left out: today'),
})
export const scheduleEnded = z
	.strictObject({ schedule: schedule.nullable().describe('null: it is gone'), stranded })
	.meta({ id: 'ScheduleEnded' })
