import * as z from 'zod'
import { visibility } from './pets.ts'
import { id, instant, line } from './primitives.ts'

const file = {
	id,
	petId: id,
	kind: z.enum(['photo', 'document']),
	name: z.string(),
	contentType: z.enum(['image/webp', 'image/jpeg', 'application/pdf']),
	bytes: z.int(),
	createdAt: instant,
}

/** A photo or document as its pet's owners see it. */
export const ownFile = z
	.strictObject({
		...file,
		title: z.string().describe("The clinic's words for it, or else its name"),
		from: z.enum(['you', 'owner', 'clinic']).describe('owner: somebody else who has this pet'),
	})
	.meta({ id: 'OwnFile' })
export type OwnFile = z.infer<typeof ownFile>

export const ownFiles = z
	.strictObject({
		files: z.array(ownFile).describe('The newest first'),
		nextCursor: id.nullable(),
	})
	.meta({ id: 'OwnFiles' })

/** A photo or document as the clinic sees it. */
export const petFile = z
	.strictObject({
		...file,
		title: z.string().describe('What the record calls it, or else its name'),
		recordId: id.nullable().describe('The document of the medical record that it belongs to'),
		visibility: visibility.describe('As its record says, where there is one'),
		uploadedBy: z.strictObject({
			kind: z.enum(['owner', 'staff', 'key', 'system']),
			id: id.nullable(),
			name: z.string().nullable(),
		}),
	})
	.meta({ id: 'PetFile' })
export type PetFile = z.infer<typeof petFile>

export const petFiles = z
	.strictObject({
		files: z.array(petFile).describe('The newest first'),
		nextCursor: id.nullable(),
	})
	.meta({ id: 'PetFiles' })

export const filesQuery = z.strictObject({
	cursor: id.optional().describe('`nextCursor` of the page before'),
})

const fileName = z
	.string()
	.min(1)
	.max(1000)
	.describe('As it is called where it comes from; a tidied form of it is kept')

export const ownDocumentQuery = z.strictObject({ name: fileName })

export const documentQuery = z.strictObject({
	name: fileName,
	title: line(1, 120).optional().describe('What it is; its name, unless told'),
	visibility: visibility.default('internal'),
})
export type DocumentQuery = z.output<typeof documentQuery>

/** What may be changed about a document. */
export const fileChange = z.strictObject({ visibility })

export const contentQuery = z.strictObject({
	size: z.enum(['full', 'thumbnail']).default('full').describe('Of a photo'),
})
