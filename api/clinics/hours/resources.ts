import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import type { Resource, ResourceBody } from '../../contract/resources.ts'
import { Problem } from '../../http/problem.ts'
import type { ResourceRow } from '../queries.ts'
import type { Written } from './change-plan.ts'

/**
 * Changes how much a resource can take, whether it is used at all, and whether owners may book it.
 *
 * @throws Problem `resource_not_found`
 */
export async function changeResource(
	trx: Knex.Transaction,
	{ clinic }: ClinicNow,
	clinicId: string,
	{ id, body }: { id: string; body: ResourceBody },
): Promise<Written> {
	const old = clinic.rows.resources.find((row) => row.id === id.toLowerCase())
	if (!old) throw new Problem('resource_not_found')
	const columns = {
		...(body.capacity === undefined ? {} : { capacity: body.capacity }),
		...(body.active === undefined ? {} : { is_active: body.active }),
		...(body.bookableOnline === undefined ? {} : { bookable_online: body.bookableOnline }),
	}
	await trx('resources')
		.where({ clinic_id: clinicId, id: old.id })
		.update({ ...columns, updated_at: trx.fn.now() })
	return { id: old.id, touched: { resourceIds: [old.id], days: null } }
}

export async function findResource(trx: Knex, clinicId: string, id: string): Promise<ResourceRow> {
	const row: ResourceRow | undefined = await trx('resources')
		.where({ clinic_id: clinicId, id })
		.first()
	if (!row) throw new Problem('resource_not_found')
	return row
}

export function presentResource(row: ResourceRow): Resource {
	return {
		id: row.id,
		kind: row.kind,
		code: row.code,
		name: row.name,
		title: row.title,
		roomType: row.room_type,
		capacity: row.capacity,
		skills: row.skills,
		species: row.species,
		bookableOnline: row.bookable_online,
		active: row.is_active,
	}
}
