import * as z from 'zod'
import { implausibleChip } from './microchip.ts'
import { alertKind, digits, petStatus, sex } from './pets.ts'
import { date, id, instant, integerText, line, name, species, text } from './primitives.ts'

const microchip = digits.superRefine((given, ctx) => {
	const message = implausibleChip(given)
	if (message === null) return
	ctx.addIssue({ code: 'custom', message, params: { code: 'implausible_microchip' } })
})

const insurance = z.strictObject({
	company: line(1, 80),
	policyNumber: line(1, 60).nullable(),
	expiresOn: date.nullable(),
})

const weight = z.number().positive().max(2000).describe('Kilograms, until the clinic weighs it')

const facts = {
	name: name(1, 40),
	species,
	breed: line(1, 80).nullable().optional(),
	sex: sex.optional(),
	neutered: z.boolean().nullable().optional(),
	bornOn: date.nullable().optional(),
	birthEstimated: z.boolean().optional(),
	color: line(1, 60).nullable().optional(),
	microchip: microchip.nullable().optional().describe('15 digits; spaces and dashes are left out'),
	weightKg: weight.optional(),
	insurance: insurance.nullable().optional(),
}

export const ownPetBody = z.strictObject(facts)
export type OwnPetBody = z.output<typeof ownPetBody>

export const ownPetChange = z
	.strictObject({
		...facts,
		name: facts.name.optional(),
		species: species.optional(),
		version: z
			.string()
			.regex(/^\d{1,20}$/)
			.describe('Of the pet as it was read'),
	})
	.refine((body) => Object.keys(body).length > 1, { error: 'Give at least one field' })
export type OwnPetChange = z.output<typeof ownPetChange>

const ownAlertKind = alertKind.extract(['allergy', 'aggressive', 'nervous', 'mobility', 'other'])

export const ownAlertBody = z.strictObject({
	kind: ownAlertKind,
	note: text(300).min(1).optional().describe('To what, or against whom'),
})
export type OwnAlertBody = z.output<typeof ownAlertBody>

export const ownPetStatusBody = z.strictObject({
	status: petStatus.describe('active: what an owner has said is taken back'),
	on: date.optional().describe('With deceased; today unless told'),
})
export type OwnPetStatusBody = z.output<typeof ownPetStatusBody>

export const ownPetsQuery = z.strictObject({
	status: petStatus.optional(),
	species: species.optional(),
	cursor: z.string().max(200).optional().describe('`nextCursor` of the page before'),
	limit: integerText(1, 50).default(20).describe('Pets a page'),
})
export type OwnPetsQuery = z.output<typeof ownPetsQuery>

/** What only the clinic changes, once it is set. */
const setByClinic = z.enum(['species', 'sex', 'bornOn', 'microchip', 'weightKg'])
export type SetByClinic = z.infer<typeof setByClinic>

/** A pet as its owners see it. */
export const ownPet = z
	.strictObject({
		id,
		version: z.string().describe('Send it along with a change'),
		name: z.string(),
		species,
		breed: z.string().nullable(),
		sex,
		neutered: z.boolean().nullable(),
		bornOn: date.nullable(),
		birthEstimated: z.boolean(),
		color: z.string().nullable(),
		microchip: z.string().nullable(),
		weight: z
			.strictObject({
				kilograms: z.number(),
				on: date.nullable().describe('null: nobody wrote down when'),
			})
			.nullable(),
		photoFileId: id.nullable(),
		insurance: insurance.extend({ company: z.string().nullable() }).nullable(),
		status: petStatus,
		deceasedOn: date.nullable(),
		statusConfirmed: z
			.boolean()
			.describe('false: an owner says so, and can take it back until the clinic confirms it'),
		setByClinic: z.array(setByClinic).describe('What only the clinic changes'),
		primary: z.boolean().describe('Whether the clinic writes to you about it'),
		shared: z.boolean().describe('Whether it has further owners'),
		alerts: z
			.array(
				z.strictObject({
					id,
					kind: alertKind,
					note: z.string().nullable(),
					statedBy: z.enum(['owner', 'clinic']),
				}),
			)
			.describe('What its owners say, and what the clinic shares'),
		createdAt: instant,
	})
	.meta({ id: 'OwnPet' })
export type OwnPet = z.infer<typeof ownPet>

export const ownPets = z
	.strictObject({ pets: z.array(ownPet), nextCursor: z.string().nullable() })
	.meta({ id: 'OwnPets' })
export type OwnPets = z.infer<typeof ownPets>
