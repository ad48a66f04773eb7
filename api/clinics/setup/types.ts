import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import { rulesOf } from '../../availability/rules.ts'
import type { ClinicType, TypeBody } from '../../contract/clinic-types.ts'
import { type Actor, audit } from '../../database/audit.ts'
import { newId } from '../../database/ids.ts'
import { queryOf } from '../../database/query.ts'
import { Problem } from '../../http/problem.ts'
import { freeSlug } from '../free-slug.ts'
import type { Written } from '../hours/change-plan.ts'
import { type ClinicRows, readClinicText, type TypeRow } from '../queries.ts'
import { checkType } from './check-type.ts'
import { presentClinicType, type TypeColumns, typeColumns } from './type-columns.ts'

interface Input {
	actor: Actor
	body: TypeBody
}

/** @throws Problem `invalid_request`, naming every field that points to nothing */
export async function createType(
	trx: Knex.Transaction,
	{ clinic }: ClinicNow,
	clinicId: string,
	{ actor, body }: Input,
): Promise<Written> {
	checkType(clinic, body)
	const slug =
		body.slug ??
		freeSlug(
			body.name,
			clinic.rows.types.map(({ slug }) => slug),
		)
	if (body.isDefault) await clearDefault(trx, clinicId)
	const place = await nextPlace(trx, clinicId)
	const id = await insertType(trx, clinicId, { body: { ...body, slug }, place })
	await audit(trx, clinicId, { actor, action: 'type.created', subjectId: id })
	return { id, touched: null }
}

/**
 * Visits that are booked keep their type's new rules out of the way, but for what they occupy: what
 * the type takes from now on, they take too, where it is free.
 *
 * @throws Problem `appointment_type_not_found`, `invalid_request`
 */
export async function replaceType(
	trx: Knex.Transaction,
	{ clinic }: ClinicNow,
	clinicId: string,
	{ id, actor, body }: Input & { id: string },
): Promise<Written> {
	const old = clinic.rows.types.find((type) => type.id === id.toLowerCase())
	if (!old) throw new Problem('appointment_type_not_found')
	checkType(clinic, body, old)
	const columns = typeColumns(body, old)
	if (body.isDefault && !old.is_default) await clearDefault(trx, clinicId)
	await trx('appointment_types')
		.where({ clinic_id: clinicId, id: old.id })
		.update({ ...asJson(columns), updated_at: trx.fn.now() })
	const data = { fields: changedFields(old, columns) }
	await audit(trx, clinicId, { actor, action: 'type.changed', subjectId: old.id, data })
	const takes = (row: TypeRow) => JSON.stringify(taken(row, clinic.rows))
	const same = takes(old) === takes({ ...old, ...columns })
	return { id: old.id, touched: same ? null : { resourceIds: null, days: null, typeId: old.id } }
}

/** Writes a type that has been checked. */
export async function insertType(
	trx: Knex.Transaction,
	clinicId: string,
	{ body, place }: { body: TypeBody; place: number },
): Promise<string> {
	const id = newId()
	const row = { sort_order: place, ...typeColumns(body), slug: body.slug }
	await trx('appointment_types').insert({ clinic_id: clinicId, id, ...asJson(row) })
	return id
}

/** What a visit of a type occupies besides its person. */
function taken(row: TypeRow, rows: ClinicRows) {
	const { roomTypes, equipment, parts, caps, ownPart, discharge } = rulesOf(row, rows)
	return [roomTypes, equipment, parts, caps, ownPart, discharge]
}

function changedFields(old: TypeRow, columns: TypeColumns): string[] {
	const before = old as unknown as Record<string, unknown>
	return Object.entries(columns)
		.filter(([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value))
		.map(([name]) => name)
}

/** Lists stand in jsonb columns; knex would make arrays of the database's own of them. */
function asJson<C extends Partial<TypeColumns>>({ form_fields, preparation, rules, ...rest }: C) {
	return {
		...rest,
		form_fields: JSON.stringify(form_fields),
		preparation: JSON.stringify(preparation),
		rules: JSON.stringify(rules),
	}
}

async function clearDefault(trx: Knex.Transaction, clinicId: string): Promise<void> {
	await trx('appointment_types')
		.where({ clinic_id: clinicId, is_default: true })
		.update({ is_default: false, updated_at: trx.fn.now() })
}

async function nextPlace(trx: Knex.Transaction, clinicId: string): Promise<number> {
	const found = await trx('appointment_types')
		.where({ clinic_id: clinicId })
		.max({ last: 'sort_order' })
		.first()
	return Number(found?.last ?? 0) + 10
}

/** One type out of the clinic as this transaction sees it. */
export async function showType(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
): Promise<ClinicType> {
	const found = await readClinicText(queryOf(trx), clinicId)
	const rows: ClinicRows | undefined = found && JSON.parse(found.text)
	const row = rows?.types.find((type) => type.id === id)
	if (!rows || !row) throw new Problem('appointment_type_not_found')
	return presentClinicType(row, rows)
}
