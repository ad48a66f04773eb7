import * as z from 'zod'
import { id, instant } from './primitives.ts'
import { clinicName, oldPassword, sixDigits, staffEmail } from './staff.ts'

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

/** Who asks for a code or a link; nobody is told whether there is such a person. */
export const mailAsk = z.strictObject({ clinic: clinicName, email: staffEmail })
export type MailAsk = z.output<typeof mailAsk>

const linkToken = z.string().min(1).max(200).describe('What the link carries in its fragment')

export const linkBody = z.strictObject({ token: linkToken })

export const passwordLink = z
	.strictObject({
		purpose: z.enum(['invitation', 'reset']),
		name: z.string(),
		email: z.string(),
		clinic: z.strictObject({ slug: z.string(), name: z.string() }),
		expiresAt: instant,
	})
	.meta({ id: 'PasswordLink' })
export type PasswordLink = z.infer<typeof passwordLink>

export const setPasswordBody = z.strictObject({ token: linkToken, password: newPassword })

/** With what to sign in now. */
export const passwordSet = z
	.strictObject({ clinic: z.string(), email: z.string() })
	.meta({ id: 'PasswordSet' })
export type PasswordSet = z.infer<typeof passwordSet>

export const changePasswordBody = z.strictObject({
	current: oldPassword.optional().describe('Not needed where there is none yet'),
	password: newPassword,
})
export type ChangePasswordBody = z.output<typeof changePasswordBody>

/** What proves that the person at the page is the one who signed in there. */
export const proofBody = z.strictObject({
	password: oldPassword.optional().describe('Not needed where there is none yet'),
})

export const authenticator = z
	.strictObject({
		uri: z.string().describe('For a QR code: `otpauth://totp/…`'),
		secret: z.string().describe('The same to be typed, in Base32'),
	})
	.meta({ id: 'Authenticator' })
export type Authenticator = z.infer<typeof authenticator>

export const confirmBody = z.strictObject({ code: sixDigits })

export const recoveryCodes = z
	.strictObject({
		recoveryCodes: z.array(z.string()).describe('Each is good once, in place of the app’s code'),
	})
	.meta({ id: 'RecoveryCodes' })

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
