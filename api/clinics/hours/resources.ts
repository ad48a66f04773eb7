import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import type { NewResource, Resource, ResourceBody } from '../../contract/resources.ts'
import { type Actor, audit } from '../../database/audit.ts'
import { newId } from '../../database/ids.ts'
import { invalidRequest, Problem } from '../../http/problem.ts'
import { freeSlug } from '../free-slug.ts'
import { shortNameOf } from '../presenter.ts'
import type { ClinicRow, ResourceRow } from '../queries.ts'
import type { Written } from './change-plan.ts'

type Columns = Partial<Omit<ResourceRow, 'id'>> & { color?: string | null; sort_order?: number }

/**
 * Adds a room, a piece of equipment, places of a day, or a person, who then is one of the staff
 * without a sign-in. Nothing is ever deleted, since visits name it.
 *
 * @throws Problem `invalid_request` when the code is another one's
 */
export async function createResource(
	trx: Knex.Transaction,
	{ clinic }: ClinicNow,
	clinicId: string,
	{ actor, body }: { actor: Actor; body: NewResource },
): Promise<Written> {
	const { resources } = clinic.rows
	const { kind, name, title } = body
	const codes = resources.map(({ code }) => code ?? '')
	if (body.code !== undefined && codes.includes(body.code)) {
		const message = 'Another one has this code'
		throw invalidRequest([{ path: 'code', in: 'body', code: 'taken', message }])
	}
	const isPerson = kind === 'veterinarian' || kind === 'nurse'
	const code = body.code ?? (isPerson ? null : freeSlug(name, codes))
	const id = newId()
	const of = { clinic_id: clinicId, id, name, title }
	if (isPerson) await trx('users').insert({ ...of, roles: [kind] })
	const place = await nextPlace(trx, clinicId)
	await trx('resources').insert({ sort_order: place, ...columnsOf(body), ...of, kind, code })
	await audit(trx, clinicId, { actor, action: 'resource.created', subjectId: id, data: { kind } })
	return { id, touched: null }
}

async function nextPlace(trx: Knex, clinicId: string): Promise<number> {
	const last = await trx('resources').where({ clinic_id: clinicId }).max('sort_order as at').first()
	return (last?.at ?? 0) + 1
}

/**
 * Changes what a resource is called and can do, how much it can take, whether it is used at all, and
 * whether owners may book it.
 *
 * @throws Problem `resource_not_found`, `invalid_request`
 */
export async function changeResource(
	trx: Knex.Transaction,
	{ clinic }: ClinicNow,
	clinicId: string,
	{ id, actor, body }: { id: string; actor: Actor; body: ResourceBody },
): Promise<Written> {
	const old = clinic.rows.resources.find((row) => row.id === id.toLowerCase())
	if (!old) throw new Problem('resource_not_found')
	requireRoomType(old, body)
	const columns = columnsOf(body)
	const where = { clinic_id: clinicId, id: old.id }
	await trx('resources')
		.where(where)
		.update({ ...columns, updated_at: trx.fn.now() })
	const { name = old.name, title = old.title } = body
	// A person is called the same wherever they are named; of a room there is no such row.
	await trx('users').where(where).update({ name, title, updated_at: trx.fn.now() })
	const { allowStranded: _, resolutions: __, ...given } = body
	const data = { fields: Object.keys(given) }
	await audit(trx, clinicId, { actor, action: 'resource.changed', subjectId: old.id, data })
	const { name: _name, title: _title, color, sort_order, languages, ...bookedBy } = columns
	if (Object.keys(bookedBy).length === 0) return { id: old.id, touched: null }
	return { id: old.id, touched: { resourceIds: [old.id], days: null } }
}

function requireRoomType({ kind }: ResourceRow, { roomType }: ResourceBody): void {
	if (roomType === undefined || (kind === 'room') === (roomType !== null)) return
	const message = kind === 'room' ? 'Say what kind of room it is' : `Does not go with a ${kind}`
	const code = kind === 'room' ? 'required' : 'unwanted'
	throw invalidRequest([{ path: 'roomType', in: 'body', code, message }])
}

const COLUMNS = {
	name: 'name',
	title: 'title',
	roomType: 'room_type',
	capacity: 'capacity',
	skills: 'skills',
	species: 'species',
	languages: 'languages',
	color: 'color',
	sortOrder: 'sort_order',
	bookableOnline: 'bookable_online',
	active: 'is_active',
} as const

/** The columns of the fields that are given. */
function columnsOf(body: NewResource | ResourceBody): Columns {
	const fields = body as Record<string, unknown>
	const given = Object.entries(COLUMNS).flatMap(([field, column]) => {
		const value = fields[field]
		return value === undefined ? [] : [[column, value]]
	})
	return Object.fromEntries(given)
}

type StoredRow = ResourceRow & { color?: string | null; sort_order?: number }

export async function readResource(trx: Knex, clinicId: string, id: string): Promise<Resource> {
	const row: StoredRow | undefined = await trx('resources')
		.where({ clinic_id: clinicId, id })
		.first()
	if (!row) throw new Problem('resource_not_found')
	const clinic = await trx('clinics').where({ id: clinicId }).first('settings')
	return presentResource(clinic, row)
}

export function presentResource(clinic: Pick<ClinicRow, 'settings'>, row: StoredRow): Resource {
	return {
		id: row.id,
		kind: row.kind,
		code: row.code,
		name: row.name,
		shortName: shortNameOf(clinic, row),
		title: row.title,
		roomType: row.room_type,
		capacity: row.capacity,
		skills: row.skills,
		species: row.species,
		languages: row.languages,
		color: row.color ?? null,
		sortOrder: row.sort_order ?? 0,
		bookableOnline: row.bookable_online,
		active: row.is_active,
	}
}
