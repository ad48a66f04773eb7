import * as z from 'zod'
import { appointmentStatus, date, id, instant, species } from './primitives.ts'

const MAX_DAYS = 31
const DAY = 86_400_000

export const diaryQuery = z.strictObject({ from: date, to: date }).superRefine((query, context) => {
	const days = (Date.parse(query.to) - Date.parse(query.from)) / DAY
	const issue = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message })
	if (days < 0) issue('Must not be before from')
	if (days >= MAX_DAYS) issue(`Must be within ${MAX_DAYS} days of from`)
})
export type DiaryQuery = z.output<typeof diaryQuery>

const stretch = { start: instant, end: instant }

/** Time in which nobody can be booked, and why. */
const closedTime = z
	.strictObject({
		...stretch,
		kind: z
			.enum(['break', 'work', 'unavailable', 'elsewhere'])
			.describe('work: surgery, administration; elsewhere: taken in a diary kept elsewhere'),
		label: z.string().nullable().describe('For the staff only'),
		overrideId: id.nullable().describe('Of what can be taken back: an exception'),
	})
	.meta({ id: 'DiaryClosedTime' })
export type DiaryClosedTime = z.infer<typeof closedTime>

const column = z
	.strictObject({
		id,
		name: z.string(),
		shortName: z.string(),
		initials: z.string(),
		kind: z.enum(['veterinarian', 'nurse', 'room', 'equipment']),
		title: z.string().nullable(),
		capacity: z.int(),
		open: z.array(
			z.strictObject({
				...stretch,
				kind: z.enum(['normal', 'emergency']).describe('emergency: for staff and urgent visits'),
			}),
		),
		closed: z.array(closedTime),
	})
	.meta({ id: 'DiaryColumn' })
export type DiaryColumn = z.infer<typeof column>

const diaryVisit = z
	.strictObject({
		id,
		reference: z.string(),
		status: appointmentStatus,
		...stretch,
		appointmentTypeId: id.nullable(),
		typeName: z.string().nullable(),
		veterinarianId: id,
		client: z.string().nullable().describe('null: erased'),
		pets: z.array(z.strictObject({ name: z.string(), species })),
		reason: z.string().nullable(),
		bookingMethod: z.enum(['online', 'phone', 'walk_in', 'admin']),
		isEmergency: z.boolean().describe('Made for an emergency that was called in'),
		isOverbooked: z.boolean().describe('Takes more than somebody or something has places for'),
		answerBy: instant.nullable().describe('While pending'),
		arrivedAt: instant.nullable().describe('While checked in'),
		lateMinutes: z.int().nullable().describe('By how much the owner says to be late'),
		carPark: z
			.strictObject({ note: z.string().nullable().describe('Where the car stands') })
			.nullable()
			.describe('While checked in by the owner, who waits there'),
		places: z
			.array(z.strictObject({ id, ...stretch }))
			.describe('Everyone and everything that it occupies, each for its own part'),
	})
	.meta({ id: 'DiaryVisit' })
export type DiaryVisit = z.infer<typeof diaryVisit>

/** A day or more of the clinic in one answer: who works when, and what is booked. */
export const diary = z
	.strictObject({
		timeZone: z.string(),
		from: date,
		to: date,
		now: instant,
		version: z.int().describe('As the stream of changes tells it'),
		paused: z.boolean().describe('Online booking is switched off for now'),
		columns: z.array(column).describe("People, rooms and equipment in use, in the clinic's order"),
		visits: z.array(diaryVisit).describe('By their start, cancelled ones too'),
		holds: z
			.array(z.strictObject({ resourceId: id, ...stretch, expiresAt: instant }))
			.describe('Being booked online at this moment'),
	})
	.meta({ id: 'Diary' })
export type Diary = z.infer<typeof diary>
