import * as z from 'zod'
import { id, instant } from './primitives.ts'
import { oldPassword, sessionTokens, signInClinic, signInEmail, sixDigits } from './session.ts'

/** What a person who works at a clinic may be; one may be several. */
export const roles = ['admin', 'veterinarian', 'nurse', 'receptionist'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

export const clinicName = z
	.string()
	.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Must be the name in the address of the clinic')
	.describe("The clinic's name in addresses: `wrenfold`")

export const signInBody = z
	.strictObject({
		clinic: clinicName,
		email: signInEmail,
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

export const staffSession = z
	.strictObject({
		...sessionTokens,
		user: staffUser,
		clinic: signInClinic,
	})
	.meta({ id: 'StaffSession' })
export type StaffSession = z.infer<typeof staffSession>

export const staffMe = z
	.strictObject({ user: staffUser, clinic: signInClinic })
	.meta({ id: 'StaffMe' })
