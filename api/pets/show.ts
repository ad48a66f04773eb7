import type { Knex } from 'knex'
import { visitBriefs, visitsOfPet } from '../appointments/brief.ts'
import type { Catalogue, ClinicNow } from '../availability/catalogue.ts'
import { todayOf } from '../clinics/hours/schedules.ts'
import type { Pet } from '../contract/pets.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { dueOf } from '../records/due.ts'
import { fromDay } from '../time/date.ts'
import { zoneOf } from '../time/zone.ts'
import { type AlertRow, type OwnerRow, type PetRow, presentPet } from './presenter.ts'
import { openReport } from './report.ts'

/** @throws Problem `pet_not_found` */
export async function showPet(
	trx: Knex,
	{ catalogue }: { catalogue: Catalogue },
	clinicId: string,
	id: string,
): Promise<Pet> {
	const query = queryOf(trx)
	const now = await catalogue.read(query, clinicId)
	const [row] = await query<PetRow>(
		`select p.* from pets p
		where p.clinic_id = $1 and p.id = $2 and p.match_status <> 'merged'`,
		[clinicId, id],
	)
	if (!row) throw new Problem('pet_not_found')
	const zone = zoneOf(now.clinic.plan.zone)
	return presentPet(row, {
		zone,
		owners: await ownersOf(query, clinicId, id),
		alerts: await alertsOf(query, clinicId, id),
		report: await openReport(query, clinicId, id),
		due: await dueOf(query, clinicId, [id]),
		today: todayText(now),
		visits: await visitBriefs(query, clinicId, zone, await visitsOfPet(query, clinicId, id)),
	})
}

function todayText(now: ClinicNow): string {
	return fromDay(todayOf(now))
}

function ownersOf(query: Query, clinicId: string, id: string) {
	return query<OwnerRow>(
		`select c.id, c.name, c.phone, c.email, o.is_primary, o.owned_until
		from pet_owners o join clients c on c.clinic_id = o.clinic_id and c.id = o.client_id
		where o.clinic_id = $1 and c.clinic_id = $1 and o.pet_id = $2 and c.match_status <> 'merged'
		order by o.owned_until is not null, o.is_primary desc, c.id`,
		[clinicId, id],
	)
}

function alertsOf(query: Query, clinicId: string, id: string) {
	return query<AlertRow>(
		`select a.id, a.kind, a.note, a.visibility, a.record_id, a.actor_kind,
			a.created_at from pet_alerts a
		where a.clinic_id = $1 and a.pet_id = $2 and a.ended_at is null order by a.id`,
		[clinicId, id],
	)
}
