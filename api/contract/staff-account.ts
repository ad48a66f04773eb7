import * as z from 'zod'
import { instant } from './primitives.ts'
import { newPassword, oldPassword, signInEmail, sixDigits } from './session.ts'
import { clinicName } from './staff.ts'

/** Who asks for a code or a link; nobody is told whether there is such a person. */
export const mailAsk = z.strictObject({ clinic: clinicName, email: signInEmail })
export type MailAsk = z.output<typeof mailAsk>

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
