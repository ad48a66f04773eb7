import * as z from 'zod'
import { id, instant } from './primitives.ts'

/** A booked visit that a change of hours, rooms or people leaves without what it needs. */
export const strandedVisit = z
	.strictObject({
		id,
		reference: z.string(),
		start: instant,
		end: instant,
		veterinarianId: id,
		typeId: id.nullable(),
		reasons: z
			.array(z.strictObject({ code: z.string(), message: z.string() }))
			.describe('The rules that the visit fails after the change and passed before it'),
	})
	.meta({ id: 'StrandedVisit' })
export type StrandedVisit = z.infer<typeof strandedVisit>

const yes = z
	.enum(['true', 'false'])
	.default('false')
	.transform((value) => value === 'true')

/** What every change of the clinic's plan takes in its query string. */
export const planChange = {
	dryRun: yes.describe('Answer with what the change would do, and do nothing'),
}

/** The same for changes without a body. */
export const planRemoval = {
	...planChange,
	allowStranded: yes.describe('Do it although visits lose what they need'),
}

/** In the body of every change that has one. */
export const allowStranded = z
	.boolean()
	.default(false)
	.describe('Do it although visits lose what they need; they stay booked for the clinic to move')

export const stranded = z
	.array(strandedVisit)
	.describe('Booked visits that lose what they need; they stay until the clinic moves them')
