import type { Json, JsonObject } from './base.ts'
import { TenantModel } from './base.ts'

/** One site; the tenant. Its key is `id`, as it has no `clinic_id`. */
export class Clinic extends TenantModel {
	static override tableName = 'clinics'
	static override idColumn = 'id'
	static override jsonAttributes = [
		'contact',
		'openingHours',
		'outOfHours',
		'policies',
		'triageTexts',
		'settings',
	]

	declare slug: string
	declare name: string
	/** An IANA zone: all wall times of the clinic are in it. */
	declare timeZone: string
	declare locale: string
	declare currency: string
	declare units: 'metric' | 'imperial'
	declare pricesIncludeTax: boolean
	declare about: string | null
	declare phone: string | null
	declare sms: string | null
	declare email: string | null
	declare website: string | null
	declare addressLines: string[]
	declare contact: JsonObject
	/** By weekday: `{ mon: ['08:15', '19:00'], sun: null }`. */
	declare openingHours: Record<string, [string, string] | null>
	declare outOfHours: JsonObject | null
	declare policies: JsonObject
	declare triageTexts: JsonObject
	declare settings: { [key: string]: Json }
	declare bookingPausedUntil: Date | null
}
