import * as z from 'zod'
import { id } from './primitives.ts'
import { oldPassword, sessionTokens, signInClinic, signInEmail, sixDigits } from './session.ts'

export const signInOwnerBody = z
	.strictObject({
		email: signInEmail,
		password: oldPassword.optional(),
		code: sixDigits.optional().describe('A code that was mailed, in place of the password'),
	})
	.refine(({ password, code }) => (password === undefined) !== (code === undefined), {
		error: 'Give either a password or a code that was mailed',
		path: ['password'],
		params: { code: 'either_or' },
	})
export type SignInOwnerBody = z.output<typeof signInOwnerBody>

/** Who asks for a code or a link; nobody is told whether there is such a person. */
export const ownerMailAsk = z.strictObject({ email: signInEmail })

/** An owner with an account, as they see themselves. */
export const owner = z
	.strictObject({
		id,
		name: z.string(),
		email: z.string(),
		isEmailVerified: z.boolean(),
		phone: z.string().nullable(),
		isPhoneVerified: z.boolean(),
		hasPassword: z.boolean(),
		locale: z.string().nullable().describe("In what to write to them; null: the clinic's"),
	})
	.meta({ id: 'Owner' })

export const ownerMe = z.strictObject({ owner, clinic: signInClinic }).meta({ id: 'OwnerMe' })
export type OwnerMe = z.infer<typeof ownerMe>

export const ownerSession = z
	.strictObject({ ...sessionTokens, owner, clinic: signInClinic })
	.meta({ id: 'OwnerSession' })
export type OwnerSession = z.infer<typeof ownerSession>

/** Of the page that goes on, where no cookie does. */
export const accessOnly = z
	.strictObject({ accessToken: sessionTokens.accessToken, expiresIn: sessionTokens.expiresIn })
	.meta({ id: 'AccessOnly' })

export const ownerPasswordLink = z
	.strictObject({ name: z.string(), email: z.string() })
	.meta({ id: 'OwnerPasswordLink' })

/** With what to sign in now. */
export const ownerPasswordSet = z
	.strictObject({ email: z.string() })
	.meta({ id: 'OwnerPasswordSet' })
