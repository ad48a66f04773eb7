import * as z from 'zod'
import { id, instant } from './primitives.ts'

/**
 * An address as people type it; compared without case. Plain letters only, so that the database and
 * everybody else agree on which two are the same, and nothing in it can turn a mail's head around.
 */
export const signInEmail = z
	.string()
	.trim()
	.max(254)
	.regex(z.regexes.email, 'Must be an email address, in plain letters')

/** Digits as people copy them, with a gap in the middle. */
export const sixDigits = z
	.string()
	.overwrite((given) => given.replace(/\s/g, ''))
	.regex(/^\d{6}$/, 'Six digits')

/** A password that is there already: whatever it is, it is not judged any more. */
export const oldPassword = z.string().min(1).max(200)

/** The fewest characters; NIST SP 800-63B asks for length, and for no mix of kinds. */
export const LEAST_PASSWORD = 12
const MOST_PASSWORD = 200

/** A password that somebody chooses. Any character is good, and a gap at the end is meant. */
export const newPassword = z
	.string()
	.refine((text) => [...text].length >= LEAST_PASSWORD, {
		error: `At least ${LEAST_PASSWORD} characters; a few words make a good password`,
		params: { code: 'too_short' },
	})
	.refine((text) => [...text].length <= MOST_PASSWORD, {
		error: `At most ${MOST_PASSWORD} characters`,
		params: { code: 'too_long' },
	})
	.meta({ minLength: LEAST_PASSWORD, maxLength: MOST_PASSWORD })

/** What a page needs to know of its clinic. */
export const signInClinic = z.strictObject({
	id,
	slug: z.string(),
	name: z.string(),
	timeZone: z.string(),
	locale: z.string(),
	currency: z.string(),
	phone: z.string().nullable(),
	accent: z.string().nullable(),
})
export type SignInClinic = z.infer<typeof signInClinic>

/** What a session is answered with, beside who it is. */
export const sessionTokens = {
	accessToken: z.string().describe('For the header Authorization, as `Bearer …`'),
	expiresIn: z.int().describe('Seconds that the access token lives'),
	refreshToken: z
		.string()
		.nullable()
		.describe('Outside of browsers; in a browser it is a cookie that no script can read'),
	sessionId: id,
}

export const refreshBody = z.strictObject({
	refreshToken: z.string().max(400).optional().describe('Where there is no cookie'),
})

/** Headers that tell a device. */
export const deviceHeaders = z.object({ 'user-agent': z.string().optional() })

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

const linkToken = z.string().min(1).max(200).describe('What the link carries in its fragment')

export const linkBody = z.strictObject({ token: linkToken })

export const setPasswordBody = z.strictObject({ token: linkToken, password: newPassword })

export const ownSession = z
	.strictObject({
		id,
		device: z.string().meta({ example: 'Firefox on Windows' }),
		address: z.string().nullable().describe('Of the network it was last used from'),
		beganAt: instant,
		lastUsedAt: instant,
		isThis: z.boolean().describe('The session that asks'),
	})
	.meta({ id: 'OwnSession' })
export type OwnSession = z.infer<typeof ownSession>

export const ownSessions = z
	.strictObject({ sessions: z.array(ownSession) })
	.meta({ id: 'OwnSessions' })

export const sessionsEnded = z.strictObject({ ended: z.int() }).meta({ id: 'SessionsEnded' })
