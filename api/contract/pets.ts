import * as z from 'zod'
import { date, id, instant, line, name, species, text } from './primitives.ts'
import { visitBrief } from './visit-brief.ts'

export const visibility = z
	.enum(['shared', 'internal'])
	.describe('Whether its owners may see it')
	.meta({ id: 'Visibility' })

export const sex = z.enum(['female', 'male', 'unknown'])
export const petStatus = z.enum(['active', 'deceased', 'moved'])

export const alertKind = z.enum([
	'allergy',
	'aggressive',
	'nervous',
	'medical',
	'mobility',
	'other',
])

/** What everyone who handles the animal has to know first. */
export const petAlert = z
	.strictObject({
		id,
		kind: alertKind,
		note: z.string().nullable(),
		visibility,
		recordId: id.nullable().describe('The allergy that it warns of'),
		statedBy: z.enum(['owner', 'clinic']),
		createdAt: instant,
	})
	.meta({ id: 'StandingAlert' })
export type PetAlert = z.infer<typeof petAlert>

export const alertBody = z.strictObject({
	kind: alertKind,
	note: text(300).optional(),
	visibility: visibility.default('internal'),
})
export type AlertBody = z.output<typeof alertBody>

export const petBrief = z
	.strictObject({
		id,
		name: z.string(),
		species,
		breed: z.string().nullable(),
		status: petStatus,
		alerts: z.array(alertKind).describe('Kinds of what to look out for, without the words'),
	})
	.meta({ id: 'PetBrief' })
export type PetBrief = z.infer<typeof petBrief>

/** Digits of a chip, however they were set apart. */
export const digits = z.string().transform((given) => given.replace(/[\s-]/g, ''))
const microchip = digits.pipe(z.string().regex(/^\d{15}$/, 'Must have 15 digits'))

const fields = {
	name: name(1, 40),
	species,
	breed: line(1, 80).optional(),
	sex: sex.optional(),
	neutered: z.boolean().optional(),
	bornOn: date.optional(),
	birthEstimated: z.boolean().optional(),
	color: line(1, 60).optional(),
	microchip: microchip.optional(),
	insurer: line(1, 80).optional(),
	insuranceNumber: line(1, 60).optional(),
	insuranceExpiresOn: date.optional(),
	notes: text(2000).optional(),
}

/** A pet beside its owner. */
export const petInput = z.strictObject(fields)
export type PetInput = z.output<typeof petInput>

export const petBody = z.strictObject({
	...fields,
	ownerIds: z.array(id).min(1).max(6).describe('The first is whom the clinic writes to'),
})
export type PetBody = z.output<typeof petBody>

export const petChange = z
	.strictObject({
		name: fields.name.optional(),
		species: species.optional(),
		breed: fields.breed.unwrap().nullable().optional(),
		sex: fields.sex,
		neutered: z.boolean().nullable().optional(),
		bornOn: date.nullable().optional(),
		birthEstimated: z.boolean().optional(),
		color: fields.color.unwrap().nullable().optional(),
		microchip: microchip.nullable().optional(),
		insurer: fields.insurer.unwrap().nullable().optional(),
		insuranceNumber: fields.insuranceNumber.unwrap().nullable().optional(),
		insuranceExpiresOn: date.nullable().optional(),
		notes: text(2000).nullable().optional(),
		status: z.enum(['active', 'moved']).optional().describe('Death has a call of its own'),
		ownerIds: petBody.shape.ownerIds.optional(),
	})
	.refine((body) => Object.keys(body).length > 0, { error: 'Give at least one field' })
export type PetChange = z.output<typeof petChange>

export const deceasedBody = z.strictObject({
	on: date.optional().describe('Today unless told'),
})

const owner = z.strictObject({
	id,
	name: z.string().nullable(),
	phone: z.string().nullable(),
	email: z.string().nullable(),
	primary: z.boolean(),
	until: date.nullable().describe('Theirs until that day; null: still'),
})

/** An animal, with whom it belongs to and what to look out for. */
export const pet = z
	.strictObject({
		id,
		name: z.string(),
		species,
		breed: z.string().nullable(),
		sex,
		neutered: z.boolean().nullable(),
		bornOn: date.nullable(),
		birthEstimated: z.boolean(),
		color: z.string().nullable(),
		microchip: z.string().nullable(),
		insurer: z.string().nullable(),
		insuranceNumber: z.string().nullable(),
		insuranceExpiresOn: date.nullable(),
		notes: z.string().nullable().describe('Internal'),
		status: petStatus,
		deceasedOn: date.nullable(),
		report: z
			.strictObject({ kind: z.enum(['deceased', 'moved']), on: date.nullable(), at: instant })
			.nullable()
			.describe('What an owner says has become of it, until the clinic confirms it'),
		silenced: z.boolean().describe('Nobody is reminded of anything about it'),
		matchStatus: z.enum(['unconfirmed', 'confirmed']),
		weightKg: z.number().nullable(),
		owners: z.array(owner),
		alerts: z.array(petAlert),
		due: z
			.array(z.strictObject({ title: z.string(), on: date, overdue: z.boolean() }))
			.describe('What comes next, from its records'),
		visits: z.array(visitBrief).describe('The newest first, at most 50'),
		createdAt: instant,
	})
	.meta({ id: 'Pet' })
export type Pet = z.infer<typeof pet>
