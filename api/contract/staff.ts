import * as z from 'zod'
import { id, instant } from './primitives.ts'

/** What a person who works at a clinic may be; one may be several. */
export const roles = ['admin', 'veterinarian', 'nurse', 'receptionist'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/**
 * An address as people type it; compared without case. Plain letters only, so that the database and
 * everybody else agree on which two are the same, and nothing in it can turn a mail's head around.
 */
export const staffEmail = z
	.string()
	.trim()
	.max(254)
	.regex(z.regexes.email, 'Must be an email address, in plain letters')

export const clinicName = z
	.string()
	.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Must be the name in the address of the clinic')
	.describe("The clinic's name in addresses: `wrenfold`")

/** Digits as people copy them, with a gap in the middle. */
export const sixDigits = z
	.string()
	.overwrite((given) => given.replace(/\s/g, ''))
	.regex(/^\d{6}$/, 'Six digits')

/** A password that is there already: whatever it is, it is not judged any more. */
export const oldPassword = z.string().min(1).max(200)

export const signInBody = z
	.strictObject({
		clinic: clinicName,
		email: staffEmail,
		password: oldPassword.optional(),
		code: sixDigits.optional().describe('A code that was mailed, in place of the password'),
		totp: sixDigits.optional().describe('Of the authenticator app, where one was set up'),
		recoveryCode: z
			.string()
			.max(40)
			.optional()
			.describe('In place of `totp`, when the phone is lost; each is good once'),
	})
	.refine(({ password, code }) => (password === undefined) !== (code === undefined), {
		error: 'Give either a password or a code that was mailed',
		path: ['password'],
		params: { code: 'either_or' },
	})
export type SignInBody = z.output<typeof signInBody>

export const staffUser = z
	.strictObject({
		id,
		name: z.string(),
		email: z.string().nullable(),
		title: z.string().nullable(),
		roles: z.array(role),
		isActive: z.boolean(),
		hasPassword: z.boolean(),
		hasSecondFactor: z.boolean(),
		invitedAt: instant.nullable(),
		lastLoginAt: instant.nullable(),
	})
	.meta({ id: 'StaffUser' })
export type StaffUser = z.infer<typeof staffUser>

/** What a page needs to know of its clinic. */
export const staffClinic = z.strictObject({
	id,
	slug: z.string(),
	name: z.string(),
	timeZone: z.string(),
	locale: z.string(),
	currency: z.string(),
	phone: z.string().nullable(),
	accent: z.string().nullable(),
})

export const staffSession = z
	.strictObject({
		accessToken: z.string().describe('For the header Authorization, as `Bearer …`'),
		expiresIn: z.int().describe('Seconds that the access token lives'),
		refreshToken: z
			.string()
			.nullable()
			.describe('Outside of browsers; in a browser it is a cookie that no script can read'),
		sessionId: id,
		user: staffUser,
		clinic: staffClinic,
	})
	.meta({ id: 'StaffSession' })
export type StaffSession = z.infer<typeof staffSession>

export const refreshBody = z.strictObject({
	refreshToken: z.string().max(400).optional().describe('Where there is no cookie'),
})

/** Headers of the calls that carry a cookie. */
export const cookieHeaders = z.object({
	cookie: z.string().optional(),
	origin: z.string().optional(),
	'user-agent': z.string().optional(),
	'vetslot-client': z
		.string()
		.optional()
		.describe('Any text; in a browser it proves that a page of ours is calling'),
})

export const staffMe = z
	.strictObject({ user: staffUser, clinic: staffClinic })
	.meta({ id: 'StaffMe' })
