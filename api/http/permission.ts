import type { Scope } from '../contract/keys.ts'
import { type Role, roles } from '../contract/staff.ts'

export { type Scope, scopes } from '../contract/keys.ts'
export type { Role } from '../contract/staff.ts'

/** Who may do something at a clinic: servers by the scope of their key, people by their roles. */
export interface Permission {
	/** Null: for people only. */
	scope: Scope | null
	roles: readonly Role[]
}

/** For `allow`: whoever works there. */
export const EVERYONE = roles

/**
 * A policy in one line: the scope that a secret key needs, and the roles that may.
 *
 * @example export const changeHours = allow('schedule:write', ['admin', 'veterinarian'])
 */
export function allow(scope: Scope | null, to: readonly Role[]): Permission {
	return { scope, roles: to }
}

/** Whether one of a person's roles is among those. */
export function isAllowed(permission: Permission, has: readonly Role[]): boolean {
	return has.some((role) => permission.roles.includes(role))
}
