import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import { todayOf } from '../clinics/hours/schedules.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { type FileRow, ownFilesById } from '../files/rows.ts'
import type { Owner } from '../http/authenticate.ts'
import { presentEntry } from '../pets/history/presenter.ts'
import { historyRows } from '../pets/history/rows.ts'
import { presentOwnPet } from '../pets/own/presenter.ts'
import { ownPetRows } from '../pets/own/rows.ts'
import { fromDay } from '../time/date.ts'
import { type Zone, zoneOf } from '../time/zone.ts'
import { type Parts, partsOf, type Rows } from './parts.ts'

/** Everything that somebody may carry away of themselves. */
export interface OwnData {
	clinic: string
	parts: Parts & { pets: Rows; records: Rows }
	files: (FileRow & { path: string })[]
}

// More than anybody has; a bound all the same.
const MOST = 10_000

/** What owners see of their animals is what they may take along, through the same presenters. */
export async function collectOwnData(
	trx: Knex,
	{ catalogue }: { catalogue: Catalogue },
	owner: Owner,
): Promise<OwnData> {
	const query = queryOf(trx)
	const now = await catalogue.read(query, owner.clinicId)
	const zone = zoneOf(now.clinic.plan.zone)
	const asking = { ...owner, today: fromDay(todayOf(now)) }
	const rows = owner.isVerified ? await ownPetRows(query, asking, { most: MOST }) : []
	const records: Rows = []
	for (const pet of rows) records.push(...(await recordsOf(query, owner, pet, zone)))
	const parts = await partsOf(query, owner)
	return {
		clinic: String(now.clinic.rows.clinic.name),
		parts: { ...parts, pets: rows.map((row) => ({ ...presentOwnPet(row, zone) })), records },
		files: await filesOf(query, owner, rows),
	}
}

async function recordsOf(
	query: Query,
	{ clinicId, clientId }: Owner,
	pet: { id: string; name: string },
	zone: Zone,
): Promise<Rows> {
	const wanted = { clinicId, clientId, petId: pet.id, timeZone: zone.name, after: null }
	const rows = await historyRows(query, { ...wanted, most: MOST })
	return rows.map((row) => ({ pet: pet.name, ...presentEntry(row, zone) }))
}

async function filesOf(query: Query, owner: Owner, pets: readonly { id: string }[]) {
	const ids = await query<{ id: string }>(
		`select f.id from files f
		where f.clinic_id = $1 and f.pet_id = any($2::uuid[]) and f.deleted_at is null`,
		[owner.clinicId, pets.map((pet) => pet.id)],
	)
	const fileIds = ids.map((file) => file.id)
	const files = await ownFilesById(query, owner, fileIds)
	return files.map((file, i) => ({ ...file, path: `files/${i + 1}-${plainName(file)}` }))
}

/** A name that every file system takes; the one before it is in the list. */
function plainName({ name, content_type: type }: FileRow): string {
	const ending = { 'image/webp': 'webp', 'image/jpeg': 'jpg', 'application/pdf': 'pdf' }[type]
	const stem = name.replace(/\.[a-z]+$/i, '').replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
	return `${stem.slice(0, 60) || 'file'}.${ending}`
}
