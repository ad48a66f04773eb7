import * as z from 'zod'
import { clinicAppointment } from './clinic-appointments.ts'
import { id, instant, integerText, line, name, species, text } from './primitives.ts'

const MINUTES = [5, 240] as const

export const severity = z
	.enum(['life_threatening', 'urgent'])
	.meta({ id: 'EmergencySeverity' })
	.describe('A life is at stake, or it has to be seen today')

export const emergencyBody = z.strictObject({
	severity,
	species,
	complaint: text(300).optional().describe('What has happened, in a few words'),
	caller: z
		.strictObject({
			name: name(1, 120).optional(),
			phone: line(5, 32).optional().describe("Any format; read in the clinic's region"),
		})
		.default({}),
	arrivesInMinutes: z.int().min(0).max(720).default(0).describe('0: they are here'),
	minutes: z
		.int()
		.min(MINUTES[0])
		.max(MINUTES[1])
		.optional()
		.describe('How long it will take; left out: 45 for a life, 20 otherwise'),
})
export type EmergencyBody = z.output<typeof emergencyBody>

export const emergencyOutcome = z.enum(['seen', 'referred', 'advised', 'did_not_come', 'mistake'])

export const emergency = z
	.strictObject({
		id,
		severity,
		species,
		complaint: z.string().nullable(),
		caller: z.strictObject({ name: z.string().nullable(), phone: z.string().nullable() }),
		minutes: z.int(),
		arrivesAt: instant,
		status: z.enum(['open', 'assigned', 'closed']),
		veterinarianId: id.nullable().describe('Who sees it'),
		appointmentId: id.nullable().describe('Its visit as it was made; it may have moved since'),
		outcome: emergencyOutcome.nullable(),
		recordedAt: instant,
		settledAt: instant.nullable().describe('When it was assigned or closed'),
	})
	.meta({ id: 'Emergency' })
export type Emergency = z.infer<typeof emergency>

export const emergencyQuery = z.strictObject({
	status: z.enum(['open', 'assigned', 'closed']).default('open'),
})
export const emergencies = z
	.strictObject({
		emergencies: z.array(emergency).describe('Lives first, then the newest; at most 100'),
		serverTime: instant,
	})
	.meta({ id: 'Emergencies' })
export type Emergencies = z.infer<typeof emergencies>

export const planQuery = z.strictObject({
	appointmentTypeId: id.optional().describe("Left out: the clinic's urgent type"),
	minutes: integerText(...MINUTES)
		.optional()
		.describe('Left out: as it was recorded'),
})
export type PlanQuery = z.output<typeof planQuery>

const place = { start: instant, veterinarianId: id }

export const approveBody = z.strictObject({
	appointmentTypeId: id,
	minutes: z.int().min(MINUTES[0]).max(MINUTES[1]),
	...place,
	moves: z
		.array(
			z.strictObject({
				appointmentId: id,
				from: z.strictObject(place).describe('Where it was when the plan was made'),
				to: z.strictObject(place),
			}),
		)
		.max(12)
		.refine(
			(moves) => new Set(moves.map((one) => one.appointmentId.toLowerCase())).size === moves.length,
			'Must name each visit once',
		),
})
export type ApproveBody = z.output<typeof approveBody>

export const plannedMove = z
	.strictObject({
		appointmentId: id,
		reference: z.string(),
		pets: z.array(z.string()),
		visit: z.string().describe('The name of its type'),
		client: z.strictObject({ name: z.string().nullable(), phone: z.string().nullable() }),
		from: z.strictObject({ ...place, end: instant }),
		to: z.strictObject({ ...place, end: instant }),
		minutesLater: z.int(),
		flexible: z.boolean(),
		setOut: z.boolean().describe('So soon that they have probably left home'),
		byMail: z.boolean().describe('False: there is no address, so somebody has to call'),
	})
	.meta({ id: 'PlannedMove' })
export type PlannedMove = z.infer<typeof plannedMove>

export const planLine = z
	.strictObject({
		appointmentId: id.nullable().describe('null: the emergency'),
		...place,
		end: instant,
		pets: z.array(z.string()),
		visit: z.string(),
		change: z.enum(['none', 'leaves', 'comes', 'emergency']),
	})
	.meta({ id: 'PlanLine' })
export type PlanLine = z.infer<typeof planLine>

export const proposal = z
	.strictObject({
		kind: z
			.enum(['kept_time', 'gap', 'rearranged'])
			.describe('Kept for emergencies, free anyway, or others are put off'),
		...place,
		end: instant,
		resourceIds: z.array(id).describe('Everyone and everything that it would occupy'),
		waitMinutes: z.int().describe('From arrival on'),
		points: z.number().describe('Harm; only good for comparing proposals'),
		moves: z.array(plannedMove),
		before: z.array(planLine).describe('The vets concerned, as their day is'),
		after: z.array(planLine).describe('The same as it would be'),
		approve: approveBody.describe('What to send back to carry it out'),
	})
	.meta({ id: 'EmergencyProposal' })

export const emergencyPlan = z
	.strictObject({
		emergency,
		proposals: z.array(proposal).describe('Best first; empty: there is no place today'),
		complete: z.boolean().describe('False: there may be better ones'),
		serverTime: instant,
	})
	.meta({ id: 'EmergencyPlan' })
export type EmergencyPlan = z.infer<typeof emergencyPlan>

export const approved = z
	.strictObject({
		emergency,
		appointment: clinicAppointment.describe("The emergency's own visit"),
		moved: z.array(clinicAppointment).describe('Those put off, as they are now'),
	})
	.meta({ id: 'EmergencyApproved' })

export const assignBody = z
	.strictObject({
		veterinarianId: id.optional().describe('Who sees it at once; the calendar stays as it is'),
		appointmentId: id.optional().describe('A visit that was booked for it'),
	})
	.refine((body) => (body.veterinarianId === undefined) !== (body.appointmentId === undefined), {
		error: 'Give either veterinarianId or appointmentId',
		path: ['veterinarianId'],
	})
export type AssignBody = z.output<typeof assignBody>

export const closeBody = z.strictObject({ outcome: emergencyOutcome })
