import * as z from 'zod'
import { instant, text } from './primitives.ts'
import { visitBrief } from './visit-brief.ts'

const upcomingVisits = z
	.enum(['cancel', 'keep'])
	.default('cancel')
	.describe('What becomes of visits ahead. One that is kept stays booked under no name')

export const erasureBody = z.strictObject({ upcomingVisits })
export type ErasureBody = z.output<typeof erasureBody>

const scope = z
	.enum(['client', 'account'])
	.describe('account: somebody else signs in to the same client, which therefore stays')

/** What erasing would mean now. */
export const erasureOutlook = z
	.strictObject({
		scope,
		onHold: z.boolean().describe('The clinic has to keep it all for now'),
		askedAt: instant.nullable().describe('Asked for already; done as soon as nothing holds it'),
		upcomingVisits: z.array(visitBrief).describe('The next one first'),
	})
	.meta({ id: 'ErasureOutlook' })
export type ErasureOutlook = z.infer<typeof erasureOutlook>

export const erasure = z
	.strictObject({
		status: z
			.enum(['erased', 'postponed'])
			.describe('postponed: the clinic has to keep it for now'),
		scope,
		cancelledVisits: z.int().min(0),
	})
	.meta({ id: 'Erasure' })
export type Erasure = z.infer<typeof erasure>

export const legalHoldBody = z.strictObject({
	reason: text(500)
		.refine((reason) => reason !== '', 'Must say why')
		.describe('For the clinic’s own eyes'),
})

export const holdEnded = z
	.strictObject({
		erased: z.boolean().describe('The client, who had asked for it while it was held'),
		erasedAccounts: z.int().min(0).describe('Of those who sign in to it, whoever had asked'),
	})
	.meta({ id: 'HoldEnded' })
export type HoldEnded = z.infer<typeof holdEnded>

export const legalHold = z.strictObject({ since: instant, reason: z.string() })
