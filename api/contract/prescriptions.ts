import * as z from 'zod'
import { date, id, instant, line, species, text } from './primitives.ts'

export const prescriptionStatus = z
	.enum(['requested', 'approved', 'ready', 'declined', 'withdrawn'])
	.meta({ id: 'PrescriptionStatus' })
export type PrescriptionStatus = z.infer<typeof prescriptionStatus>

const handover = z
	.enum(['collect', 'sent'])
	.describe('collect: it waits at the clinic; sent: it is on its way')

export const askPrescriptionBody = z
	.strictObject({
		recordId: id.optional().describe('The prescription that is to be repeated'),
		medicine: line(1, 120).optional().describe('Instead, in your own words'),
		quantity: line(1, 60).optional(),
		notes: text(500).optional(),
	})
	.refine(({ recordId, medicine }) => (recordId === undefined) !== (medicine === undefined), {
		error: 'Give either the prescription or the medicine',
		params: { code: 'one_of' },
		path: ['recordId'],
	})
export type AskPrescriptionBody = z.output<typeof askPrescriptionBody>

/** A medicine that an animal has been prescribed and may be given again. */
const repeat = z
	.strictObject({
		recordId: id,
		product: z.string(),
		dose: z.string().nullable(),
		quantity: z.string().nullable(),
		prescribedOn: date,
		repeatsLeft: z.int().min(0),
		reviewOn: date.nullable().describe('By then a vet wants to see the animal again'),
		state: z
			.enum(['orderable', 'asked', 'checkup_needed'])
			.describe('asked: there is an open request; checkup_needed: a visit comes first'),
	})
	.meta({ id: 'RepeatPrescription' })
export type RepeatPrescription = z.infer<typeof repeat>

export const repeats = z
	.strictObject({ prescriptions: z.array(repeat).describe('The newest of each product') })
	.meta({ id: 'RepeatPrescriptions' })

const facts = {
	id,
	recordId: id.nullable(),
	medicine: z.string(),
	quantity: z.string().nullable(),
	notes: z.string().nullable(),
	status: prescriptionStatus,
	askedAt: instant,
	answeredAt: instant.nullable(),
	reason: z.string().nullable().describe('Why it was declined'),
	handover: handover.nullable(),
	readyAt: instant.nullable(),
	withdrawnAt: instant.nullable(),
}

/** A request as the owners of its pet see it. */
export const ownPrescriptionRequest = z
	.strictObject({
		...facts,
		petId: id,
		petName: z.string(),
		mine: z.boolean().describe('false: somebody else who has this pet asked'),
	})
	.meta({ id: 'OwnPrescriptionRequest' })
export type OwnPrescriptionRequest = z.infer<typeof ownPrescriptionRequest>

export const ownPrescriptionRequests = z
	.strictObject({
		requests: z.array(ownPrescriptionRequest).describe('The newest first'),
		nextCursor: id.nullable(),
	})
	.meta({ id: 'OwnPrescriptionRequests' })

export const ownRequestsQuery = z.strictObject({
	petId: id.optional(),
	cursor: id.optional().describe('`nextCursor` of the page before'),
})

/** A request as the clinic sees it. */
export const prescriptionRequest = z
	.strictObject({
		...facts,
		pet: z.strictObject({ id, name: z.string(), species }),
		client: z.strictObject({ id, name: z.string().nullable() }),
		prescription: z
			.strictObject({
				dose: z.string().nullable(),
				quantity: z.string().nullable(),
				prescribedOn: date,
				repeatsLeft: z.int().describe('Beside this one'),
				reviewOn: date.nullable(),
				reviewPassed: z.boolean(),
				withdrawn: z.boolean(),
			})
			.nullable(),
		overdue: z.boolean().describe('Nobody has answered for two days'),
		answeredBy: z.strictObject({ id, name: z.string() }).nullable(),
	})
	.meta({ id: 'PrescriptionRequest' })
export type PrescriptionRequest = z.infer<typeof prescriptionRequest>

export const prescriptionRequests = z
	.strictObject({
		requests: z.array(prescriptionRequest).describe('Open ones the oldest first, else the newest'),
		nextCursor: id.nullable(),
	})
	.meta({ id: 'PrescriptionRequests' })

export const requestsQuery = z.strictObject({
	status: z.enum(['open', 'done']).default('open'),
	cursor: id.optional().describe('`nextCursor` of the page before'),
})
export type RequestsQuery = z.output<typeof requestsQuery>

export const declinePrescriptionBody = z.strictObject({
	reason: text(500).min(1).describe('For the owner to read'),
})

export const readyPrescriptionBody = z.strictObject({ handover })
