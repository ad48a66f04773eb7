import type { Actor } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import type { Query } from '../database/tenant.ts'
import { type Draft, type Kind, linkOf } from './kinds/kind.ts'
import { findKnown, findOwners, type Known } from './known.ts'
import type { Report } from './report.ts'
import { type Due, upsert } from './upsert.ts'

export interface Settling {
	query: Query
	clinicId: string
	kind: Kind
	report: Report
	today: string
	actor: Actor
	/** Otherwise only what would come of it is found out. */
	writes: boolean
}

/** Finds out what some rows of a file change, and writes that. */
export async function settle(settling: Settling, drafts: readonly Draft[]): Promise<void> {
	const { query, clinicId, kind, report, writes } = settling
	const { owner, links } = kind
	const externalIds = drafts.map(({ externalId }) => externalId)
	const owners = owner && (await findOwners(query, clinicId, owner.table, drafts.map(belonging)))
	const known = await findKnown(query, clinicId, kind, externalIds, writes)
	const ids = [...known.values()].map(({ id }) => id)
	const linked = ids.length > 0 ? await links?.current(query, clinicId, ids) : undefined
	const due = drafts.flatMap((draft) => {
		const ownerId = owners?.get(draft.belongsTo ?? '') ?? null
		if (owner && draft.belongsTo !== null && ownerId === null) {
			draft.row.refuse(owner.field, owner.missing)
		}
		if (draft.row.isRefused) return []
		const before = known.get(draft.externalId)
		const isLinked = linked?.has(linkOf(before?.id ?? '', ownerId ?? '')) ?? true
		const change = changeOf(draft, ownerId, before, isLinked, kind)
		report.count(change === null ? 'unchanged' : before ? 'updated' : 'created')
		return change === null ? [] : [change]
	})
	// Of a file that is refused as a whole the rest is read for its report only.
	if (writes && report.isFine && due.length > 0) await write(settling, due)
}

const belonging = ({ belongsTo }: Draft) => belongsTo

const ENDED = { erased_at: 'erased', merged_into_id: 'merged', is_withdrawn: 'withdrawn' } as const

/** What a row changes; what its cells do not say stays as it was. Null: nothing. */
function changeOf(
	draft: Draft,
	ownerId: string | null,
	before: Known | undefined,
	isLinked: boolean,
	kind: Kind,
): Due | null {
	const { row, externalId } = draft
	const end = before && kind.ends.find((column) => before[column])
	if (end !== undefined) {
		row.warn('external_id', ENDED[end])
		return null
	}
	const values = (before && kind.spare?.(draft, before)) ?? draft.values
	const given = kind.ownerColumn ? { ...values, [kind.ownerColumn]: ownerId } : values
	const was = before ?? kind.otherwise
	const merged = Object.entries(kind.columns).map(([column, type]) => {
		const now = given[column] ?? null
		const old = was[column] ?? null
		// What others keep beside it stays.
		if (type === 'jsonb') return [column, { ...Object(old), ...Object(now) }]
		return [column, kind.fills?.includes(column) ? (old ?? now) : (now ?? old)]
	})
	const change = {
		externalId,
		id: before?.id ?? newId(),
		ownerId,
		isNew: before === undefined,
		values: Object.fromEntries(merged),
	}
	return before && isLinked && isSame(change, before, kind) ? null : change
}

function isSame({ values }: Due, before: Known, { columns }: Kind): boolean {
	return Object.entries(columns).every(([column, type]) => {
		const [now, old] = [values[column] ?? null, before[column] ?? null]
		if (type === 'jsonb') return JSON.stringify(now) === JSON.stringify(old)
		// The database gives numbers as text, with zeros.
		return type === 'numeric' && old !== null ? Number(now) === Number(old) : now === old
	})
}

async function write(
	{ query, clinicId, kind, today, actor }: Settling,
	due: readonly Due[],
): Promise<void> {
	const known = due.filter(({ isNew }) => !isNew).map(({ id }) => id)
	if (known.length > 0) await kind.keep?.(query, clinicId, known)
	const ids = await upsert(query, clinicId, kind, due)
	const written = due.map((row) => {
		const id = ids.get(row.externalId) ?? row.id
		return { ...row, id, isNew: row.isNew && row.id === id }
	})
	const links = written.flatMap(({ id, ownerId, isNew }) =>
		ownerId === null ? [] : [{ id, ownerId, isNew }],
	)
	await kind.links?.write(query, clinicId, links, today)
	await kind.follow?.(query, clinicId, written, actor)
}
