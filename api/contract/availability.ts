import * as z from 'zod'
import { date, id, instant, integerText } from './primitives.ts'
import { oneTypeOrDuration, typeBody, typeQuery, visitBody, visitQuery } from './visit.ts'

/** The longest stretch one question may cover: two months, enough for any month view. */
export const MAX_RANGE_DAYS = 62

const veterinarianId = id.optional().describe('Only this vet or nurse; left out means any')
const moving = id
	.optional()
	.describe(
		'A visit of yours that another time is looked for, with your session: its own time is free to it. A manage token says which visit it is.',
	)
const DAY = 86_400_000

const days = {
	...typeQuery,
	...visitQuery,
	veterinarianId,
	date: date.optional().describe('One day; the short form of from = to'),
	from: date.optional(),
	to: date.optional().describe(`Last day, at most ${MAX_RANGE_DAYS} days after from`),
}

export const availabilityQuery = z.strictObject({ ...days, moving }).superRefine(oneTypeOneRange)
/** The same for the staff. */
export const staffTimesQuery = z.strictObject(days).superRefine(oneTypeOneRange)

function oneTypeOneRange(value: z.output<z.ZodObject<typeof days>>, context: z.RefinementCtx) {
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
	const length = (Date.parse(value.to) - Date.parse(value.from)) / DAY
	if (length < 0) issue('to', 'Must not be before from')
	if (length >= MAX_RANGE_DAYS) issue('to', `Must be within ${MAX_RANGE_DAYS} days of from`)
}

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
	.strictObject({ ...typeQuery, ...visitQuery, veterinarianId, moving })
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
		moving,
		start: instant,
		limit: integerText(1, 12).default(3),
	})
	.superRefine(oneTypeOrDuration)

export const nearest = z
	.strictObject({ times: z.array(offeredTime).describe('Closest to the wished start first') })
	.meta({ id: 'NearestTimes' })
export type Nearest = z.infer<typeof nearest>

/** The longest stretch that one question about several visits may cover. */
const MAX_CHAIN_DAYS = 7

const chainVisit = z
	.strictObject({
		...typeBody,
		veterinarianId: id.nullable().default(null),
		visit: visitBody,
	})
	.superRefine(oneTypeOrDuration)
export type ChainVisit = z.output<typeof chainVisit>

export const severalQuery = z
	.strictObject({
		visits: z
			.string()
			.max(4000)
			.transform((text, context) => {
				try {
					return JSON.parse(text) as unknown
				} catch {
					context.addIssue({
						code: 'custom',
						message: 'Must be JSON',
						params: { code: 'not_json' },
					})
					return z.NEVER
				}
			})
			.pipe(z.array(chainVisit).min(2).max(4))
			.describe(
				'JSON: the visits in their order, each `{ appointmentTypeId, veterinarianId, visit }` as at booking',
			),
		from: date,
		to: date.describe(`Last day, at most ${MAX_CHAIN_DAYS - 1} days after from`),
	})
	.superRefine(({ from, to }, context) => {
		const days = (Date.parse(to) - Date.parse(from)) / DAY
		const issue = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message })
		if (days < 0) issue('Must not be before from')
		if (days >= MAX_CHAIN_DAYS) issue(`Must be within ${MAX_CHAIN_DAYS} days of from`)
	})
export type SeveralQuery = z.output<typeof severalQuery>

export const several = z
	.strictObject({
		timeZone: z.string(),
		days: z
			.array(
				z.strictObject({
					date,
					chains: z
						.array(
							z.strictObject({
								start: instant,
								end: instant,
								visits: z.array(
									z.strictObject({ start: instant, end: instant, veterinarianId: id }),
								),
							}),
						)
						.describe('By their start; of each the one that is over soonest'),
				}),
			)
			.describe('Those that have a time'),
	})
	.meta({ id: 'SeveralTimes' })
export type Several = z.infer<typeof several>
