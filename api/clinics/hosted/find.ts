import type { Knex } from 'knex'
import { LRUCache } from 'lru-cache'
import { inTenant } from '../../database/tenant.ts'
import { listKeys } from '../setup/keys.ts'

/** What a hosted page shows of a clinic. */
export interface Hosted {
	name: string
	locale: string
	phone: string | null
	address_lines: string[]
	settings: { accent?: unknown }
	/** Of the clinic's oldest key for pages. */
	key: string | null
}

export type FindHosted = (slug: string) => Promise<Hosted | null>

const MOST = 1000
const FRESH_MILLISECONDS = 5_000

/** Remembers for five seconds who was found, and who was not: anybody may ask, as often as they like. */
export function keepHosted(find: FindHosted): FindHosted {
	const kept = new LRUCache<string, { clinic: Hosted | null }>({
		max: MOST,
		ttl: FRESH_MILLISECONDS,
		fetchMethod: async (slug) => ({ clinic: await find(slug) }),
	})
	return async (slug) => (await kept.fetch(slug))?.clinic ?? null
}

export function findHostedIn(db: Knex): FindHosted {
	return async (slug) => {
		// A name of another form is nobody's, and could be no text for the database at all.
		if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug)) return null
		const { rows } = await db.raw('select find_clinic(?) as id', [slug])
		const clinicId: string | null = rows[0].id
		if (clinicId === null) return null
		const read = async (trx: Knex) => {
			const clinic = await trx('clinics').where({ id: clinicId }).first()
			const keys = await listKeys(trx, clinicId)
			const key = keys.find(({ text, native }) => text !== null && !native)
			return { ...clinic, key: key?.text ?? null }
		}
		return inTenant(db, clinicId, read, { quietly: true })
	}
}
