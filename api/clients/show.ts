import type { Knex } from 'knex'
import { visitBriefs, visitsOfClient } from '../appointments/brief.ts'
import type { Catalogue } from '../availability/catalogue.ts'
import { secondText } from '../availability/presenter.ts'
import type { Client, ClientsQuery } from '../contract/clients.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { type Zone, zoneOf } from '../time/zone.ts'
import { clientBriefs } from './briefs.ts'
import { LIVING } from './living.ts'

interface OwnRow {
	locale: string | null
	notes: string | null
	contactIsShared: boolean
	createdAt: Date
	heldAt: Date | null
	holdReason: string | null
	askedAt: Date | null
}

interface ConsentRow {
	purpose: Client['consents'][number]['purpose']
	channel: Client['consents'][number]['channel']
	granted: boolean
	at: Date
}

/** @throws Problem `client_not_found`, also for one who lives on in another row, or is erased */
export async function showClient(
	trx: Knex,
	{ catalogue }: { catalogue: Catalogue },
	clinicId: string,
	id: string,
): Promise<Client> {
	const query = queryOf(trx)
	const { clinic } = await catalogue.read(query, clinicId)
	const zone = zoneOf(clinic.plan.zone)
	const [own] = await query<OwnRow>(
		`select c.locale, c.notes, c.created_at as "createdAt",
			c.contact_is_shared as "contactIsShared", c.legal_hold_at as "heldAt",
			c.legal_hold_reason as "holdReason",
			(select min(a.erasure_asked_at) from client_accounts a
				where a.clinic_id = $1 and a.client_id = c.id) as "askedAt"
		from clients c
		where c.clinic_id = $1 and c.id = $2 and ${LIVING}`,
		[clinicId, id],
	)
	const [brief] = own ? await clientBriefs(query, clinicId, [id.toLowerCase()]) : []
	if (!own || !brief) throw new Problem('client_not_found')
	const visits = await visitsOfClient(query, clinicId, id)
	return {
		...brief,
		locale: own.locale,
		notes: own.notes,
		contactIsShared: own.contactIsShared,
		visits: await visitBriefs(query, clinicId, zone, visits),
		consents: await consentsOf(query, clinicId, id, zone),
		legalHold: own.heldAt && {
			since: secondText(zone, own.heldAt),
			reason: own.holdReason ?? '',
		},
		erasureAskedAt: own.askedAt && secondText(zone, own.askedAt),
		createdAt: secondText(zone, own.createdAt),
	}
}

/** Of each purpose and channel the newest word. */
async function consentsOf(
	query: Query,
	clinicId: string,
	id: string,
	zone: Zone,
): Promise<Client['consents']> {
	const rows = await query<ConsentRow>(
		`select distinct on (c.purpose, c.channel) c.purpose, c.channel, c.is_granted as granted,
			c.created_at as at
		from consents c where c.clinic_id = $1 and c.client_id = $2
		order by c.purpose, c.channel, c.created_at desc`,
		[clinicId, id],
	)
	return rows.map(({ purpose, channel, granted, at }) => ({
		purpose,
		channel,
		granted,
		at: secondText(zone, at),
	}))
}

/** A page of clients, the newest first. */
export async function listClients(query: Query, clinicId: string, ask: ClientsQuery) {
	const rows = await query<{ id: string }>(
		`select c.id from clients c
		where c.clinic_id = $1 and ${LIVING}
			and ($2::text is null or c.match_status = $2)
			and ($3::uuid is null or c.id < $3)
		order by c.id desc limit $4`,
		[clinicId, ask.matchStatus ?? null, ask.cursor ?? null, ask.limit + 1],
	)
	const page = rows.slice(0, ask.limit).map((row) => row.id)
	return {
		clients: await clientBriefs(query, clinicId, page),
		nextCursor: rows.length > ask.limit ? (page.at(-1) ?? null) : null,
	}
}
