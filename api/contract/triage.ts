import * as z from 'zod'
import { id, instant, line, species } from './primitives.ts'

const level = z
	.enum(['red', 'amber'])
	.describe('red: phone now, nothing is booked; amber: times that are kept for today')

const words = {
	text: line(3, 200),
	level,
	species: species.nullable().describe('null: all animals'),
	emphasis: line(1, 120).nullable(),
}

/** A question about signs, as the clinic's staff see it. */
const staffTriageQuestion = z
	.strictObject({
		id,
		...words,
		active: z.boolean(),
		published: z.boolean().describe('Owners are asked this'),
		approved: z
			.strictObject({ by: z.string().nullable(), at: instant })
			.nullable()
			.describe('The vet who approved these words; null: no vet has'),
		draft: z.strictObject(words).nullable().describe('What it is to be once a vet approves'),
	})
	.meta({ id: 'StaffTriageQuestion' })
export type StaffTriageQuestion = z.infer<typeof staffTriageQuestion>

export const triageQuestions = z
	.strictObject({ questions: z.array(staffTriageQuestion).describe('In the order of asking') })
	.meta({ id: 'TriageQuestions' })

export const triageBody = z.strictObject({
	text: words.text,
	level,
	species: words.species.default(null),
	emphasis: words.emphasis.default(null),
})
export type TriageBody = z.output<typeof triageBody>

export const triageChange = z
	.strictObject({
		words: triageBody.optional().describe('Asked once a vet has approved them'),
		active: z.boolean().optional().describe('False: not asked any more, at once'),
	})
	.refine((body) => body.words !== undefined || body.active !== undefined, {
		error: 'Give words, active or both',
	})
export type TriageChange = z.output<typeof triageChange>

export const triageOrderBody = z.strictObject({
	ids: z
		.array(id)
		.min(1)
		.max(200)
		.refine(
			(ids) => new Set(ids.map((one) => one.toLowerCase())).size === ids.length,
			'Must name each question once',
		)
		.describe('All questions in their new order'),
})

export const triageApproveBody = z.strictObject({
	words: triageBody.describe('What the vet has read: the draft, or the words that are asked'),
})
