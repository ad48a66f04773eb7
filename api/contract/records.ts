import * as z from 'zod'
import { visibility } from './pets.ts'
import { date, id, instant, line, text } from './primitives.ts'

// What is written of each kind. A field that is left out is not known, which is not the same as none.
const given = {
	visit: z.strictObject({
		kind: z.literal('visit'),
		summary: text(8000).min(1),
		advice: text(4000).optional(),
	}),
	vaccination: z.strictObject({
		kind: z.literal('vaccination'),
		product: line(1, 120),
		batch: line(1, 40),
		expiresOn: date.optional(),
		site: line(1, 60).optional(),
		intervalDays: z.int().min(1).max(3660).optional().describe("The product's, to the next dose"),
		nextDueOn: date.optional().describe('Instead of the interval'),
	}),
	prescription: z.strictObject({
		kind: z.literal('prescription'),
		product: line(1, 120),
		dose: line(1, 200),
		quantity: line(1, 60),
		repeats: z.int().min(0).max(24).default(0),
		reviewOn: date.optional(),
	}),
	lab_result: z.strictObject({
		kind: z.literal('lab_result'),
		test: line(1, 120),
		status: z.enum(['ordered', 'partial', 'final']),
		result: text(8000).optional(),
	}),
	weight: z.strictObject({
		kind: z.literal('weight'),
		value: z.number().positive().max(10_000),
		unit: z.enum(['g', 'kg', 'lb']),
		confirmed: z.boolean().default(false).describe('Right, although it looks unlikely'),
	}),
	allergy: z.strictObject({
		kind: z.literal('allergy'),
		substance: line(1, 120),
		reaction: text(1000).optional(),
	}),
	document: z.strictObject({
		kind: z.literal('document'),
		title: line(1, 120),
		fileName: line(1, 200),
		contentType: line(3, 100).optional(),
		bytes: z.int().min(0).optional(),
		note: text(2000).optional(),
	}),
}

const recordContent = z
	.discriminatedUnion('kind', [
		given.visit,
		given.vaccination,
		given.prescription,
		given.lab_result,
		given.weight,
		given.allergy,
		given.document,
	])
	.meta({ id: 'RecordContent' })
export type RecordContent = z.output<typeof recordContent>
export type RecordKind = RecordContent['kind']

const recordInput = z.strictObject({
	content: recordContent,
	occurredOn: date.optional().describe('Today unless told'),
	visibility: visibility.default('internal'),
})
export type RecordInput = z.output<typeof recordInput>

export const petRecordBody = recordInput.extend({ appointmentId: id.optional() })

export const visitRecordsBody = z.strictObject({
	records: z
		.array(recordInput.extend({ petId: id.optional().describe('Left out: the only pet there is') }))
		.min(1)
		.max(40)
		.describe('All or none'),
})
export type VisitRecordsBody = z.output<typeof visitRecordsBody>

export const correctionBody = recordInput.extend({
	version: z.int().min(1).describe('The one that is corrected'),
	reason: text(300).min(1).describe('Why it was wrong'),
})
export type CorrectionBody = z.output<typeof correctionBody>

export const withdrawBody = z.strictObject({
	version: z.int().min(1),
	reason: text(300).min(1).describe('Why it does not belong here'),
})

const author = z.strictObject({ id, name: z.string() }).nullable().describe('null: not a person')

const version = {
	version: z.int(),
	title: z.string(),
	occurredOn: date,
	nextDueOn: date.nullable(),
	content: z
		.record(z.string(), z.unknown())
		.describe('As RecordContent; older rows may lack fields'),
	visibility,
	withdrawn: z.boolean().describe('It does not belong here, and counts for nothing'),
	releasedAt: instant.nullable().describe('Of a lab result: owners may see it from then on'),
	author,
	writtenAt: instant,
	reason: z.string().nullable().describe('Why this version was written; null: the first'),
}

const recordKind = z.enum([
	'visit',
	'vaccination',
	'prescription',
	'lab_result',
	'weight',
	'allergy',
	'document',
])

/** An entry of an animal's record as it holds now, and what it said before. */
export const record = z
	.strictObject({
		id,
		petId: id,
		appointmentId: id.nullable(),
		kind: recordKind,
		...version,
		history: z.array(z.strictObject(version)).describe('Earlier versions, the newest first'),
	})
	.meta({ id: 'MedicalRecord' })
export type MedicalRecord = z.infer<typeof record>
export type RecordVersion = MedicalRecord['history'][number]

export const records = z
	.strictObject({
		records: z.array(record).describe('By the day, the newest first'),
		nextCursor: z.string().nullable(),
	})
	.meta({ id: 'MedicalRecords' })

export const recordsWritten = z
	.strictObject({ records: z.array(record) })
	.meta({ id: 'RecordsWritten' })

export const recordsQuery = z.strictObject({
	kind: recordKind.optional(),
	cursor: z.string().max(200).optional().describe('`nextCursor` of the page before'),
})
export type RecordsQuery = z.output<typeof recordsQuery>
