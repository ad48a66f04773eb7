import { visitBriefs } from '../appointments/brief.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import { secondText } from '../availability/presenter.ts'
import { clientBriefs } from '../clients/briefs.ts'
import type { Match } from '../contract/matches.ts'
import type { Query } from '../database/tenant.ts'
import { zoneOf } from '../time/zone.ts'
import { candidatesFor } from './candidates.ts'

const MOST = 100

interface GuestRow {
	id: string
	askedAt: Date | null
	visitId: string | null
	account: { email: string; phone: string | null } | null
	registeredAt: Date | null
}

// Who comes next comes first; guests without a visit ahead are settled when there is time.
const GUESTS = `
	select c.id, c.asked_at as "askedAt", coalesce(ahead.id, latest.id) as "visitId",
		case when account.email is not null
			then jsonb_build_object('email', account.email, 'phone', account.phone) end as account,
		account.created_at as "registeredAt"
	from clients c
	left join lateral (
		select a.id, a.scheduled_start from appointments a
		where a.clinic_id = $1 and a.client_id = c.id and a.scheduled_end > statement_timestamp()
			and a.status not in ('rescheduled', 'cancelled')
		order by a.scheduled_start limit 1) ahead on true
	left join lateral (
		select a.id from appointments a
		where a.clinic_id = $1 and a.client_id = c.id and a.status <> 'rescheduled'
		order by a.scheduled_start desc limit 1) latest on true
	left join lateral (
		select a.email, a.created_at,
			case when a.phone_verified_at is not null then a.phone end as phone
		from client_accounts a
		where a.clinic_id = $1 and a.client_id = c.id and a.email_verified_at is not null
		order by a.id limit 1) account on true
	where c.clinic_id = $1 and c.match_status = 'unconfirmed' and c.erased_at is null
	order by ahead.scheduled_start nulls last, c.id desc limit ${MOST}`

/** Bookings whose people are not known for certain, each with whom they may be. */
export async function listMatches(
	query: Query,
	{ clinic }: ClinicNow,
	clinicId: string,
): Promise<Match[]> {
	const zone = zoneOf(clinic.plan.zone)
	const guests = await query<GuestRow>(GUESTS, [clinicId])
	const ids = guests.map((guest) => guest.id)
	const visitIds = guests.flatMap(({ visitId }) => visitId ?? [])
	const clients = byId(await clientBriefs(query, clinicId, ids))
	const visits = byId(await visitBriefs(query, clinicId, zone, visitIds))
	const candidates = await candidatesFor(query, clinicId, ids)
	return guests.flatMap(({ id, askedAt, visitId, account, registeredAt }) => {
		const client = clients.get(id)
		if (!client) return []
		return {
			client,
			visit: visits.get(visitId ?? '') ?? null,
			askedAt: askedAt && secondText(zone, askedAt),
			account: account &&
				registeredAt && { ...account, registeredAt: secondText(zone, registeredAt) },
			candidates: candidates.get(id) ?? [],
		}
	})
}

function byId<T extends { id: string }>(rows: readonly T[]): Map<string, T> {
	return new Map(rows.map((row) => [row.id, row]))
}
