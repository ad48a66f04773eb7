import * as z from 'zod'
import { instant, line, locale, name } from './primitives.ts'
import { linkBody, newPassword, oldPassword, signInEmail, sixDigits } from './session.ts'

const phone = line(5, 32).describe("Any format; read in the clinic's region, kept as E.164")

/** Somebody who wants an account; nobody is told whether there is one. */
export const registerBody = z.strictObject({
	name: name(2, 120),
	email: signInEmail,
	phone: phone.optional(),
	password: newPassword
		.optional()
		.describe('Left out: codes by mail. It counts when it is given again with the link'),
	locale: locale.optional(),
})
export type RegisterBody = z.output<typeof registerBody>

/** What a link is about, to be shown before anybody presses a button. */
export const emailLink = z
	.discriminatedUnion('purpose', [
		z.strictObject({
			purpose: z.literal('verify'),
			name: z.string().describe('As whoever asked gave it'),
			email: z.string(),
			phoneEnding: z
				.string()
				.nullable()
				.describe('Its last three digits, as whoever asked gave it'),
			hasPassword: z.boolean().describe('Whether a password was chosen, to be given again'),
			askedAt: instant,
			device: z.string().meta({ example: 'Firefox on Windows' }),
			expiresAt: instant,
		}),
		z.strictObject({
			purpose: z.enum(['old_email', 'new_email']).describe('At which of the two it was sent'),
			oldEmail: z.string().nullable().describe('Only by the link that was sent there'),
			newEmail: z.string(),
			isConfirmed: z.boolean().describe('By this link'),
			askedAt: instant,
			expiresAt: instant,
		}),
	])
	.meta({ id: 'EmailLink' })
export type EmailLink = z.infer<typeof emailLink>

export const verifyBody = linkBody.extend({
	password: oldPassword
		.optional()
		.describe('The one chosen when the link was asked for; left out, the account has none'),
})
export type VerifyBody = z.output<typeof verifyBody>

/** What proves that the person at the page is the one who signed in there. */
export const ownerProof = {
	password: oldPassword.optional().describe('Not needed within ten minutes after signing in'),
}

export const changeEmailBody = z.strictObject({ email: signInEmail, ...ownerProof })
export type ChangeEmailBody = z.output<typeof changeEmailBody>

export const emailConfirmed = z
	.strictObject({
		isDone: z.boolean().describe('false: the other address has not confirmed yet, or isTaken'),
		isTaken: z
			.boolean()
			.describe('Both have confirmed, but the new address got another account meanwhile'),
	})
	.meta({ id: 'EmailConfirmed' })
export type EmailConfirmed = z.infer<typeof emailConfirmed>

export const phoneBody = z.strictObject({ phone, ...ownerProof })

export const phoneCodeBody = z.strictObject({ code: sixDigits })

export const ownerChange = z
	.strictObject({
		name: name(2, 120).optional(),
		phone: z.null().optional().describe('Takes the number away; another one needs its code'),
		locale: locale.nullable().optional(),
	})
	.refine((body) => Object.keys(body).length > 0, { error: 'Give at least one field' })
export type OwnerChange = z.output<typeof ownerChange>

export const changeOwnerPasswordBody = z.strictObject({
	current: oldPassword.optional().describe('Not needed within ten minutes after signing in'),
	password: newPassword,
})
export type ChangeOwnerPasswordBody = z.output<typeof changeOwnerPasswordBody>

/** An account, as its own page shows it. */
export const ownerAccount = z
	.strictObject({
		name: z.string(),
		email: z.string(),
		newEmail: z.string().nullable().describe('Waits until both addresses have confirmed'),
		phone: z.string().nullable().describe('E.164'),
		isPhoneVerified: z.boolean(),
		newPhone: z.string().nullable().describe('Waits for the code that was sent to it'),
		locale: z.string().nullable(),
		hasPassword: z.boolean(),
		isFresh: z.boolean().describe('Signed in within ten minutes: no password is asked for'),
		canText: z.boolean().describe('Whether text messages can be sent'),
		passkeys: z.int().describe('How many there are'),
	})
	.meta({ id: 'OwnerAccount' })
export type OwnerAccount = z.infer<typeof ownerAccount>
