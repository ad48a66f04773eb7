import * as z from 'zod'
import { id, instant, integerText } from './primitives.ts'

export const auditQuery = z.strictObject({
	limit: integerText(1, 200).default(50).describe('Entries a page'),
	cursor: id.optional().describe('`nextCursor` of the page before'),
	subject: z
		.string()
		.regex(/^[a-z_]{1,40}$/, 'Must be a kind of thing, such as staff')
		.optional()
		.describe('Only about one kind of thing: `staff`, `schedule` …'),
})
export type AuditQuery = z.output<typeof auditQuery>

export const auditEntry = z
	.strictObject({
		id,
		at: instant,
		actor: z.strictObject({
			kind: z.enum(['owner', 'staff', 'key', 'system']),
			id: id.nullable(),
			name: z.string().nullable().describe('Of a member of staff'),
		}),
		action: z.string().meta({ example: 'schedule.created' }),
		subjectId: id.nullable(),
		subjectName: z.string().nullable().describe('When it is a member of staff'),
		data: z.record(z.string(), z.json()).describe('Ids, numbers and names of fields'),
	})
	.meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntry>

export const auditEntries = z
	.strictObject({ entries: z.array(auditEntry), nextCursor: id.nullable() })
	.meta({ id: 'AuditEntries' })
