import * as z from 'zod'
import { appointmentStatus, id, instant } from './primitives.ts'

/** A visit in a list beside a client or a pet. */
export const visitBrief = z
	.strictObject({
		id,
		reference: z.string(),
		status: appointmentStatus,
		start: instant,
		end: instant,
		appointmentTypeId: id.nullable(),
		typeName: z.string().nullable(),
		veterinarianId: id,
		veterinarianName: z.string(),
		client: z.strictObject({ id, name: z.string().nullable() }),
		pets: z.array(z.strictObject({ id, name: z.string() })),
	})
	.meta({ id: 'VisitBrief' })
export type VisitBrief = z.infer<typeof visitBrief>
