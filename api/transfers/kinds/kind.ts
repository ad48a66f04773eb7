import type { Actor } from '../../database/audit.ts'
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
	/** Columns that tell of a row that counts no longer: merged into another, erased, withdrawn. */
	ends: readonly ('merged_into_id' | 'erased_at' | 'is_withdrawn')[]
	/** Columns that a file fills where they are empty, and never changes. */
	fills?: readonly string[]
	/** What else a known row is given when a file changes it, as SQL. */
	onChange?: string
	read(row: Row): Draft
	/** What a file may say of a row that is known: warns of the rest, and leaves it out. */
	spare?(draft: Draft, before: Values): Values
	/** What rows belong to, and what is said of a row that belongs to nobody. */
	owner?: { table: 'clients' | 'pets'; field: string; missing: 'unknown_owner' | 'unknown_pet' }
	/** The column that holds the id of what a row belongs to; else `links` keeps it. */
	ownerColumn?: 'pet_id'
	links?: Links
	/** Keeps what known rows said, before they are written over. */
	keep?(query: Query, clinicId: string, ids: readonly string[]): Promise<void>
	/** Does what follows from what was written. */
	follow?(query: Query, clinicId: string, rows: readonly Written[], actor: Actor): Promise<void>
}

/** A row as it was written. */
export interface Written {
	id: string
	isNew: boolean
	values: Values
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
