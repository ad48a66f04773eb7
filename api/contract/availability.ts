import * as z from 'zod'
import { date, id, instant, integerText } from './primitives.ts'
import { oneTypeOrDuration, typeQuery, visitQuery } from './visit.ts'

/** The longest stretch one question may cover: two months, enough for any month view. */
export const MAX_RANGE_DAYS = 62

const veterinarianId = id.optional().describe('Only this vet or nurse; left out means any')
const DAY = 86_400_000

export const availabilityQuery = z
	.strictObject({
		...typeQuery,
		...visitQuery,
		veterinarianId,
		date: date.optional().describe('One day; the short form of from = to'),
		from: date.optional(),
		to: date.optional().describe(`Last day, at most ${MAX_RANGE_DAYS} days after from`),
	})
	.superRefine((value, context) => {
		oneTypeOrDuration(value, context)
		const issue = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message })
		if (value.date !== undefined) {
			if (value.from !== undefined) issue('from', 'Give either date or from and to')
			if (value.to !== undefined) issue('to', 'Give either date or from and to')
			return
		}
		if (value.from === undefined) issue('from', 'Give date, or from and to')
		if (value.to === undefined) issue('to', 'Give date, or from and to')
		if (value.from === undefined || value.to === undefined) return
		const days = (Date.parse(value.to) - Date.parse(value.from)) / DAY
		if (days < 0) issue('to', 'Must not be before from')
		if (days >= MAX_RANGE_DAYS) issue('to', `Must be within ${MAX_RANGE_DAYS} days of from`)
	})

export const availabilityDay = z
	.strictObject({
		date,
		status: z
			.enum(['free', 'full', 'closed', 'too_soon', 'too_far', 'not_this_vet'])
			.describe('Why a day has no times, for people'),
		veterinarians: z.array(z.strictObject({ id, starts: z.array(instant).describe('Rising') })),
	})
	.meta({ id: 'AvailabilityDay' })
export type AvailabilityDay = z.infer<typeof availabilityDay>

export const availability = z
	.strictObject({
		clinicId: id,
		timeZone: z.string(),
		appointmentTypeId: id,
		durationMinutes: z.int().describe('What is shown to the owner, without buffers'),
		from: date,
		to: date,
		lastBookableDay: date,
		validUntil: instant
			.nullable()
			.describe('The next instant at which the clock alone changes this'),
		pausedUntil: instant
			.nullable()
			.describe('While online booking is paused: when it goes on by itself'),
		days: z.array(availabilityDay),
	})
	.meta({ id: 'Availability' })
export type Availability = z.infer<typeof availability>

export const offeredTime = z
	.strictObject({ start: instant, veterinarianId: id })
	.meta({ id: 'OfferedTime' })

export const nextFreeQuery = z
	.strictObject({ ...typeQuery, ...visitQuery, veterinarianId })
	.superRefine(oneTypeOrDuration)

export const nextFree = z
	.strictObject({
		first: offeredTime.nullable(),
		veterinarians: z.array(z.strictObject({ id, start: instant.nullable() })),
		durationMinutes: z.int(),
		lastBookableDay: date,
	})
	.meta({ id: 'NextFree' })
export type NextFree = z.infer<typeof nextFree>

export const nearestQuery = z
	.strictObject({
		...typeQuery,
		...visitQuery,
		veterinarianId,
		start: instant,
		limit: integerText(1, 12).default(3),
	})
	.superRefine(oneTypeOrDuration)

export const nearest = z
	.strictObject({ times: z.array(offeredTime).describe('Closest to the wished start first') })
	.meta({ id: 'NearestTimes' })
export type Nearest = z.infer<typeof nearest>
