import * as z from 'zod'
import { answer, petBody } from './appointments.ts'
import { id, instant, integerText, line, locale, name, text } from './primitives.ts'
import { oneTypeOrDuration, typeBody, visitBody } from './visit.ts'

const yes = z
	.enum(['true', 'false'])
	.default('false')
	.transform((value) => value === 'true')

export const tryQuery = z.strictObject({
	dryRun: yes.describe('Answer with what the call would do, and do nothing'),
})

/** Staff may go past a rule when they say why; the reason stays with the visit. */
export const ruleOverride = z
	.strictObject({
		reason: text(300).min(1).describe('Kept with the visit, for the clinic'),
		overbook: z
			.boolean()
			.default(false)
			.describe('Also beside another visit: at most two more than there are places for'),
	})
	.meta({ id: 'RuleOverride' })
export type RuleOverride = z.output<typeof ruleOverride>

const decimal = z
	.string()
	.regex(/^\d{1,6}(\.\d{1,2})?$/, "Must be an amount in the clinic's currency, such as 58.00")
	.meta({ example: '58.00' })
const durationMinutes = z.int().min(5).max(480)
const tellOwner = z.boolean().default(true).describe('By mail, where there is an address')

export const newClient = z.strictObject({
	name: name(1, 120),
	email: z.email().max(254).optional(),
	phone: line(5, 32).optional().describe("Any format; read in the clinic's region"),
	locale: locale.optional(),
})

const clientChoice = z.union([z.strictObject({ id }), z.strictObject({ create: newClient })])
const petChoice = z.union([z.strictObject({ id }), z.strictObject({ create: petBody })])

export const createVisitBody = z
	.strictObject({
		...typeBody,
		visit: visitBody.prefault({}).describe('What is left out is taken from the first pet'),
		method: z.enum(['phone', 'walk_in', 'admin']),
		client: clientChoice.describe('Known or new; a new one needs a phone or email but to walk in'),
		pets: z.array(petChoice).min(1).max(6),
		start: z
			.union([instant, z.enum(['now', 'next'])])
			.describe('`next`: the first free time from now on'),
		veterinarianId: id.nullable().describe('null means any: the server chooses'),
		durationMinutes: durationMinutes.optional().describe("Left out: the type's"),
		status: z
			.enum(['confirmed', 'checked_in', 'in_progress'])
			.optional()
			.describe('Left out: confirmed, or checked_in for a walk-in'),
		reason: text(300).optional().describe('In a few words'),
		notes: text(500).optional().describe('What the owner said'),
		internalNotes: text(2000).optional(),
		sharedNotes: text(2000).optional().describe('The owner may read it'),
		answers: z.array(answer).max(40).default([]).describe('None is required of staff'),
		estimatedCost: decimal.optional().describe("Left out: the type's price"),
		override: ruleOverride.optional(),
		tellOwner,
	})
	.superRefine((value, context) => {
		oneTypeOrDuration(value, context)
		const status = value.status ?? 'confirmed'
		if (value.method === 'walk_in' && value.status === 'confirmed') {
			const message = 'Whoever walks in is there already'
			context.addIssue({ code: 'custom', path: ['status'], message })
		}
		const client = 'create' in value.client ? value.client.create : null
		const isReachable = !client || client.email !== undefined || client.phone !== undefined
		if (value.method === 'walk_in' || status !== 'confirmed' || isReachable) return
		const message = 'A phone number or an email address is needed'
		context.addIssue({ code: 'custom', path: ['client', 'create', 'phone'], message })
	})
export type CreateVisitBody = z.output<typeof createVisitBody>

export const moveVisitBody = z
	.strictObject({
		start: instant.optional().describe('Left out: as it is'),
		veterinarianId: id.nullable().optional().describe('Left out: as it is; null means any'),
		durationMinutes: durationMinutes.optional().describe('Left out: as it is'),
		override: ruleOverride.optional(),
		tellOwner,
	})
	.refine(
		(body) =>
			body.start !== undefined ||
			body.veterinarianId !== undefined ||
			body.durationMinutes !== undefined,
		{ error: 'Say at least one of start, veterinarianId and durationMinutes', path: ['start'] },
	)
export type MoveVisitBody = z.output<typeof moveVisitBody>

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

/** What a booking or a move would do, and which rules stand against it. */
export const visitPlan = z
	.strictObject({
		possible: z.boolean().describe('As asked, with the override that was given'),
		needs: z
			.enum(['nothing', 'override', 'overbook', 'other'])
			.describe('What it takes; other: another time or person'),
		start: instant,
		end: instant.nullable(),
		veterinarianId: id.nullable(),
		resourceIds: z.array(id),
		overbookedResourceIds: z.array(id),
		broken: z
			.array(
				z.strictObject({
					code: z.string().meta({ example: 'vet_busy' }),
					message: z.string(),
					veterinarianId: id.nullable(),
					data: z.record(z.string(), value).describe("Instants as text, in the clinic's zone"),
				}),
			)
			.describe('Every rule that it breaks'),
	})
	.meta({ id: 'VisitPlan' })
export type VisitPlan = z.infer<typeof visitPlan>

export const statusBody = z
	.strictObject({
		to: z.enum(['checked_in', 'in_progress', 'completed', 'no_show']),
		finalCost: decimal.optional().describe('With completed'),
		reason: text(300).optional().describe('Kept with the visit, for the clinic'),
	})
	.refine((body) => body.finalCost === undefined || body.to === 'completed', {
		error: 'Goes with completed only',
		path: ['finalCost'],
	})
export type StatusBody = z.output<typeof statusBody>

export const undoBody = z.strictObject({
	override: ruleOverride.optional().describe('For a cancelled visit whose time is not free'),
})
export type UndoBody = z.output<typeof undoBody>

export const editVisitBody = z
	.strictObject({
		version: z.string().max(64).describe('`notes.version` as it was read'),
		internalNotes: text(2000).nullable().optional(),
		sharedNotes: text(2000).nullable().optional().describe('The owner may read it'),
		reason: text(300).nullable().optional(),
		estimatedCost: decimal.nullable().optional(),
	})
	.refine((body) => Object.values(body).filter((one) => one !== undefined).length > 1, {
		error: 'Say at least one field to change',
		path: ['internalNotes'],
	})
export type EditVisitBody = z.output<typeof editVisitBody>

export const previewQuery = z
	.strictObject({
		kind: z.enum(['move', 'cancel', 'decline', 'running_late']).default('move'),
		start: instant.optional().describe('Of a move; left out: as it is'),
		veterinarianId: id.optional().describe('Of a move; left out: as it is'),
		durationMinutes: integerText(5, 480).optional().describe('Of a move; left out: as it is'),
		minutes: integerText(5, 240).optional().describe('With running_late: how late'),
	})
	.refine((query) => query.kind !== 'running_late' || query.minutes !== undefined, {
		error: 'Goes with running_late',
		path: ['minutes'],
	})
export type PreviewQuery = z.output<typeof previewQuery>

export const letterPreview = z
	.strictObject({
		to: z.string().nullable().describe('null: there is no address, so nothing is sent'),
		subject: z.string(),
		text: z.string().describe('The link in it opens nothing'),
	})
	.meta({ id: 'LetterPreview' })
export type LetterPreview = z.infer<typeof letterPreview>
