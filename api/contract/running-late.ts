import * as z from 'zod'
import { id, instant } from './primitives.ts'

export const runningLateBody = z.strictObject({
	veterinarianId: id,
	minutes: z.int().min(5).max(240).describe('How late the next visit will begin'),
	appointmentIds: z
		.array(id)
		.max(60)
		.optional()
		.describe('Whom to tell; left out: everyone who has not arrived and waits ten minutes or more'),
})
export type RunningLateBody = z.output<typeof runningLateBody>

export const runningLate = z
	.strictObject({
		visits: z
			.array(
				z.strictObject({
					id,
					reference: z.string(),
					start: instant,
					expectedStart: instant,
					minutes: z.int().describe('How long this one waits: gaps make up for some of it'),
					owner: z.string().nullable(),
					pets: z.array(z.string()),
					whereabouts: z
						.enum(['not_travelling', 'maybe_travelling', 'here'])
						.describe('By the clock: whoever starts in less than 45 minutes may be on the way'),
					told: z.enum(['now', 'earlier', 'no', 'no_address']),
				}),
			)
			.describe('In the order in which they are told: who has not set out comes first'),
	})
	.meta({ id: 'RunningLate' })
export type RunningLate = z.infer<typeof runningLate>
