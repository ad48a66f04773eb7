import type { ImportKind } from '../contract/transfers.ts'
import { allow, type Permission } from '../http/permission.ts'

// Who may carry a clinic's data in and out.

export const importData = allow('setup:write', ['admin'])
export const exportData = allow('export', ['admin'])

/**
 * What a file of a kind asks for beside that: a key that sets a clinic up is no key to its people and
 * records. Administrators may bring in records that they may not write one by one: a clinic that moves
 * here brings what its vets have written elsewhere.
 */
export const importOf: Readonly<Record<ImportKind, Permission>> = {
	clients: allow('people:write', ['admin']),
	pets: allow('people:write', ['admin']),
	records: allow('records:write', ['admin']),
}
