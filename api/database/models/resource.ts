import { type JsonObject, TenantModel } from './base.ts'

export type ResourceKind = 'veterinarian' | 'nurse' | 'room' | 'equipment' | 'cap'

/** What can be occupied. A veterinarian's or nurse's has the id of their user. */
export class Resource extends TenantModel {
	static override tableName = 'resources'

	declare kind: ResourceKind
	declare code: string | null
	declare name: string
	declare title: string | null
	declare photoUrl: string | null
	declare initials: string | null
	declare color: string | null
	/** How many lanes can be taken at one time. */
	declare capacity: number
	declare roomType: string | null
	declare skills: string[]
	/** Empty: all. */
	declare species: string[]
	declare languages: string[]
	declare excludedTypeSlugs: string[]
	declare bookableOnline: boolean
	declare isActive: boolean
	declare sortOrder: number
}

/** Recurring working hours, in wall time of the clinic's zone. */
export class VetSchedule extends TenantModel {
	static override tableName = 'vet_schedules'
	static override jsonAttributes = ['breakTimes']

	declare resourceId: string
	declare kind: string
	declare label: string | null
	/** RFC 5545, without DTSTART; `anchorDate` is that. */
	declare rrule: string
	declare anchorDate: string
	/** `HH:MM:SS`; an end at or before the start is on the next day. */
	declare startTime: string
	declare endTime: string
	declare effectiveFrom: string
	declare effectiveUntil: string | null
	declare stepMinutes: number | null
	declare bufferMinutes: number
	declare lanes: number
	declare breakTimes: JsonObject[]
	/** Null: all. */
	declare appointmentTypeIds: string[] | null
	declare roomId: string | null
	declare isActive: boolean
}

/** An exception to the schedules of one resource, or of the whole clinic. */
export class AvailabilityOverride extends TenantModel {
	static override tableName = 'vet_availability_overrides'

	declare resourceId: string | null
	declare overrideType: 'unavailable' | 'custom_hours' | 'emergency_only'
	declare overrideDate: string | null
	declare rrule: string | null
	declare anchorDate: string | null
	declare effectiveUntil: string | null
	/** Null: the whole day. */
	declare startTime: string | null
	declare endTime: string | null
	/** For staff; never shown to the public. */
	declare reason: string | null
	declare createdBy: string | null
}
