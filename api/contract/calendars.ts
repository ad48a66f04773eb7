import * as z from 'zod'
import { date, id, instant, line } from './primitives.ts'

/** How a diary kept elsewhere is doing. */
const feedStatus = z
	.enum(['waiting', 'fresh', 'failing', 'stale', 'off'])
	.describe(
		'`waiting`: not read yet; `failing`: the last try failed; `stale`: nothing has come for an hour, ' +
			'so new events may be missing',
	)

export const feed = z
	.strictObject({
		id,
		resourceId: id,
		label: z.string(),
		host: z.string().describe('Of the address, which is secret and never shown'),
		active: z.boolean(),
		status: feedStatus,
		error: z
			.strictObject({ code: z.string(), message: z.string() })
			.nullable()
			.describe('Why the last try failed'),
		events: z.int().describe('Events that take time'),
		skipped: z.int().describe('Events that could not be read'),
		lastTriedAt: instant.nullable(),
		lastSuccessAt: instant.nullable(),
		nextFetchAt: instant.nullable(),
	})
	.meta({ id: 'CalendarFeed' })
export type Feed = z.infer<typeof feed>

export const feeds = z.strictObject({ feeds: z.array(feed) }).meta({ id: 'CalendarFeeds' })
export const feedShown = z.strictObject({ feed }).meta({ id: 'CalendarFeedShown' })

function isAddress(text: string): boolean {
	const scheme = /^(?:https?|webcals?):(?=\/\/[^\s/])/i
	return scheme.test(text) && URL.canParse(text.replace(scheme, 'https:'))
}

const address = z
	.string()
	.trim()
	.max(2000)
	.refine(isAddress, 'Must be an https or webcal address')
	.meta({
		description: 'The secret address of a calendar in iCal format; kept encrypted',
		example: 'https://calendar.example/private-0f3c/basic.ics',
	})

export const feedBody = z.strictObject({ resourceId: id, label: line(1, 100), address })
export type FeedBody = z.output<typeof feedBody>

export const feedChangeBody = z
	.strictObject({
		label: line(1, 100).optional(),
		address: address.optional(),
		active: z.boolean().optional(),
	})
	.refine((body) => Object.values(body).some((value) => value !== undefined), {
		error: 'Give at least one of label, address and active',
		path: ['label'],
	})
export type FeedChangeBody = z.output<typeof feedChangeBody>

const DAY = 86_400_000
const MAX_DAYS = 62

export const busyQuery = z
	.strictObject({ from: date, to: date, resourceId: id.optional() })
	.superRefine(({ from, to }, context) => {
		const days = (Date.parse(to) - Date.parse(from)) / DAY
		const issue = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message })
		if (days < 0) issue('Must not be before from')
		if (days >= MAX_DAYS) issue(`Must be within ${MAX_DAYS} days of from`)
	})
export type BusyQuery = z.output<typeof busyQuery>

const stretch = {
	feedId: id,
	resourceId: id,
	label: z.string().describe("The feed's"),
	start: instant,
	end: instant,
}

export const foreignBusy = z
	.strictObject({ busy: z.array(z.strictObject(stretch)) })
	.meta({ id: 'ForeignBusy' })
export type ForeignBusy = z.infer<typeof foreignBusy>

const conflict = z
	.strictObject({
		...stretch,
		appointment: z.strictObject({
			id,
			reference: z.string(),
			start: instant,
			end: instant,
			veterinarianId: id,
			typeId: id.nullable(),
		}),
	})
	.meta({ id: 'CalendarConflict' })

export const conflicts = z
	.strictObject({ conflicts: z.array(conflict).describe('By the start of the visit') })
	.meta({ id: 'CalendarConflicts' })
export type Conflicts = z.infer<typeof conflicts>

export const dismissBody = z.strictObject({
	feedId: id,
	appointmentId: id,
	start: instant.describe('Of the foreign time, as listed'),
	end: instant,
})
export type DismissBody = z.output<typeof dismissBody>
