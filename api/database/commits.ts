import type { Knex } from 'knex'

type Listener = (clinicId: string) => void

const listeners = new WeakMap<Knex, Listener[]>()

/**
 * Tells of every transaction of a clinic that this process ends on `db`, but for the quiet ones, before
 * whoever asked for it hears of that: what was remembered of the clinic may be old by then. Must not
 * throw.
 */
export function onCommit(db: Knex, listener: Listener): void {
	const others = listeners.get(db) ?? []
	listeners.set(db, [...others, listener])
}

/**
 * Runs a transaction and tells the listeners. Also of one that failed: a connection that is cut at
 * the commit leaves open whether it counted.
 */
export async function telling<T>(
	db: Knex,
	clinicId: string,
	transaction: () => Promise<T>,
): Promise<T> {
	try {
		return await transaction()
	} finally {
		for (const listener of listeners.get(db) ?? []) listener(clinicId)
	}
}
