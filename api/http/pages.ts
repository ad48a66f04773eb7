import type { Knex } from 'knex'
import { LRUCache } from 'lru-cache'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'

/** Which pages may use what a browser keeps for a clinic. */
export interface Pages {
	/** Whether an origin is that of our own pages. */
	areHosted: (origin: string) => boolean
	/** Whether it is that, or one of the clinic's publishable keys lists it. */
	mayUse: (clinicId: string, origin: string | undefined) => Promise<boolean>
}

const FRESH_MILLISECONDS = 5_000

/** Remembers clinics' lists for five seconds, as keys are. */
export function pagesIn(db: Knex, publicUrl: () => string): Pages {
	const lists = new LRUCache<string, ReadonlySet<string>>({
		max: 2_000,
		ttl: FRESH_MILLISECONDS,
		fetchMethod: (clinicId) => listOf(db, clinicId),
	})
	const areHosted = (origin: string) =>
		URL.canParse(publicUrl()) && new URL(publicUrl()).origin === origin
	return {
		areHosted,
		mayUse: async (clinicId, origin) => {
			// An opaque origin could be anyone's, whatever is listed.
			if (origin === undefined || origin === 'null') return false
			return areHosted(origin) || (await lists.fetch(clinicId))?.has(origin) === true
		},
	}
}

// Nobody's clinic lists nothing; the function itself would refuse it.
const LISTED = `
	select k.kind, k.allowed_origins
	from clinics c cross join lateral list_api_keys(c.id) k where c.id = $1`

async function listOf(db: Knex, clinicId: string): Promise<ReadonlySet<string>> {
	const read = (trx: Knex) =>
		queryOf(trx)<{ kind: string; allowed_origins: string[] }>(LISTED, [clinicId])
	const rows = await inTenant(db, clinicId, read, { quietly: true })
	const pages = rows.filter(({ kind }) => kind === 'publishable')
	return new Set(pages.flatMap(({ allowed_origins: origins }) => origins))
}
