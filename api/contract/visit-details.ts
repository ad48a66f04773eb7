import * as z from 'zod'
import { answer } from './appointments.ts'
import { clinicAppointment } from './clinic-appointments.ts'
import { appointmentStatus, date, id, instant, species } from './primitives.ts'

/** What the clinic may do next with a visit; `undo` takes its last change back. */
export const visitAction = z
	.enum([
		'confirm',
		'decline',
		'cancel',
		'move',
		'check_in',
		'start',
		'complete',
		'no_show',
		'undo',
		'edit',
	])
	.meta({ id: 'VisitAction' })
export type VisitAction = z.infer<typeof visitAction>

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

/** One line of a visit's history, over all its moves. */
export const visitEvent = z
	.strictObject({
		id,
		appointmentId: id.describe('An earlier one for what came before a move'),
		kind: z.string().meta({ example: 'status' }).describe('status, details, placed, late'),
		at: instant,
		actor: z.strictObject({
			kind: z.enum(['owner', 'staff', 'key', 'system']),
			id: id.nullable(),
			name: z.string().nullable().describe('Of staff'),
		}),
		from: appointmentStatus.nullable(),
		to: appointmentStatus.nullable(),
		reason: z.string().nullable(),
		data: z.record(z.string(), value),
	})
	.meta({ id: 'VisitEvent' })
export type VisitEvent = z.infer<typeof visitEvent>

/** What whoever handles the animal has to know before they do. */
export const petAlert = z
	.strictObject({
		kind: z.string().meta({ example: 'allergy' }).describe('allergy, vaccine_due, handling …'),
		text: z.string(),
		since: date.nullable().describe('Of a vaccine: when it was due'),
	})
	.meta({ id: 'PetAlert' })
export type PetAlert = z.infer<typeof petAlert>

const earlierVisit = z.strictObject({
	id,
	reference: z.string(),
	start: instant,
	status: appointmentStatus,
	typeName: z.string().nullable(),
	veterinarianId: id,
	reason: z.string().nullable(),
})

export const visitPet = z
	.strictObject({
		id,
		name: z.string(),
		species,
		breed: z.string().nullable(),
		sex: z.enum(['female', 'male', 'unknown']),
		isNeutered: z.boolean().nullable(),
		birthDate: date.nullable(),
		weightKg: z.number().nullable(),
		microchip: z.string().nullable(),
		status: z.enum(['active', 'deceased', 'moved']),
		alerts: z.array(petAlert),
		earlierVisits: z.array(earlierVisit).describe('The newest first, at most ten'),
	})
	.meta({ id: 'VisitPet' })

export const visitDetails = z
	.strictObject({
		appointment: clinicAppointment,
		typeName: z.string().nullable(),
		pets: z.array(visitPet),
		events: z.array(visitEvent).describe('The oldest first'),
		answers: z
			.array(
				z.strictObject({
					fieldId: z.string(),
					label: z.string(),
					type: z.string(),
					value: answer.shape.value,
				}),
			)
			.describe("In the form's order"),
		triage: z
			.strictObject({ signs: z.array(z.string()), answeredAt: instant })
			.nullable()
			.describe('null: it was not asked'),
		notes: z
			.strictObject({
				internal: z.string().nullable(),
				shared: z.string().nullable().describe('The owner may read it'),
				version: z.string().describe('Of all that can be edited; goes with an edit'),
			})
			.meta({ id: 'VisitNotes' }),
		overbookedResourceIds: z
			.array(id)
			.describe('Who or what takes the visit beside more than there are places for'),
		messages: z
			.array(
				z.strictObject({
					kind: z.string().meta({ example: 'booking_moved' }),
					status: z.enum(['pending', 'claimed', 'sent', 'failed', 'cancelled']),
					at: instant.describe('When it was sent, or is to be'),
				}),
			)
			.describe('What the owner was told, the newest first'),
		actions: z.array(visitAction).describe('What may be done next'),
		undoes: z
			.strictObject({ from: appointmentStatus, to: appointmentStatus })
			.nullable()
			.describe('What `undo` would take back'),
	})
	.meta({ id: 'VisitDetails' })
export type VisitDetails = z.infer<typeof visitDetails>
