import * as z from 'zod'
import { legalHold } from './erasure.ts'
import { petBrief, petInput } from './pets.ts'
import { id, instant, integerText, line, locale, name, text } from './primitives.ts'
import { visitBrief } from './visit-brief.ts'

const matchStatus = z.enum(['unconfirmed', 'confirmed']).meta({ id: 'MatchStatus' })

/** A pet owner, as lists and search show them. */
export const clientBrief = z
	.strictObject({
		id,
		name: z.string().nullable(),
		email: z.string().nullable(),
		phone: z.string().nullable().describe('E.164'),
		matchStatus,
		pets: z.array(petBrief).describe('Those that are theirs now'),
	})
	.meta({ id: 'ClientBrief' })
export type ClientBrief = z.infer<typeof clientBrief>

const consentView = z.strictObject({
	purpose: z.enum(['service', 'recall', 'marketing']),
	channel: z.enum(['email', 'sms', 'push', 'phone', 'post']),
	granted: z.boolean(),
	at: instant,
})

export const client = clientBrief
	.extend({
		locale: z.string().nullable(),
		notes: z.string().nullable().describe('Internal'),
		contactIsShared: z
			.boolean()
			.describe('Several people read the email or use the phone: nobody is matched by them'),
		visits: z.array(visitBrief).describe('The newest first, at most 50'),
		consents: z.array(consentView).describe('What counts now, by purpose and channel'),
		legalHold: legalHold.nullable().describe('null: may be erased'),
		erasureAskedAt: instant
			.nullable()
			.describe('When somebody who signs in to it asked for erasure while it was held'),
		createdAt: instant,
	})
	.meta({ id: 'Client' })
export type Client = z.infer<typeof client>

const phone = line(5, 32).describe("Any format; read in the clinic's region, kept as E.164")

export const clientBody = z.strictObject({
	name: name(2, 120),
	email: z.email().max(254).optional(),
	phone: phone.optional(),
	locale: locale.optional(),
	notes: text(2000).optional(),
	pets: z.array(petInput).max(12).default([]).describe('Made together with their owner'),
})
export type ClientBody = z.output<typeof clientBody>

export const clientChange = z
	.strictObject({
		name: name(2, 120).optional(),
		email: z.email().max(254).nullable().optional(),
		phone: phone.nullable().optional(),
		locale: locale.nullable().optional(),
		notes: text(2000).nullable().optional(),
		contactIsShared: z.boolean().optional(),
	})
	.refine((body) => Object.keys(body).length > 0, { error: 'Give at least one field' })
export type ClientChange = z.output<typeof clientChange>

export const clientsQuery = z.strictObject({
	matchStatus: matchStatus.optional(),
	cursor: id.optional().describe('`nextCursor` of the page before'),
	limit: integerText(1, 200).default(50),
})
export type ClientsQuery = z.output<typeof clientsQuery>

export const clients = z
	.strictObject({
		clients: z.array(clientBrief).describe('The newest first'),
		nextCursor: id.nullable().describe('null: there are no more'),
	})
	.meta({ id: 'Clients' })

export const searchQuery = z.strictObject({
	q: line(1, 80).describe('The beginning of a name, an email or a number; a reference in full'),
})

/** What a few letters find. */
export const found = z
	.strictObject({
		clients: z.array(clientBrief),
		pets: z.array(
			petBrief.extend({ owners: z.array(z.strictObject({ id, name: z.string().nullable() })) }),
		),
		visits: z.array(visitBrief),
	})
	.meta({ id: 'Found' })
export type Found = z.infer<typeof found>
