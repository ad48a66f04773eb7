import * as z from 'zod'
import { bookingMode, id, line, species } from './primitives.ts'
import { allowStranded, resolutions, stranded } from './stranded.ts'
import { formFieldBody } from './type-form.ts'
import { typeMistakes } from './type-mistakes.ts'
import { typeRules } from './type-rules.ts'

const icons = [
	'bandage',
	'chip',
	'clip',
	'door',
	'globe',
	'heart',
	'home',
	'paw',
	'pet-cat',
	'pet-dog',
	'pet-other',
	'pet-rabbit',
	'pill',
	'pulse',
	'refresh',
	'scale',
	'scissors',
	'shield',
	'steth',
	'syringe',
	'tooth',
] as const

/** The drawings that a kind of visit can have. */
export const icon = z.enum(icons)

const typePrice = z
	.strictObject({
		kind: z.enum(['fixed', 'from', 'package', 'free', 'range', 'estimate', 'none']),
		amount: z
			.string()
			.regex(/^\d{1,8}\.\d{2}$/, 'Must be an amount such as 58.00')
			.nullable()
			.default(null),
		note: line(1, 200).nullable().default(null),
	})
	.superRefine(({ kind, amount, note }, context) => {
		const say = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message, params: { code: 'required' } })
		const named = kind === 'fixed' || kind === 'from' || kind === 'package'
		if (named && amount === null) say('amount', 'This kind of price has an amount')
		if (!named && amount !== null) {
			const message = 'This kind of price has no single amount'
			context.addIssue({ code: 'custom', path: ['amount'], message, params: { code: 'unwanted' } })
		}
		const worded = kind === 'range' || kind === 'estimate'
		if (worded && note === null) say('note', 'This kind of price needs words')
	})

const ageWeeks = z.int().min(0).max(1040).nullable().default(null)

const preparationBody = z.strictObject({
	text: line(1, 600),
	species: z.array(species).min(1).nullable().default(null).describe('null: all'),
	fromWeeks: ageWeeks.describe('Of age; a note with an age is told only where the age is known'),
	underWeeks: ageWeeks,
})

const part = {
	slug: z
		.string()
		.regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'Must be small letters, digits, - and _')
		.optional()
		.describe('Its lasting name; made of the first name when left out'),
	name: line(1, 80),
	description: line(0, 400).default(''),
	group: line(0, 60).default(''),
	icon: icon.default('paw'),
	color: z
		.string()
		.regex(/^#[0-9a-f]{6}$/, 'Must be a colour such as #2f7d6b')
		.nullable()
		.default(null),
	sortOrder: z.int().min(0).max(100_000).optional().describe('Left out: last, or as it was'),
	active: z.boolean().default(true),
	isDefault: z.boolean().default(false).describe('What a bare length of time means'),
	mode: bookingMode.default('instant'),
	triage: z.enum(['none', 'required', 'amber_required']).default('none'),
	...typeRules,
	cancellationCutoffHours: z.int().min(0).max(720).default(24),
	price: typePrice.default({ kind: 'none', amount: null, note: null }),
	preparation: z.array(preparationBody).max(30).default([]),
	formFields: z.array(formFieldBody).max(40).default([]),
}

const shape = z.strictObject({ ...part, allowStranded, resolutions })

/** Whole: what is left out is as it is for a new type. */
export const typeBody = shape.superRefine((body, context) => {
	for (const [path, code, message] of typeMistakes(body)) {
		context.addIssue({ code: 'custom', path: path.split('.'), message, params: { code } })
	}
})
export type TypeBody = z.output<typeof typeBody>

/** A type as its clinic sees it: what was sent, whole. */
export const clinicType = z
	.strictObject({
		id,
		...part,
		slug: z.string(),
		sortOrder: z.int(),
		description: z.string(),
	})
	.meta({ id: 'ClinicType' })
export type ClinicType = z.output<typeof clinicType>

export const clinicTypes = z
	.strictObject({ types: z.array(clinicType) })
	.meta({ id: 'ClinicTypes' })
export const typeChanged = z
	.strictObject({ type: clinicType, stranded })
	.meta({ id: 'TypeChanged' })
