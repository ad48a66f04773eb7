import * as z from 'zod'
import { id, instant } from './primitives.ts'

const choice = z.enum(['keep', 'move', 'message'])

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
		resolution: choice.nullable().describe('What is done about it; null: nothing was chosen'),
		movedTo: z
			.strictObject({ id, start: instant, veterinarianId: id })
			.nullable()
			.describe('With `move`: the id, time and person that the visit has then'),
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

const resolution = z
	.strictObject({ appointmentId: id, do: choice })
	.meta({ id: 'StrandedResolution' })
export type Resolution = z.output<typeof resolution>

const choices = z.array(resolution).max(200)

/** What becomes of single visits, in the same breath. */
export const resolutions = choices
	.default([])
	.describe(
		'For visits that lose what they need: `keep` as booked, `move` to the next free time, or ' +
			'`message` the owner to choose another time. Others than these are done nothing about',
	)

export const stranded = z
	.array(strandedVisit)
	.describe('Booked visits that lose what they need; they stay until the clinic moves them')

export const resolveBody = z.strictObject({ resolutions: choices.min(1) })
export const resolved = z
	.strictObject({ visits: z.array(strandedVisit.omit({ reasons: true })) })
	.meta({ id: 'StrandedResolved' })
