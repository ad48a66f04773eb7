import { fn, Model, type ModelOptions, type QueryContext, snakeCaseMappers } from 'objection'

/**
 * A row of one clinic. Properties are camelCase, columns snake_case. Every query filters by
 * `clinicId`: row level security would hide other clinics' rows all the same, but only a filter on
 * the key lets a distributed database go to one machine.
 */
export abstract class TenantModel extends Model {
	static override columnNameMappers = snakeCaseMappers()
	static override idColumn: string | string[] = ['clinic_id', 'id']

	declare clinicId: string
	declare id: string
	declare createdAt: Date
	declare updatedAt: Date

	/** There are no triggers, so the statement itself says when. */
	override async $beforeUpdate(options: ModelOptions, context: QueryContext): Promise<void> {
		await super.$beforeUpdate(options, context)
		Object.assign(this, { updatedAt: fn.now() })
	}
}

/** Values that stand in a jsonb column. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** The columns of both ends of a relation inside one clinic, clinic first. */
export const within = (from: string, to: string) => {
	const pair = (path: string) => {
		const [table, column] = path.split('.')
		return [`${table}.clinic_id`, `${table}.${column}`]
	}
	return { from: pair(from), to: pair(to) }
}
