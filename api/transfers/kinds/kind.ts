import type { Query } from '../../database/tenant.ts'
import type { Field } from '../columns.ts'
import type { Row } from '../row.ts'

type Value = string | number | boolean | object | null
/** By column; null: the file says nothing, and what is known stays. */
export type Values = Record<string, Value>

/** A row of a file as it was read. */
export interface Draft {
	row: Row
	externalId: string
	/** The external id of what it belongs to: a pet's owner, a record's pet. */
	belongsTo: string | null
	values: Values
}

/** One kind of rows: how they are read, and where they go. */
export interface Kind {
	table: 'clients' | 'pets' | 'medical_records'
	fields: readonly Field[]
	/** The columns that a file may set, with their types. */
	columns: Readonly<Record<string, 'text' | 'date' | 'numeric' | 'boolean' | 'jsonb' | 'uuid'>>
	/** Further columns of a new row, which no file sets. */
	fresh: Readonly<Record<string, string>>
	/** What a new row has where its file says nothing. */
	otherwise: Values
	/** Columns that tell of a row that was merged into another, or erased. */
	ends: readonly ('merged_into_id' | 'erased_at')[]
	read(row: Row): Draft
	/** What rows belong to, and what is said of a row that belongs to nobody. */
	owner?: { table: 'clients' | 'pets'; field: string; missing: 'unknown_owner' | 'unknown_pet' }
	/** The column that holds the id of what a row belongs to; else `links` keeps it. */
	ownerColumn?: 'pet_id'
	links?: Links
}

/** Kept in rows of their own. */
export interface Links {
	/** Of those that stand already, as `linkOf` names them. */
	current(query: Query, clinicId: string, ids: readonly string[]): Promise<ReadonlySet<string>>
	write(query: Query, clinicId: string, rows: readonly Link[], today: string): Promise<void>
}

export interface Link {
	id: string
	ownerId: string
	/** It had no link before. */
	isNew: boolean
}

export const linkOf = (id: string, ownerId: string) => `${id} ${ownerId}`
