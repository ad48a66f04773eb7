import * as z from 'zod'
import { bookingMode, id, instant, money, species } from './primitives.ts'

export const formField = z
	.strictObject({
		id: z.string(),
		label: z.string(),
		type: z.enum([
			'text',
			'longtext',
			'choice',
			'multi',
			'number',
			'date',
			'yesno',
			'consent',
			'phone',
		]),
		required: z.boolean(),
		options: z.array(z.string()).nullable(),
		maxLength: z.int().nullable(),
		min: z.number().nullable(),
		max: z.number().nullable(),
		pattern: z.string().nullable(),
		species: z.array(species).nullable().describe('Asked for these animals only; null is all'),
		sex: z.array(z.enum(['male', 'female'])).nullable(),
		advice: z
			.strictObject({
				when: z.string().describe('yes, no, an option, or `under:N` for a number'),
				suggest: z.enum(['call', 'offer']),
				appointmentTypeId: id.nullable(),
			})
			.nullable()
			.describe('What to suggest when the answer speaks against this visit'),
	})
	.meta({ id: 'FormField' })
export type FormField = z.infer<typeof formField>

export const preparationNote = z
	.strictObject({ text: z.string(), species: z.array(species).nullable() })
	.meta({ id: 'PreparationNote' })
export type PreparationNote = z.infer<typeof preparationNote>

export const price = z
	.strictObject({
		kind: z.enum(['fixed', 'from', 'free', 'range', 'estimate', 'package']),
		amount: money.nullable(),
		note: z.string().nullable(),
	})
	.meta({ id: 'Price' })

/** An earlier visit without which a type can't be booked, in days before the new one. */
export const earlierVisit = z
	.strictObject({
		appointmentTypeIds: z.array(id).nullable().describe('null: any visit to a vet'),
		minDays: z.int(),
		maxDays: z.int(),
	})
	.meta({ id: 'EarlierVisit' })

const wallTime = z.string().regex(/^\d\d:\d\d$/)

/** Wall times of a day procedure: when animals are brought, and when they go home. */
export const dayStay = z
	.strictObject({
		bringFrom: wallTime,
		bringUntil: wallTime,
		collectFrom: wallTime,
		collectUntil: wallTime,
	})
	.meta({ id: 'DayStay' })

export const appointmentType = z
	.strictObject({
		id,
		slug: z.string(),
		name: z.string(),
		description: z.string(),
		group: z.string(),
		icon: z.string().describe('A name out of our icon set'),
		mode: bookingMode,
		durationMinutes: z.int(),
		extraPetMinutes: z.int(),
		extraProblemMinutes: z.int(),
		maxPets: z.int(),
		price: price.nullable(),
		species: z.array(species),
		clientType: z.enum(['new', 'existing', 'both']),
		triage: z.enum(['none', 'required', 'amber_required']),
		asks: z
			.array(z.enum(['client', 'problems', 'age', 'weight', 'sex', 'lastVisit']))
			.describe('What must be known before times can be shown'),
		earlierVisit: earlierVisit.nullable().describe('Of which visit `lastVisit` is asked'),
		dayStay: dayStay.nullable().describe('The animal is left with the clinic for the day'),
		veterinarianIds: z.array(id).describe('Who does this visit, in display order'),
		minNoticeMinutes: z.int(),
		horizonDays: z.int(),
		cancellationCutoffHours: z.int(),
		formFields: z.array(formField),
		preparation: z.array(preparationNote),
	})
	.meta({ id: 'AppointmentType' })
export type AppointmentType = z.infer<typeof appointmentType>

export const veterinarian = z
	.strictObject({
		id,
		name: z.string(),
		shortName: z.string().describe('As said in a sentence: Dr Lind, Maren'),
		initials: z.string(),
		title: z.string(),
		role: z.enum(['veterinarian', 'nurse']),
		photoUrl: z.string().nullable(),
		species: z.array(species),
		languages: z.array(z.string()),
	})
	.meta({ id: 'Veterinarian' })
export type Veterinarian = z.infer<typeof veterinarian>

export const triageQuestion = z
	.strictObject({
		id,
		text: z.string(),
		level: z.enum(['red', 'amber']),
		emphasis: z.string().nullable(),
		species: z.array(species).nullable(),
	})
	.meta({ id: 'TriageQuestion' })

const place = { phone: z.string().describe('E.164'), address: z.array(z.string()) }

/** What a clinic shows to anyone: never staff contact data, reasons of absences or internal rules. */
export const clinicProfile = z
	.strictObject({
		id,
		slug: z.string(),
		name: z.string(),
		timeZone: z.string().meta({ example: 'Europe/London' }),
		locale: z.string(),
		region: z.string().length(2).describe('For national phone numbers, ISO 3166'),
		currency: z.string().length(3),
		...place,
		email: z.string(),
		website: z.string().nullable(),
		accent: z.string().nullable(),
		parking: z.string().nullable(),
		access: z.string().nullable(),
		hours: z
			.array(
				z.strictObject({ weekday: z.int().min(0).max(6), opens: z.string(), closes: z.string() }),
			)
			.describe('Weekday 0 is Monday; a day that is missing is closed'),
		open: z
			.strictObject({ now: z.boolean(), changesAt: instant.nullable() })
			.describe('Whether someone answers the phone, and until when that stays so'),
		outOfHours: z
			.strictObject({
				name: z.string(),
				...place,
				hours: z.string(),
				travelMinutes: z.int().nullable(),
			})
			.nullable(),
		paused: z.boolean().describe('Online booking is switched off for now'),
		pausedUntil: instant.nullable().describe('When it is switched on again by itself'),
		privacyUrl: z.string().nullable(),
		cancellationPolicy: z.string(),
		species: z.array(species).describe('Animals with at least one visit to book'),
		appointmentTypes: z.array(appointmentType),
		veterinarians: z.array(veterinarian),
		triage: z.strictObject({
			intro: z.string(),
			none: z.string(),
			disclaimer: z.string(),
			questions: z.array(triageQuestion),
		}),
		serverTime: instant,
	})
	.meta({ id: 'ClinicProfile' })
export type ClinicProfile = z.infer<typeof clinicProfile>
