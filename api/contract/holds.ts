import * as z from 'zod'
import { id, instant } from './primitives.ts'
import { oneTypeOrDuration, typeBody, visitBody } from './visit.ts'

export const HOLD_MINUTES = 10
export const EXTENSION_MINUTES = 5
export const EXTENSIONS = 2

export const holdBody = z
	.strictObject({
		...typeBody,
		visit: visitBody,
		start: instant,
		veterinarianId: id.nullable().describe('null means any: the server chooses'),
	})
	.superRefine(oneTypeOrDuration)
export type HoldBody = z.output<typeof holdBody>

export const holdToken = z.string().regex(/^[A-Za-z0-9_-]{22,128}$/)

/** A secret of one page, kept for as long as its tab is open: it keeps one time at a clinic. */
export const session = z.string().regex(/^[A-Za-z0-9_-]{22,128}$/)

export const hold = z
	.strictObject({
		id,
		token: holdToken.describe('Proof of the hold; keep it, it is shown here only'),
		appointmentTypeId: id,
		veterinarianId: id,
		start: instant,
		end: instant,
		expiresAt: instant,
		extensionsLeft: z.int(),
		serverTime: instant,
	})
	.meta({ id: 'Hold' })
export type Hold = z.infer<typeof hold>

/** A hold read again: the token is not repeated. */
export const holdState = hold.omit({ token: true }).meta({ id: 'HoldState' })
export type HoldState = z.infer<typeof holdState>
