import * as z from 'zod'
import { preparationNote } from './clinic.ts'
import { holdToken } from './holds.ts'
import {
	appointmentStatus,
	date,
	id,
	instant,
	line,
	locale,
	money,
	name,
	species,
	text,
} from './primitives.ts'
import { oneTypeOrDuration, typeBody, visitBody } from './visit.ts'

export const petBody = z.strictObject({
	name: name(1, 40),
	species,
	breed: line(1, 80).optional(),
	age: z.enum(['under_1', '1_to_7', '8_or_over']).optional(),
	birthDate: date.optional(),
	sex: z.enum(['male', 'female']).optional(),
})

const ownPet = z.strictObject({ id: id.describe('Of a pet of the owner who is signed in') })

export const ownerBody = z.strictObject({
	name: name(2, 120),
	phone: line(5, 32).describe("Any format; read in the clinic's region, stored as E.164"),
	email: z.email().max(254),
})

export const answer = z.strictObject({
	fieldId: line(1, 100),
	value: z.union([text(2000), z.number(), z.boolean(), z.array(line(1, 200)).max(20)]),
})

/** What is said of one visit, whether it is booked alone or with others. */
const visitFields = {
	...typeBody,
	visit: visitBody,
	start: instant,
	veterinarianId: id.nullable().describe('null means any: the server chooses'),
	pets: z
		.array(z.union([petBody, ownPet]))
		.min(1)
		.max(6)
		.describe('As many as visit.pets'),
	notes: text(500).optional(),
	answers: z
		.array(answer)
		.max(40)
		.default([])
		.describe("By the form's fields; an issue names the field, as in `answers.reason_text`"),
	triage: z
		.strictObject({
			questionIds: z.array(id).max(40).describe('Signs that were ticked; empty is none of these'),
			answeredAt: instant,
		})
		.optional(),
}

const ownerFields = {
	owner: ownerBody
		.optional()
		.describe('Left out by an owner who is signed in, unless the clinic lacks their phone number'),
	reminders: z.boolean().default(false).describe('Consent to a reminder by text message'),
	locale: locale.optional(),
}

function asManyPets(
	value: Parameters<typeof oneTypeOrDuration>[0] & { pets: unknown[]; visit: { pets: number } },
	context: z.RefinementCtx,
): void {
	oneTypeOrDuration(value, context)
	if (value.pets.length === value.visit.pets) return
	context.addIssue({ code: 'custom', path: ['pets'], message: 'Must be as many as visit.pets' })
}

export const bookBody = z
	.strictObject({
		...visitFields,
		hold: z.strictObject({ id, token: holdToken }).optional(),
		...ownerFields,
	})
	.superRefine(asManyPets)
export type BookBody = z.output<typeof bookBody>

export const bookSeveralBody = z.strictObject({
	visits: z
		.array(z.strictObject(visitFields).superRefine(asManyPets))
		.min(2)
		.max(4)
		.describe('One after the other on one day; each is a visit of its own'),
	...ownerFields,
})
export type BookSeveralBody = z.output<typeof bookSeveralBody>
export type OwnerBody = z.output<typeof ownerBody>

export const rescheduleBody = z.strictObject({
	start: instant,
	veterinarianId: id.nullable().describe('null means any: the server chooses'),
})
export type RescheduleBody = z.output<typeof rescheduleBody>

export const cancelReason = z.enum([
	'feeling_better',
	'cannot_make_it',
	'found_another_time',
	'other',
])

export const appointment = z
	.strictObject({
		id,
		reference: z.string().meta({ example: 'HLV7Q4K' }),
		status: appointmentStatus,
		start: instant,
		end: instant,
		durationMinutes: z.int(),
		timeZone: z.string(),
		appointmentType: z.strictObject({ id, name: z.string(), icon: z.string() }),
		veterinarian: z.strictObject({
			id,
			name: z.string(),
			shortName: z.string(),
			title: z.string(),
		}),
		pets: z.array(z.strictObject({ name: z.string(), species })),
		owner: z.strictObject({ name: z.string(), email: z.string() }),
		price: money.nullable(),
		preparation: z.array(preparationNote),
		clinic: z.strictObject({
			id,
			name: z.string(),
			phone: z.string(),
			address: z.array(z.string()),
		}),
		canMove: z.boolean(),
		canCancel: z.boolean(),
		freeUntil: instant.describe(
			'Until then a move or cancellation is free; later only a cancellation',
		),
		cancellationPolicy: z.string(),
		cancelledLate: z.boolean(),
		answerBy: instant.nullable().describe('While pending: when the clinic answers at the latest'),
		rescheduleCount: z.int(),
		delayedFrom: instant
			.nullable()
			.describe('The start that was agreed, when the clinic has put the visit off'),
		attendanceConfirmedAt: instant.nullable().describe('When its owner said that they will come'),
		// For asking availability again when the visit is moved.
		visit: visitBody,
		serverTime: instant,
	})
	.meta({ id: 'Appointment' })
export type Appointment = z.infer<typeof appointment>

const accountUrl = z
	.string()
	.nullable()
	.describe('Where a guest makes an account that keeps the visit; null for who has one')

/** A visit as its manage link shows it. */
export const linkedAppointment = appointment
	.extend({ accountUrl })
	.meta({ id: 'LinkedAppointment' })
export type LinkedAppointment = z.infer<typeof linkedAppointment>

export const bookedAppointment = appointment
	.extend({
		manageToken: z.string().describe('Opens this visit only; also in the mail'),
		manageUrl: z.string(),
		accountUrl,
	})
	.meta({ id: 'BookedAppointment' })
export type BookedAppointment = z.infer<typeof bookedAppointment>

export const bookedSeveral = z
	.strictObject({
		appointments: z.array(bookedAppointment).describe('In the order asked for, each with a letter'),
	})
	.meta({ id: 'BookedSeveral' })
