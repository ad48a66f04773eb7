import { Model, snakeCaseMappers } from 'objection'

/** One site; the tenant. Its key is `id`, as it has no `clinic_id`. */
export class Clinic extends Model {
	static override tableName = 'clinics'
	static override columnNameMappers = snakeCaseMappers()

	declare id: string
	declare slug: string
	declare name: string
	/** An IANA zone: all wall times of the clinic are in it. */
	declare timeZone: string
	declare locale: string
	declare currency: string
	declare phone: string | null
	declare email: string | null
	declare website: string | null
	declare addressLines: string[]
	/** `shortNames`: by a vet's id, as said in a sentence. */
	declare settings: { shortNames?: Record<string, string> }
}
