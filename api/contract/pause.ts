import * as z from 'zod'
import { id, instant, text } from './primitives.ts'

/** Longer than that is a closure, which belongs to the hours. */
export const MAX_PAUSE_HOURS = 168

export const pauseBody = z
	.strictObject({
		resourceId: id.nullable().describe('A vet or nurse; null: everyone'),
		hours: z.number().min(0.25).max(MAX_PAUSE_HOURS).optional().describe('From now on'),
		until: instant.optional(),
		reason: text(200).optional().describe('For the clinic; owners are not told'),
	})
	.superRefine(({ hours, until }, context) => {
		if ((hours === undefined) !== (until === undefined)) return
		const path = [hours === undefined ? 'hours' : 'until']
		context.addIssue({ code: 'custom', path, message: 'Give either hours or until' })
	})
export type PauseBody = z.output<typeof pauseBody>

export const endPauseQuery = z.strictObject({
	resourceId: id.optional().describe('Left out: the pause of everyone'),
})

const pause = z.strictObject({ until: instant, reason: z.string().nullable() })

export const pauses = z
	.strictObject({
		everyone: pause.nullable().describe('null: the clinic takes bookings online'),
		people: z.array(pause.extend({ resourceId: id })).describe('Whose own booking is paused'),
		serverTime: instant,
	})
	.meta({ id: 'BookingPauses' })
export type BookingPauses = z.infer<typeof pauses>
