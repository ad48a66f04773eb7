import * as z from 'zod'
import { line } from './primitives.ts'
import { planChange } from './stranded.ts'

export const importKind = z
	.enum(['clients', 'pets', 'records'])
	.meta({ id: 'ImportKind', description: 'What the rows of a file are' })
export type ImportKind = z.infer<typeof importKind>

/** Which of the file's columns is which field; null leaves a column out. */
const mapping = z
	.string()
	.max(8000)
	.transform((text, context) => {
		try {
			return JSON.parse(text) as unknown
		} catch {
			context.addIssue({ code: 'custom', message: 'Must be a JSON object', params })
			return z.NEVER
		}
	})
	.pipe(z.record(line(0, 200), line(1, 40).nullable()))
	.meta({
		description:
			'A JSON object from headers to fields; null leaves a column out. Headers that are not named here are recognised by themselves',
		example: '{"Surname":"last_name","Balance":null}',
	})
const params = { code: 'invalid_format' }

export const importQuery = z.strictObject({
	kind: importKind,
	...planChange,
	dateFormat: z
		.enum(['iso', 'dmy', 'mdy'])
		.default('iso')
		.describe('How days are written: 2026-11-05, 5/11/2026 or 11/5/2026. The first is always read'),
	weightUnit: z.enum(['kg', 'lb']).default('kg').describe('Of weights that name none'),
	mapping: mapping.optional(),
})
export type ImportQuery = z.output<typeof importQuery>

/** Something about a row that its clinic should know. */
const importProblem = z
	.strictObject({
		row: z.int().describe('As a spreadsheet counts: the header is row 1'),
		column: z.string().nullable().describe('The header; null: the whole row'),
		level: z.enum(['error', 'warning']).describe('An error refuses the whole file'),
		code: z.string().meta({ example: 'unknown_owner' }),
		message: z.string(),
	})
	.meta({ id: 'ImportProblem' })
export type ImportProblem = z.infer<typeof importProblem>

export const importReport = z
	.strictObject({
		kind: importKind,
		dryRun: z.boolean(),
		delimiter: z.enum([',', ';', '\t']),
		columns: z
			.array(z.strictObject({ header: z.string(), field: z.string().nullable() }))
			.describe('What each column was taken for; null: left out'),
		fields: z
			.array(z.strictObject({ name: z.string(), required: z.boolean() }))
			.describe('All that a column may be taken for'),
		rows: z.int().describe('Without the header and empty ones'),
		created: z.int(),
		updated: z.int(),
		unchanged: z.int(),
		refused: z.int().describe('Rows with an error. If there is one, nothing is imported'),
		errors: z.int(),
		warnings: z.int(),
		problems: z.array(importProblem).describe('The first thousand, errors before warnings'),
	})
	.meta({ id: 'ImportReport' })
export type ImportReport = z.infer<typeof importReport>
