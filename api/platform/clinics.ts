import type { Knex } from 'knex'
import { makeKey } from '../clinics/keys.ts'
import type { KeyBody } from '../contract/keys.ts'
import type { PlatformClinics } from '../contract/platform.ts'
import { inTenant } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'

const PAGE = 50

/** A page of clinics by their names in addresses. Each is read as itself: nobody sees them all. */
export async function listClinics(db: Knex, after: string | undefined): Promise<PlatformClinics> {
	const { rows } = await db.raw<{ rows: { slug: string; clinic_id: string }[] }>(
		`select l.slug, l.clinic_id from list_clinics() l where l.slug > ? collate "C"
		order by l.slug collate "C" limit ?`,
		[after ?? '', PAGE + 1],
	)
	const page = rows.slice(0, PAGE)
	const clinics = []
	for (const { clinic_id: id, slug } of page) {
		const read = (trx: Knex) => trx('clinics').where({ id }).first('name', 'time_zone')
		const { name, time_zone: timeZone } = await inTenant(db, id, read, { quietly: true })
		clinics.push({ id, slug, name, timeZone })
	}
	const next = rows.length > PAGE ? (page.at(-1)?.slug ?? null) : null
	return { clinics, next }
}

/** @throws Problem `clinic_not_found` */
export async function makeKeyFor(
	db: Knex,
	slug: string,
	body: KeyBody,
): Promise<{ id: string; text: string }> {
	const { rows } = await db.raw('select find_clinic(?) as id', [slug])
	if (rows[0].id === null) throw new Problem('clinic_not_found')
	return makeKey(db, { ...body, slug })
}
