import * as z from 'zod'
import { id, instant, line, name, species, text } from './primitives.ts'

const kind = z.enum(['general', 'end_of_life', 'request'])

export const askCallbackBody = z.strictObject({
	name: name(2, 120),
	phone: line(5, 32).describe("Any format; read in the clinic's region"),
	petName: name(1, 40).optional(),
	species: species.optional(),
	kind: kind.default('general'),
	appointmentTypeId: id.optional().describe('What they wanted to book; it may decide the kind'),
	note: text(500).optional(),
})
export type AskCallbackBody = z.output<typeof askCallbackBody>

export const callbackPromise = z
	.strictObject({
		id,
		promisedBy: instant.nullable().describe('null: as soon as somebody is there'),
		open: z.boolean().describe('Somebody answers the phone now'),
	})
	.meta({ id: 'CallbackPromise' })
export type CallbackPromise = z.infer<typeof callbackPromise>

const person = z.strictObject({ id, name: z.string().nullable() }).nullable()

/** Somebody who waits for a call. */
export const callback = z
	.strictObject({
		id,
		kind,
		status: z.enum(['open', 'done']),
		name: z.string().nullable(),
		phone: z.string().nullable(),
		petName: z.string().nullable(),
		species: species.nullable(),
		note: z.string().nullable(),
		appointmentTypeId: id.nullable(),
		client: person,
		pet: person,
		promisedBy: instant.nullable(),
		overdue: z.boolean(),
		claimedBy: person.describe('Who calls'),
		attempts: z.int().describe('Calls that nobody answered'),
		lastAttemptAt: instant.nullable(),
		closedAt: instant.nullable(),
		outcome: z.string().nullable(),
		createdAt: instant,
	})
	.meta({ id: 'Callback' })
export type Callback = z.infer<typeof callback>

export const callbacksQuery = z.strictObject({
	status: z.enum(['open', 'done']).default('open'),
})

export const callbacks = z
	.strictObject({
		callbacks: z
			.array(callback)
			.describe('Open: the most urgent first; done: the latest; at most 100'),
	})
	.meta({ id: 'Callbacks' })

export const callbackDoneBody = z.strictObject({ outcome: text(500).optional() })
export const callbackLinkBody = z
	.strictObject({ clientId: id.optional(), petId: id.optional() })
	.refine((body) => body.clientId ?? body.petId, { error: 'Give a client, a pet or both' })
export type CallbackLinkBody = z.output<typeof callbackLinkBody>

/** How much waits, for the console's frame. */
export const queues = z
	.strictObject({
		requests: z.int(),
		matches: z.int(),
		callbacks: z.int(),
		callbacksOverdue: z.int(),
		prescriptions: z.int(),
	})
	.meta({ id: 'Queues' })
export type Queues = z.infer<typeof queues>
