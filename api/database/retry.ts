import { setTimeout } from 'node:timers/promises'
import { SQLSTATE, sqlStateOf } from './sqlstate.ts'

const ATTEMPTS = 4

/**
 * Runs a transaction, and again, up to three times, when the database gave it up for another's sake
 * or had forgotten a prepared statement. So it must do nothing outside of itself.
 */
export async function retrying<T>(transaction: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await transaction()
		} catch (error) {
			if (attempt === ATTEMPTS || !isTransient(error)) throw error
			await setTimeout(Math.random() * 15 * 2 ** attempt)
		}
	}
}

function isTransient(error: unknown): boolean {
	const state = sqlStateOf(error)
	return (
		state === SQLSTATE.serializationFailure || state === SQLSTATE.deadlockDetected || isStale(error)
	)
}

/**
 * Whether an error says that a connection's prepared statements are not what we think: someone
 * discarded them, or a migration changed what they answer. A new connection has none.
 */
export function isStale(error: unknown): boolean {
	const state = sqlStateOf(error)
	return state === SQLSTATE.unknownStatement || state === SQLSTATE.changedStatement
}
