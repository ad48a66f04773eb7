import * as z from 'zod'
import { answer, appointment } from './appointments.ts'
import { formField } from './clinic.ts'
import { appointmentStatus, date, id, instant, integerText, line, species } from './primitives.ts'

const MOST = 50

export const ownerVisitsQuery = z
	.strictObject({
		when: z
			.enum(['upcoming', 'past'])
			.optional()
			.describe('upcoming: the next one first; past, with those called off: the newest first'),
		petId: id.optional(),
		status: appointmentStatus.exclude(['rescheduled']).optional(),
		from: date.optional().describe('Visits that start on this day or later'),
		to: date.optional().describe('The last day'),
		cursor: z.string().max(200).optional().describe('`nextCursor` of the page before'),
		limit: integerText(1, MOST).default(20),
	})
	.superRefine(({ from, to }, context) => {
		if (from === undefined || to === undefined || from <= to) return
		context.addIssue({ code: 'custom', path: ['to'], message: 'Must not be before from' })
	})
export type OwnerVisitsQuery = z.output<typeof ownerVisitsQuery>

/** How late owners may say that they will be, in minutes. */
export const LATE = [10, 20, 30] as const

const lateness = z
	.strictObject({
		minutes: z.int(),
		expectedAt: instant,
		outlook: z
			.enum(['fits', 'may_wait', 'come'])
			.describe(
				'fits: within what the clinic waits for; may_wait: it may have to see others first or to find ' +
					'another time; come: an ill animal is fitted in. No promise',
			),
	})
	.meta({ id: 'OwnLateness' })

/** A visit as its owner has it before them, with all that can be done about it. */
export const ownerVisit = appointment
	.extend({
		pets: z.array(z.strictObject({ id, name: z.string(), species })),
		isShared: z
			.boolean()
			.describe(
				'Somebody else has booked it for an animal that is shared; only they can change it',
			),
		notes: z.string().nullable().describe('What the owner wrote for the clinic'),
		clinicNotes: z.string().nullable().describe('What the clinic wrote for the owner'),
		directions: z.strictObject({
			address: z.array(z.string()),
			parking: z.string().nullable(),
			access: z.string().nullable(),
		}),
		form: z.strictObject({
			fields: z.int().describe('How many questions there are'),
			missing: z.int().describe('How many that have to be answered are not'),
			canAnswer: z.boolean(),
		}),
		lateness: lateness.nullable().describe('What the owner has said about being late'),
		canSayLate: z.boolean(),
		checkIn: z
			.strictObject({ opensAt: instant, closesAt: instant, isOpen: z.boolean() })
			.nullable()
			.describe('From the car park; null where the clinic does not do that, and once it is done'),
	})
	.meta({ id: 'OwnerVisit' })
export type OwnerVisit = z.infer<typeof ownerVisit>

export const ownerVisits = z
	.strictObject({
		appointments: z.array(ownerVisit),
		nextCursor: z.string().nullable().describe('null: there are no more'),
	})
	.meta({ id: 'OwnerVisits' })
export type OwnerVisits = z.infer<typeof ownerVisits>

export const sayLateBody = z.strictObject({ minutes: z.literal(LATE) })
export type SayLateBody = z.output<typeof sayLateBody>

export const checkInBody = z.strictObject({
	note: line(1, 120).optional().describe('Where the car stands: a space, a number plate'),
})
export type CheckInBody = z.output<typeof checkInBody>

export const answersBody = z.strictObject({
	answers: z
		.array(answer)
		.max(40)
		.describe('All of them, as at booking; an issue names the field, as in `answers.reason_text`'),
})
export type AnswersBody = z.output<typeof answersBody>

export const visitAnswers = z
	.strictObject({
		fields: z.array(formField).describe('What is asked about these animals'),
		answers: z.array(answer),
		missing: z.array(z.string()).describe('Fields that have to be answered and are not'),
		canAnswer: z.boolean(),
		until: instant,
	})
	.meta({ id: 'VisitAnswers' })
export type VisitAnswers = z.infer<typeof visitAnswers>
