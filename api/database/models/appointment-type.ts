import { type JsonObject, TenantModel } from './base.ts'
import type { StaffRole } from './people.ts'

export type BookingMode = 'instant' | 'request' | 'triage_only' | 'callback' | 'staff_only'

/** What can be booked. */
export class AppointmentType extends TenantModel {
	static override tableName = 'appointment_types'
	static override jsonAttributes = ['formFields', 'preparation', 'rules']

	declare slug: string
	declare name: string
	declare description: string | null
	declare groupName: string | null
	declare sortOrder: number
	declare icon: string | null
	declare colorCode: string | null
	declare bookingMode: BookingMode
	/** Follows from the mode; the database fills it in. */
	declare readonly requiresApproval: boolean
	declare durationMinutes: number
	declare bufferBeforeMinutes: number
	declare bufferAfterMinutes: number
	declare stepMinutes: number
	declare minNoticeMinutes: number
	declare horizonDays: number
	declare cancellationCutoffHours: number
	declare priceKind: 'fixed' | 'from' | 'package' | 'free' | 'range' | 'estimate' | 'none'
	/** Decimal text in the clinic's currency. */
	declare basePrice: string | null
	declare priceNote: string | null
	declare roles: StaffRole[]
	/** Null: anyone who fits. */
	declare namedResourceIds: string[] | null
	declare requiredSkills: string[]
	/** One room of any of these types; empty: none. */
	declare roomTypes: string[]
	/** All of these, by the resource's code. */
	declare equipment: string[]
	/** Empty: all. */
	declare species: string[]
	declare excludedSpecies: string[]
	declare clientType: 'both' | 'new' | 'existing'
	declare triage: 'none' | 'required' | 'amber_required'
	declare isDefault: boolean
	declare isActive: boolean
	declare formFields: JsonObject[]
	declare preparation: JsonObject[]
	/** Rules that are kept but not applied yet. */
	declare rules: JsonObject
}

/** A sign that is asked about before times are shown. */
export class TriageQuestion extends TenantModel {
	static override tableName = 'triage_questions'

	declare code: string
	/** Null: all. */
	declare species: string | null
	declare text: string
	declare level: 'red' | 'amber'
	declare action: string | null
	declare emphasis: string | null
	declare sortOrder: number
	declare isActive: boolean
}
