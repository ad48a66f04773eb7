import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import type { Audience } from '../http/access-token.ts'
import { type Person, tablesOf } from './person.ts'
import { agentOf, type Device, hostOf } from './sessions.ts'

// The neighbourhood of an address: routers get another one now and then.
const near = (ip: string) =>
	`network(set_masklen(${ip}, case family(${ip}) when 4 then 24 else 48 end))`

const seenOf = (audience: Audience) => `
	select count(*)::int as sessions,
		count(*) filter (where user_agent is not distinct from $4
			and ${near('ip')} = ${near('$3::inet')})::int as alike
	from ${tablesOf[audience].sessions} where clinic_id = $1 and ${tablesOf[audience].personId} = $2`

const SEEN = { staff: seenOf('staff'), owner: seenOf('owner') } as const

/** Whether somebody who has been here before comes with a browser, or from a network, unseen so far. */
export async function isNewDevice(
	trx: Knex,
	{ audience, clinicId, personId }: Person,
	device: Device,
): Promise<boolean> {
	const values = [clinicId, personId, hostOf(device.address), agentOf(device)]
	const query = queryOf(trx)
	const [seen] = await query<{ sessions: number; alike: number }>(SEEN[audience], values)
	return seen !== undefined && seen.sessions > 0 && seen.alike === 0
}
