import * as z from 'zod'
import { id, instant, name } from './primitives.ts'
import { signInEmail } from './session.ts'
import { role } from './staff.ts'

/** A colleague in the list of those who work at a clinic. */
export const staffMember = z
	.strictObject({
		id,
		name: z.string(),
		email: z.string().nullable(),
		title: z.string().nullable(),
		roles: z.array(role),
		isActive: z.boolean(),
		isSchedulable: z.boolean().describe('Has a column in the calendar'),
		signIn: z
			.strictObject({
				hasPassword: z.boolean(),
				hasSecondFactor: z.boolean(),
				invitedAt: instant.nullable(),
				lastLoginAt: instant.nullable(),
			})
			.nullable()
			.describe('How and when they sign in: for administrators, and of oneself; else null'),
	})
	.meta({ id: 'StaffMember' })
export type StaffMember = z.infer<typeof staffMember>

export const staffMembers = z
	.strictObject({ staff: z.array(staffMember) })
	.meta({ id: 'StaffMembers' })

const title = name(0, 80).nullable().describe('As owners read it beside the name')
const rolesGiven = z
	.array(role)
	.min(1)
	.max(4)
	.overwrite((given) => [...new Set(given)])

export const inviteBody = z
	.strictObject({
		name: name(1, 120),
		email: signInEmail,
		title: title.default(null),
		roles: rolesGiven,
		schedulable: z
			.boolean()
			.default(false)
			.describe('Give a veterinarian or nurse a column in the calendar'),
	})
	.refine((body) => !body.schedulable || isClinical(body.roles), {
		error: 'Only a veterinarian or a nurse can have a column',
		path: ['schedulable'],
		params: { code: 'not_clinical' },
	})
export type InviteBody = z.output<typeof inviteBody>

export const changeMemberBody = z
	.strictObject({
		name: name(1, 120).optional(),
		email: signInEmail
			.optional()
			.describe('Ends their sessions, links and codes; the old address is told'),
		title: title.optional(),
		roles: rolesGiven.optional(),
		isActive: z.boolean().optional().describe('False ends all their sessions at once'),
		removeAuthenticator: z
			.literal(true)
			.optional()
			.describe('For a colleague who lost both phone and recovery codes; ends their sessions'),
		schedulable: z
			.literal(true)
			.optional()
			.describe('Give them a column in the calendar; it is taken away as a resource'),
	})
	.refine((body) => Object.values(body).some((value) => value !== undefined), {
		error: 'Give at least one field to change',
		path: ['name'],
	})
	.superRefine(({ email, removeAuthenticator }, context) => {
		if (email === undefined || removeAuthenticator === undefined) return
		// Together they would hand a sign-in to somebody else in one call.
		for (const path of ['email', 'removeAuthenticator']) {
			const message = 'Change the address and the authenticator app one after the other'
			context.addIssue({ code: 'custom', path: [path], message, params: { code: 'not_together' } })
		}
	})
export type ChangeMemberBody = z.output<typeof changeMemberBody>

/** Whether one of these roles sees patients. */
export function isClinical(has: readonly string[]): boolean {
	return has.includes('veterinarian') || has.includes('nurse')
}
