import * as z from 'zod'
import { clientBrief } from './clients.ts'
import { id, instant } from './primitives.ts'
import { visitBrief } from './visit-brief.ts'

const doubt = z
	.strictObject({ petId: id, because: z.enum(['birth', 'microchip']) })
	.nullable()
	.describe('An animal of the same name and kind that was born at another time or has another chip')

/** Somebody the guest may be. Nobody is matched by a name alone. */
const candidate = z.strictObject({
	client: clientBrief,
	certainty: z
		.enum(['likely', 'possible'])
		.describe('likely: the same email or phone; possible: much alike. Certain needs proof.'),
	reasons: z.array(z.enum(['email', 'phone', 'name', 'pet'])),
	pets: z
		.array(z.strictObject({ petId: id, intoPetId: id.nullable(), doubt }))
		.describe("The guest's pets beside those they may be; null: none is alike"),
})

/** A booking whose people are not known for certain. */
export const match = z
	.strictObject({
		// The guest, with the pets they named.
		client: clientBrief,
		visit: visitBrief.nullable().describe('The next one, or the last'),
		askedAt: instant.nullable().describe('When its owner was asked who they are'),
		account: z
			.strictObject({ email: z.string(), phone: z.string().nullable(), registeredAt: instant })
			.nullable()
			.describe(
				'With an account: the address, and the phone if any, that were proved to be theirs',
			),
		candidates: z.array(candidate).describe('The best first, at most 5'),
	})
	.meta({ id: 'Match' })
export type Match = z.infer<typeof match>
export type Candidate = z.infer<typeof candidate>

export const matches = z
	.strictObject({ matches: z.array(match).describe('The next visit first, at most 100') })
	.meta({ id: 'Matches' })

export const linkBody = z.strictObject({
	intoClientId: id,
	pets: z
		.array(z.strictObject({ petId: id, intoPetId: id.nullable() }))
		.max(12)
		.refine((pets) => isOnce(pets.map((pet) => pet.petId)), 'Must name each pet once')
		.refine(
			(pets) => isOnce(pets.flatMap((pet) => pet.intoPetId ?? [])),
			'Two pets can not be the same one',
		)
		.describe('Which of the pets are known; null or left out: a new one'),
})
export type LinkBody = z.output<typeof linkBody>

function isOnce(ids: readonly string[]): boolean {
	return new Set(ids.map((one) => one.toLowerCase())).size === ids.length
}

export const settled = z
	.strictObject({
		id: id.describe("The guest's row; with it the match can be taken back"),
		// Whose the visits are now.
		client: clientBrief,
	})
	.meta({ id: 'MatchSettled' })
