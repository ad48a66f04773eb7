import * as z from 'zod'
import { id } from './primitives.ts'
import { allowStranded, resolutions, stranded } from './stranded.ts'

/** What can be occupied: a person, a room, a piece of equipment, a day's places. */
export const resource = z
	.strictObject({
		id,
		kind: z.enum(['veterinarian', 'nurse', 'room', 'equipment', 'cap']),
		code: z.string().nullable(),
		name: z.string(),
		title: z.string().nullable(),
		roomType: z.string().nullable(),
		capacity: z.int().describe('Visits at once'),
		skills: z.array(z.string()),
		species: z.array(z.string()).describe('Empty: all'),
		bookableOnline: z.boolean(),
		active: z.boolean(),
	})
	.meta({ id: 'Resource' })
export type Resource = z.infer<typeof resource>

export const resources = z.strictObject({ resources: z.array(resource) }).meta({ id: 'Resources' })

export const resourceBody = z
	.strictObject({
		capacity: z.int().min(1).max(1000).optional(),
		active: z.boolean().optional(),
		bookableOnline: z.boolean().optional(),
		allowStranded,
		resolutions,
	})
	.refine(
		(body) => [body.capacity, body.active, body.bookableOnline].some((x) => x !== undefined),
		{
			error: 'Give at least one of capacity, active and bookableOnline',
			path: ['capacity'],
		},
	)
export type ResourceBody = z.output<typeof resourceBody>

export const resourceChanged = z
	.strictObject({ resource, stranded })
	.meta({ id: 'ResourceChanged' })
