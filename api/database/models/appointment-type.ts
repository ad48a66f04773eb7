import { TenantModel } from './base.ts'

/** A preparation note: plain text, or text for some animals and ages only. */
export type StoredNote =
	| string
	| {
			text: string
			species?: readonly string[] | null
			fromWeeks?: number | null
			underWeeks?: number | null
	  }

/** What was booked, as messages tell it. What can be booked is read with the whole clinic at once. */
export class AppointmentType extends TenantModel {
	static override tableName = 'appointment_types'

	declare name: string
	declare cancellationCutoffHours: number
	/** Of a day procedure: when animals are brought, and when they go home, in wall times. */
	declare rules: { admission?: unknown; discharge?: { from: string; until: string } | null }
	declare priceKind: string
	declare priceNote: string | null
	declare preparation: StoredNote[]
}
