import * as z from 'zod'
import { date, id, integerText, line, species } from './primitives.ts'

// What owners see of each kind: older rows may lack any of it.
const text = z.string().nullable()
const detail = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('visit'), type: text, summary: text, advice: text }),
	z.strictObject({
		kind: z.literal('vaccination'),
		...{ product: text, batch: text, expiresOn: text, site: text },
	}),
	z.strictObject({
		kind: z.literal('prescription'),
		...{ product: text, dose: text, quantity: text },
		repeats: z.number().nullable().describe('How often it can be had again'),
	}),
	z.strictObject({ kind: z.literal('lab_result'), test: text, status: text, result: text }),
	z.strictObject({ kind: z.literal('weight'), kilograms: z.number().nullable() }),
	z.strictObject({ kind: z.literal('allergy'), substance: text, reaction: text }),
	z.strictObject({
		kind: z.literal('document'),
		...{ title: text, fileName: text, note: text },
		fileId: id.nullable().describe('To download it; null: it lies at the clinic'),
	}),
])
export type HistoryDetail = z.infer<typeof detail>
export type HistoryKind = HistoryDetail['kind']

export const historyKinds = [
	'visit',
	'vaccination',
	'prescription',
	'lab_result',
	'weight',
	'allergy',
	'document',
] as const satisfies readonly HistoryKind[]

/** What the clinic shares of an animal's record: the newest version of each entry. */
export const medicalHistory = z
	.strictObject({
		petId: id.describe('Where it lives on, when the one that was asked for was another row'),
		entries: z
			.array(
				z.strictObject({
					id: id.describe('Of the record, or of a visit of which nothing else is written'),
					on: date,
					title: z.string(),
					nextDueOn: date.nullable(),
					veterinarian: text,
					appointmentId: id.nullable(),
					correctedOn: date.nullable().describe('The day of the newest correction'),
					detail,
				}),
			)
			.describe('By the day, the newest first'),
		nextCursor: z.string().nullable(),
	})
	.meta({ id: 'MedicalHistory' })
export type MedicalHistory = z.infer<typeof medicalHistory>

export const historyQuery = z
	.strictObject({
		kind: z.enum(historyKinds).optional(),
		from: date.optional(),
		to: date.optional().describe('That day, too'),
		q: line(1, 80).optional().describe('Words of the title or the summary'),
		cursor: z.string().max(200).optional().describe('`nextCursor` of the page before'),
		limit: integerText(1, 100).default(30).describe('Entries a page'),
	})
	.refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
		path: ['to'],
		error: 'Must not be before `from`',
		params: { code: 'range_reversed' },
	})
export type HistoryQuery = z.output<typeof historyQuery>

/** What falls due to an owner's pets. */
export const ownDue = z
	.strictObject({
		due: z
			.array(
				z.strictObject({
					petId: id,
					petName: z.string(),
					species,
					kind: z.enum(['vaccination', 'prescription', 'visit']),
					title: z.string(),
					dueOn: date,
					days: z.int().describe('Until then; negative: overdue by so many'),
					overdue: z.boolean(),
					appointmentType: z
						.strictObject({ id, name: z.string() })
						.nullable()
						.describe('What to book for it'),
				}),
			)
			.describe('The soonest first, so what is overdue comes before the rest'),
	})
	.meta({ id: 'OwnDue' })
export type OwnDue = z.infer<typeof ownDue>

export const petWeights = z
	.strictObject({
		petId: id,
		weights: z
			.array(z.strictObject({ on: date, kilograms: z.number() }))
			.describe('The oldest first; of one day the last word'),
	})
	.meta({ id: 'PetWeights' })
export type PetWeights = z.infer<typeof petWeights>
