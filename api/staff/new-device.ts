import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import type { Device } from './sessions.ts'

// The neighbourhood of an address: routers get another one now and then.
const near = (ip: string) =>
	`network(set_masklen(${ip}, case family(${ip}) when 4 then 24 else 48 end))`

const SEEN = `
	select count(*)::int as sessions,
		count(*) filter (where user_agent is not distinct from $4
			and ${near('ip')} = ${near('$3::inet')})::int as alike
	from user_sessions where clinic_id = $1 and user_id = $2`

/** Whether somebody who has been here before comes with a browser, or from a network, unseen so far. */
export async function isNewDevice(
	trx: Knex,
	clinicId: string,
	userId: string,
	{ address, userAgent }: Device,
): Promise<boolean> {
	const values = [clinicId, userId, address.replace(/\/\d+$/, ''), userAgent?.slice(0, 300) ?? null]
	const [seen] = await queryOf(trx)<{ sessions: number; alike: number }>(SEEN, values)
	return seen !== undefined && seen.sessions > 0 && seen.alike === 0
}
