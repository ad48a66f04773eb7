import * as z from 'zod'
import {
	appointmentStatus,
	date,
	id,
	instant,
	integerText,
	money,
	species,
	text,
} from './primitives.ts'
import { visitBody } from './visit.ts'

const MAX_DAYS = 92
const DAY = 86_400_000

/** A visit as the clinic itself sees it. */
export const clinicAppointment = z
	.strictObject({
		id,
		reference: z.string(),
		status: appointmentStatus,
		start: instant,
		end: instant,
		appointmentTypeId: id.nullable(),
		veterinarianId: id,
		resourceIds: z.array(id).describe('Everyone and everything that it occupies'),
		client: z.strictObject({
			id,
			name: z.string().nullable(),
			email: z.string().nullable(),
			phone: z.string().nullable(),
		}),
		pets: z.array(z.strictObject({ id, name: z.string(), species, breed: z.string().nullable() })),
		visit: visitBody,
		bookingMethod: z.enum(['online', 'phone', 'walk_in', 'admin']),
		isEmergency: z.boolean().describe('Made for an emergency that was called in'),
		price: money.nullable().describe('Estimated'),
		finalCost: money.nullable(),
		reason: z.string().nullable().describe('In a few words, by the clinic'),
		notes: z.string().nullable().describe('What the owner wrote'),
		actualStart: instant.nullable(),
		actualEnd: instant.nullable(),
		answerBy: instant.nullable().describe('While pending: when the clinic answers at the latest'),
		rescheduleCount: z.int(),
		delayedFrom: instant
			.nullable()
			.describe('The start that was agreed, when an emergency has put the visit off'),
		attendanceConfirmedAt: instant.nullable().describe('When its owner said that they will come'),
		previousAppointmentId: id.nullable(),
		cancelledAt: instant.nullable(),
		cancelledBy: z.enum(['owner', 'staff', 'key', 'system']).nullable(),
		cancelledLate: z.boolean(),
		cancellationReason: z.string().nullable(),
	})
	.meta({ id: 'ClinicAppointment' })
export type ClinicAppointment = z.infer<typeof clinicAppointment>

export const clinicAppointmentQuery = z
	.strictObject({
		from: date.describe('Visits that start on this day or later'),
		to: date.describe(`The last day, at most ${MAX_DAYS} days after from`),
		status: appointmentStatus.optional().describe('Left out: all but earlier states of moved ones'),
		veterinarianId: id.optional(),
		cursor: z.string().max(200).optional().describe('`nextCursor` of the page before'),
		limit: integerText(1, 200).default(100),
	})
	.superRefine(({ from, to }, context) => {
		const days = (Date.parse(to) - Date.parse(from)) / DAY
		const issue = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message })
		if (days < 0) issue('Must not be before from')
		if (days >= MAX_DAYS) issue(`Must be within ${MAX_DAYS} days of from`)
	})
export type ClinicAppointmentQuery = z.output<typeof clinicAppointmentQuery>

export const clinicAppointments = z
	.strictObject({
		appointments: z.array(clinicAppointment).describe('By their start'),
		nextCursor: z.string().nullable().describe('null: there are no more'),
	})
	.meta({ id: 'ClinicAppointments' })

export const clinicRequests = z
	.strictObject({
		requests: z.array(clinicAppointment).describe('By answerBy, at most 200'),
	})
	.meta({ id: 'ClinicRequests' })

export const declineBody = z.strictObject({
	reason: text(300).min(1).describe('Kept with the visit, for the clinic'),
})
export const clinicCancelBody = z.strictObject({
	reason: text(300).optional().describe('Kept with the visit, for the clinic'),
})
export const swapBody = z
	.strictObject({ a: id, b: id })
	.refine((body) => body.a.toLowerCase() !== body.b.toLowerCase(), {
		error: 'Must be another visit than a',
		path: ['b'],
	})
export const swapped = z
	.strictObject({ a: clinicAppointment, b: clinicAppointment })
	.meta({ id: 'SwappedAppointments' })
