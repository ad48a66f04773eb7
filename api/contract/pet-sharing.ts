import * as z from 'zod'
import { date, id, instant, species } from './primitives.ts'

export const invitationBody = z.strictObject({ email: z.email().max(254) })
export type InvitationBody = z.output<typeof invitationBody>

/** Who has a pet beside you, and who is asked to. */
export const petSharing = z
	.strictObject({
		petId: id,
		owners: z
			.array(
				z.strictObject({
					id,
					name: z.string().nullable(),
					primary: z.boolean().describe('Whom the clinic writes to; they invite and remove'),
					you: z.boolean(),
					since: date.describe('Has it so long'),
				}),
			)
			.describe('The first is whom the clinic writes to'),
		invitations: z
			.array(
				z.strictObject({
					id,
					email: z.string().nullable().describe('null: it was erased'),
					sentAt: instant,
					expiresAt: instant,
					expired: z.boolean(),
				}),
			)
			.describe('Those that nobody has accepted, for the first owner only'),
	})
	.meta({ id: 'PetSharing' })
export type PetSharing = z.infer<typeof petSharing>

const token = z.string().min(1).max(200)
export const invitationToken = z.strictObject({ token: token.describe('Out of the link') })

/** What somebody reads before they accept. */
export const petInvitation = z
	.strictObject({
		clinic: z.strictObject({ slug: z.string(), name: z.string() }),
		pet: z.strictObject({ name: z.string(), species }),
		from: z.string().nullable().describe('Who invites'),
		expiresAt: instant,
	})
	.meta({ id: 'PetInvitation' })
export type PetInvitation = z.infer<typeof petInvitation>

export const ownerRemoved = z
	.strictObject({ petId: id, ownerId: id.describe('Who no longer has it') })
	.meta({ id: 'OwnerRemoved' })
