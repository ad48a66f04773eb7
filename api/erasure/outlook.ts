import type { Knex } from 'knex'
import { visitBriefs } from '../appointments/brief.ts'
import type { Catalogue } from '../availability/catalogue.ts'
import { secondText } from '../availability/presenter.ts'
import type { ErasureOutlook } from '../contract/erasure.ts'
import { queryOf } from '../database/query.ts'
import type { Owner } from '../http/authenticate.ts'
import { zoneOf } from '../time/zone.ts'
import { othersOf } from './account.ts'

interface Row {
	onHold: boolean
	askedAt: Date | null
}

/** What erasing would mean for an owner now. */
export async function erasureOutlook(
	trx: Knex,
	{ catalogue }: { catalogue: Catalogue },
	owner: Owner,
): Promise<ErasureOutlook> {
	const { clinicId, clientId, accountId, isVerified } = owner
	const query = queryOf(trx)
	const { clinic } = await catalogue.read(query, clinicId)
	const zone = zoneOf(clinic.plan.zone)
	const [row] = await query<Row>(
		`select c.legal_hold_at is not null as "onHold", a.erasure_asked_at as "askedAt"
		from client_accounts a
		join clients c on c.clinic_id = $1 and c.id = a.client_id
		where a.clinic_id = $1 and a.id = $2`,
		[clinicId, accountId],
	)
	const ahead = await query<{ id: string }>(
		`select a.id from appointments a where a.clinic_id = $1 and a.client_id = $2
			and a.status in ('pending', 'confirmed', 'reminded')
			and a.scheduled_start > statement_timestamp()`,
		[clinicId, isVerified ? clientId : null],
	)
	const ids = ahead.map((visit) => visit.id)
	const others = await othersOf(query, owner)
	return {
		scope: others.length > 0 ? 'account' : 'client',
		onHold: row?.onHold === true,
		askedAt: row?.askedAt ? secondText(zone, row.askedAt) : null,
		upcomingVisits: (await visitBriefs(query, clinicId, zone, ids)).reverse(),
	}
}
