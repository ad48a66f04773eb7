import type { ChangeMemberBody } from '../contract/staff-people.ts'
import type { Actor } from '../database/audit.ts'
import type { Role } from '../http/permission.ts'
import { Problem } from '../http/problem.ts'

/** Roles that may do what no scope of a key allows: run the clinic, and judge as a veterinarian. */
const HIGH: readonly Role[] = ['admin', 'veterinarian']

const highOf = (roles: readonly Role[]) => HIGH.filter((role) => roles.includes(role))

/**
 * A key that may invite must not become more than it is, by inviting itself.
 *
 * @throws Problem `forbidden`
 */
export function assertMayGive(actor: Actor, roles: readonly Role[]): void {
	if (actor.kind !== 'key' || highOf(roles).length === 0) return
	throw refused('A key does not give the roles admin and veterinarian. Let an admin do it.')
}

/**
 * Nor by taking over the sign-in of somebody who has such a role.
 *
 * @throws Problem `forbidden`
 */
export function assertMayChange(
	actor: Actor,
	{ roles: has }: { roles: readonly Role[] },
	{ roles, email, isActive, removeAuthenticator }: ChangeMemberBody,
): void {
	if (actor.kind !== 'key') return
	if (roles && String(highOf(roles)) !== String(highOf(has))) {
		throw refused(
			'A key does not give or take the roles admin and veterinarian. Let an admin do it.',
		)
	}
	const touched = Object.entries({ email, isActive, removeAuthenticator })
		.filter(([, given]) => given !== undefined)
		.map(([field]) => field)
	if (touched.length === 0 || highOf(has).length === 0) return
	throw refused(
		`A key does not change ${touched.join(', ')} of an admin or a veterinarian. Let an admin do it.`,
	)
}

const refused = (detail: string) => new Problem('forbidden', { detail })
