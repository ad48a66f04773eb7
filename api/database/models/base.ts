import type { Knex } from 'knex'
import {
	type AnyQueryBuilder,
	type Constructor,
	fn,
	Model,
	type ModelClass,
	type ModelOptions,
	type QueryBuilderType,
	type QueryContext,
	snakeCaseMappers,
} from 'objection'

type TextColumn<M> = { [K in keyof M]: M[K] extends string | null ? K : never }[keyof M]

/**
 * A row of one clinic. Properties are camelCase, columns snake_case; a model declares the columns
 * that are read or written through it, the database knows more.
 */
export abstract class TenantRow extends Model {
	static override columnNameMappers = snakeCaseMappers()

	declare clinicId: string

	/**
	 * Begins every read and change: filters by the clinic, and lets relations do the same with their
	 * own tables. Row level security would hide other clinics' rows all the same, but only a filter
	 * on the key lets a distributed database go to one machine.
	 *
	 * @param match further equalities, by property; elsewhere in a query Objection wants columns' names
	 * @example const visit = await Appointment.of(trx, clinicId, { id }).withGraphFetched('pets').first()
	 */
	static of<M extends TenantRow>(
		this: Constructor<M>,
		trx: Knex,
		clinicId: string,
		match: Partial<Pick<M, TextColumn<M>>> = {},
	): QueryBuilderType<M> {
		// biome-ignore lint/complexity/noThisInStatic: the model that it is called on
		const model = this as ModelClass<M>
		const query = model.query(trx).context({ clinicId })
		for (const [property, value] of Object.entries<string>({ clinicId, ...match })) {
			query.where(`${model.tableName}.${model.propertyNameToColumnName(property)}`, value)
		}
		return query
	}

	/** There are no triggers, so the statement itself says when. */
	override async $beforeUpdate(options: ModelOptions, context: QueryContext): Promise<void> {
		await super.$beforeUpdate(options, context)
		Object.assign(this, { updatedAt: fn.now() })
	}
}

/** A row with an id of its own; the others are known by what they join. */
export abstract class TenantModel extends TenantRow {
	static override idColumn = ['clinic_id', 'id']

	declare id: string
}

/** Values that stand in a jsonb column. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/**
 * Filters what a relation reads by the clinic of the query that it belongs to; for its `modify`.
 *
 * @param columns the clinic's column of each table that the relation reads
 * @throws Error for a query that did not begin with `of`
 */
export const ofSameClinic =
	(...columns: string[]) =>
	(query: AnyQueryBuilder): void => {
		const { clinicId } = query.context()
		if (!clinicId) throw new Error('A relation needs the clinic: begin the query with "of"')
		for (const column of columns) query.where(column, clinicId)
	}
