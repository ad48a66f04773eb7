import { TenantModel } from './base.ts'

/** What was booked, as messages tell it. What can be booked is read with the whole clinic at once. */
export class AppointmentType extends TenantModel {
	static override tableName = 'appointment_types'

	declare name: string
	declare cancellationCutoffHours: number
	/** Of a day procedure: when animals are brought, and when they go home, in wall times. */
	declare rules: { admission?: unknown; discharge?: { from: string; until: string } | null }
	declare priceKind: string
	declare priceNote: string | null
	/** Plain text, or text for some species. */
	declare preparation: (string | { text: string; species?: string[] | null })[]
}
